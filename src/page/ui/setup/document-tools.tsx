import { Button, Group, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconFilePlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';

/** Files in, everything out, and back again. */
export function DocumentTools({ openFiles }: { readonly openFiles: () => void }) {
  const { t } = useTranslation();
  const isEmpty = useAppState((state) => state.input.documents.length === 0);
  const canUndo = useAppState(
    // An empty editor is nothing to go back to.
    ({ undoableInput }) =>
      undoableInput !== null && (undoableInput.documents.length > 0 || undoableInput.query !== ''),
  );
  const clear = useAppState((state) => state.clearDocuments);
  const undo = useAppState((state) => state.undoInput);
  return (
    <Group gap={2}>
      <Tooltip label={t('documents.filesHelp')}>
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconFilePlus size={15} aria-hidden />}
          onClick={openFiles}
        >
          {t('documents.files')}
        </Button>
      </Tooltip>
      {canUndo && (
        <Tooltip label={t('documents.undoHelp')}>
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            onClick={undo}
          >
            {t('documents.undo')}
          </Button>
        </Tooltip>
      )}
      {!isEmpty && (
        <Button
          variant="subtle"
          color="gray"
          c="dimmed"
          size="compact-xs"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={clear}
        >
          {t('documents.clear')}
        </Button>
      )}
    </Group>
  );
}
