import { useOs } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { type Format, formatOf } from '../../../core/texts/format.ts';
import type { Language } from '../../../core/texts/languages.ts';
import { type Message, messageText } from '../../../core/texts/message.ts';

/** Formats numbers, dates and durations in the page's language. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  return formatOf(i18n.language);
}

/** Translates messages into the page's language. */
export function useMessageText(): (message: Message) => string {
  const { i18n } = useTranslation();
  return (message) => messageText(i18n, message);
}

/**
 * Gives the translator texts that came with a part loaded late, before the part asks for them.
 *
 * @param namespace the name they have among the translator's resources
 */
export function useLateTexts(namespace: string, texts: Readonly<Record<Language, object>>): void {
  const { i18n } = useTranslation();
  for (const [language, bundle] of Object.entries(texts)) {
    if (!i18n.hasResourceBundle(language, namespace)) i18n.addResourceBundle(language, namespace, bundle);
  }
}

/** The limit of a cell's batches: "8", or "≤ 2,048 tokens". */
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

/** The page's keyboard shortcuts, as the visitor's keyboard labels the keys. */
export function useShortcutNames(): { readonly rank: string; readonly run: string } {
  const os = useOs();
  return os === 'macos' || os === 'ios'
    ? { rank: '⌘↵', run: '⌘⇧↵' }
    : { rank: 'Ctrl+Enter', run: 'Ctrl+Shift+Enter' };
}
