import { Button, CloseButton } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../history/history-entry.ts';
import classes from './history.module.css';
import { useRunName } from './use-run-name.ts';

interface DeletedRunProps {
  readonly entry: HistoryEntry;
  readonly takeFocus: (id: string, element: HTMLElement | null) => void;
  readonly onRestore: () => void;
  readonly onForget: () => void;
}

/** Stands in a deleted run's place until it is brought back, or forgotten. */
export function DeletedRun({ entry, takeFocus, onRestore, onForget }: DeletedRunProps) {
  const { t } = useTranslation();
  const name = useRunName()(entry);
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => takeFocus(entry.id, undo.current), [takeFocus, entry.id]);
  return (
    <li className={classes.gone} data-testid="deleted-run">
      <span role="status">{t('history.removed', { name })}</span>
      <Button
        ref={undo}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconArrowBackUp size={15} aria-hidden />}
        aria-label={t('history.undoOf', { name })}
        onClick={onRestore}
      >
        {t('history.undo')}
      </Button>
      <CloseButton size="sm" aria-label={t('history.forget', { name })} onClick={onForget} />
    </li>
  );
}
