import { Modal, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface CopyByHandProps {
  /** `null` while there is nothing to copy, and the dialog is closed. */
  readonly text: string | null;
  readonly onClose: () => void;
}

/** Where the browser keeps the clipboard from the page: the text itself, selected as soon as it has the focus. */
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
