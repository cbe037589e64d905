import { ActionIcon } from '@mantine/core';
import { IconNote, IconPencil, IconTrash } from '@tabler/icons-react';
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxNameCharacters, maxNoteCharacters } from '../../../core/document/import-record.ts';
import type { HistoryEntry } from '../../history/history-entry.ts';
import { useServices } from '../../store/app-context.ts';
import { CompareBoxes } from './compare-boxes.tsx';
import { EditedText } from './edited-text.tsx';
import classes from './history.module.css';
import { RunFacts } from './run-facts.tsx';
import { RunMarks } from './run-marks.tsx';
import { useRunName } from './use-run-name.ts';

interface RunItemProps {
  readonly entry: HistoryEntry;
  readonly takeFocus: (id: string, element: HTMLElement | null) => void;
  readonly onRemove: () => void;
}

/** One run: its name opens it. */
export const RunItem = memo(function RunItem({ entry, takeFocus, onRemove }: RunItemProps) {
  const { t } = useTranslation();
  const { openRun, renameRun, setRunNote } = useServices();
  const [edited, setEdited] = useState<'name' | 'note' | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const buttons = { name: useRef<HTMLButtonElement>(null), note: useRef<HTMLButtonElement>(null) };
  const name = useRunName()(entry);
  const { id, note } = entry;
  const isRunning = entry.state === 'running';
  useEffect(() => takeFocus(id, opener.current), [takeFocus, id]);

  const finish = (keep: (id: string, text: string) => Promise<void>) => (text: string | null) => {
    if (text !== null) void keep(id, text);
    // The field goes, and the focus with it, unless it goes back to where it came from.
    if (edited !== null) buttons[edited].current?.focus();
    setEdited(null);
  };
  const labels = {
    rename: t('history.rename', { name }),
    note: t(note === '' ? 'history.addNote' : 'history.editNote', { name }),
    remove: t('history.remove', { name }),
  };
  const icon = { variant: 'subtle', color: 'gray', c: 'dimmed', size: 28 } as const;
  return (
    <li className={classes.run} data-testid="run" data-run={id} data-state={entry.state}>
      <div className={classes.runHead}>
        {edited === 'name' ? (
          <EditedText
            label={t('history.nameOf', { name })}
            placeholder={t('history.namePlaceholder')}
            text={entry.name}
            maxLength={maxNameCharacters}
            onFinish={finish(renameRun)}
          />
        ) : (
          <button
            type="button"
            ref={opener}
            className={classes.name}
            disabled={isRunning}
            aria-label={t('history.open', { name })}
            onClick={() => void openRun(id)}
          >
            {name}
          </button>
        )}
        <RunMarks entry={entry} />
      </div>
      {!isRunning && (
        <div className={classes.actions}>
          <ActionIcon
            {...icon}
            ref={buttons.name}
            aria-label={labels.rename}
            title={labels.rename}
            onClick={() => setEdited('name')}
          >
            <IconPencil size={16} />
          </ActionIcon>
          <ActionIcon
            {...icon}
            ref={buttons.note}
            aria-label={labels.note}
            title={labels.note}
            onClick={() => setEdited('note')}
          >
            <IconNote size={16} />
          </ActionIcon>
          <ActionIcon {...icon} aria-label={labels.remove} title={labels.remove} onClick={onRemove}>
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      )}
      <RunFacts entry={entry} />
      {edited === 'note' ? (
        <EditedText
          label={t('history.noteOf', { name })}
          placeholder={t('history.notePlaceholder')}
          text={note}
          maxLength={maxNoteCharacters}
          isLong
          onFinish={finish(setRunNote)}
        />
      ) : (
        note !== '' && <p className={classes.note}>{note}</p>
      )}
      {entry.cellsMeasured > 0 && !isRunning && <CompareBoxes id={id} name={name} />}
    </li>
  );
});
