import { Modal, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CopyOutcome } from '../../store/services.ts';

const shownMs = { done: 3000, advice: 10_000 } as const;

/** Says what became of a copy. If the browser refused, the visitor gets the text to copy by hand. */
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
          message: t('exports.linkTooLarge', { bytes: outcome.bytes, limit: outcome.limit }),
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

interface CopyByHandProps {
  /** `null` closes the dialog. */
  readonly text: string | null;
  readonly onClose: () => void;
}

/** Shows a text that the browser would not copy, selected as soon as it has the focus. */
export function CopyByHand({ text, onClose }: CopyByHandProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={text !== null}
      onClose={onClose}
      title={t('exports.byHandTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('exports.close') }}
    >
      <Textarea
        label={t('exports.byHandText')}
        description={t('exports.byHand')}
        value={text ?? ''}
        readOnly
        autosize
        minRows={3}
        maxRows={14}
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', overflowWrap: 'anywhere' } }}
      />
    </Modal>
  );
}
