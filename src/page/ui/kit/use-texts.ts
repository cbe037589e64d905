import { useOs } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { type Format, formatOf } from '../../../core/texts/format.ts';
import { type Message, messageText } from '../../../core/texts/message.ts';

/** Numbers in the page's language. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return formatOf(i18n.language);
}

/** Puts messages into the page's language. */
export function useMessageText(): (message: Message) => string {
  const { i18n } = useTranslation();
  return (message) => messageText(i18n, message);
}

/** What limits the batches of a cell: "8", or "≤ 2,048 tokens". */
export function useBatchText(): (cell: {
  readonly batchSize: number | null;
  readonly tokenBudget: number | null;
}) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ batchSize, tokenBudget }) => {
    if (batchSize !== null) return format.count(batchSize);
    return tokenBudget === null ? '–' : t('batching.upTo', { tokens: format.count(tokenBudget) });
  };
}

/** The page's shortcuts as they are written on the visitor's keyboard. */
export function useShortcutNames(): { readonly rank: string; readonly run: string } {
  const os = useOs();
  return os === 'macos' || os === 'ios'
    ? { rank: '⌘↵', run: '⌘⇧↵' }
    : { rank: 'Ctrl+Enter', run: 'Ctrl+Shift+Enter' };
}
