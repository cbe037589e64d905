import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxFragmentBytes } from '../../../core/document/permalink.ts';
import type { CopyOutcome } from '../../store/export-services.ts';

const shownMs = { done: 3000, advice: 10_000 } as const;

/** Says what became of a copy; the text of a refused one is handed on for the visitor to copy by hand. */
export function useCopying() {
  const { t } = useTranslation();
  const [byHand, setByHand] = useState<string | null>(null);
  const tell = (outcome: CopyOutcome, done: string) => {
    switch (outcome.state) {
      case 'copied':
        notifications.show({ message: done, autoClose: shownMs.done, withCloseButton: false });
        return;
      case 'refused':
        setByHand(outcome.text);
        return;
      case 'too-large':
        notifications.show({
          message: t('exports.linkTooLarge', { bytes: outcome.bytes, limit: maxFragmentBytes }),
          color: 'yellow',
          autoClose: shownMs.advice,
        });
        return;
      case 'nothing':
        return;
      default:
        outcome satisfies never;
    }
  };
  return { tell, byHand, closeByHand: () => setByHand(null) };
}
