import { ActionIcon, Checkbox, Textarea, TextInput } from '@mantine/core';
import { IconNote, IconPencil, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { browserWords } from '../../../core/document/browser-words.ts';
import { maxNameCharacters, maxNoteCharacters } from '../../../core/document/record-files.ts';
import type { HistoryEntry } from '../../history/history-entry.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { laneName, modelTitle } from '../kit/names.ts';
import { useFormat } from '../kit/use-texts.ts';
import classes from './history.module.css';
import { runTitle } from './run-title.ts';

interface RunItemProps {
  readonly entry: HistoryEntry;
  /** What tells it from all other runs. */
  readonly name: string;
  /** When it began, in words. */
  readonly moment: string;
  readonly takeFocus: (id: string, element: HTMLElement | null) => void;
  readonly onRemove: () => void;
}

/** One run in the list. Its name opens it. */
export const RunItem = memo(function RunItem({ entry, name, moment, takeFocus, onRemove }: RunItemProps) {
  const { t } = useTranslation();
  const { openRun, renameRun, setRunNote } = useServices();
  const [edited, setEdited] = useState<'name' | 'note' | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const buttons = { name: useRef<HTMLButtonElement>(null), note: useRef<HTMLButtonElement>(null) };
  const { id, note } = entry;
  const isRunning = entry.state === 'running';
  useEffect(() => takeFocus(id, opener.current), [takeFocus, id]);

  const finish = (keep: (id: string, text: string) => Promise<void>) => (text: string | null) => {
    if (text !== null) void keep(id, text);
    // The field disappears, and the focus would too, so it returns to the button that opened the field.
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
      {entry.cellsMeasured > 0 && !isRunning && <CompareBox id={id} name={name} />}
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
            {runTitle(entry, t)}
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
      <RunFacts entry={entry} moment={moment} />
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
    </li>
  );
});

/** Marks beside a run's name: how it ended, and what else sets it apart. */
function RunMarks({ entry }: { readonly entry: HistoryEntry }) {
  const { t } = useTranslation();
  const isOnShow = useAppState(({ shownRun }) => shownRun?.source === 'history' && shownRun.id === entry.id);
  return (
    <span className={classes.marks}>
      <span className={classes.mark} data-state={entry.state}>
        {t(`history.state.${entry.state}`)}
      </span>
      {entry.isSuspect && (
        <span className={classes.mark} data-state="failed">
          {t('history.suspect')}
        </span>
      )}
      {entry.origin === 'imported' && <span className={classes.mark}>{t('history.imported')}</span>}
      {isOnShow && (
        <span className={classes.mark} data-state="shown">
          {t('history.onShow')}
        </span>
      )}
    </span>
  );
}

/** What was measured, where, and how fast it was. */
function RunFacts({ entry, moment }: Pick<RunItemProps, 'entry' | 'moment'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, model, layers, lanes, label, adapter, browser, os } = entry;
  const lanesShown = [...new Set(lanes.map(laneName))];
  // A run without a name is titled by its model already.
  const what = [moment, name === '' ? null : modelTitle(model, t, layers), ...lanesShown];
  const where = [label, adapter, browserWords(browser), os];
  const isSweep = entry.cells > 0 || entry.loadTests === 0;
  const isEmpty = entry.bestPairsPerSecond === null && entry.loadTests === 0;
  const counts = [
    isEmpty ? t('history.nothingMeasured') : null,
    isSweep ? t('history.cells', { measured: entry.cellsMeasured, cells: entry.cells }) : null,
    entry.loadTests > 0 ? t('history.loadTests', { count: entry.loadTests }) : null,
    format.duration(entry.durationMs),
  ];
  const joined = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(' · ');
  return (
    <div className={classes.facts}>
      <span>{joined(what)}</span>
      <span>{joined(where)}</span>
      <span className={classes.outcome}>
        {entry.bestPairsPerSecond !== null && (
          <Trans
            t={t}
            i18nKey="history.best"
            values={{ rate: format.rate(entry.bestPairsPerSecond) }}
            components={{ strong: <strong /> }}
          />
        )}
        {entry.bestPairsPerSecond !== null && ' · '}
        {joined(counts)}
      </span>
    </div>
  );
}

interface EditedTextProps {
  readonly label: string;
  readonly placeholder: string;
  readonly text: string;
  readonly maxLength: number;
  readonly isLong?: boolean;
  /** Called once, with the new text, or with `null` if nothing is to change. */
  readonly onFinish: (text: string | null) => void;
}

/** A text that is edited in place. Enter or leaving the field saves it; Escape does not. */
function EditedText({ label, placeholder, text, maxLength, isLong = false, onFinish }: EditedTextProps) {
  const { t } = useTranslation();
  const [value, setValue] = useState(text);
  // Removing the field blurs it, which must not finish the edit again.
  const isFinished = useRef(false);
  const finish = (result: string | null) => {
    if (isFinished.current) return;
    isFinished.current = true;
    onFinish(result === text ? null : result);
  };
  const shared = {
    className: classes.field ?? '',
    size: 'sm',
    value,
    placeholder,
    maxLength,
    'aria-label': label,
    title: t('history.editHelp'),
    autoFocus: true,
    onChange: (event: { currentTarget: { value: string } }) => setValue(event.currentTarget.value),
    onBlur: () => finish(value),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.nativeEvent.isComposing) return;
      if (event.key === 'Escape') finish(null);
      if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        finish(value);
      }
    },
  } as const;
  return isLong ? <Textarea {...shared} autosize minRows={2} maxRows={8} /> : <TextInput {...shared} />;
}

/** Takes a run into the comparison. */
function CompareBox({ id, name }: { readonly id: string; readonly name: string }) {
  const { t } = useTranslation();
  const isTicked = useAppState(({ compareSides }) => Object.hasOwn(compareSides, id));
  const tickRun = useAppState((state) => state.tickRun);
  return (
    <Checkbox
      className={classes.tick ?? ''}
      size="sm"
      aria-label={t('history.tick', { name })}
      title={t('history.tickHelp')}
      checked={isTicked}
      onChange={(event) => tickRun(id, event.currentTarget.checked)}
    />
  );
}
