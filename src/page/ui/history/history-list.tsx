import { ActionIcon, Button, CloseButton } from '@mantine/core';
import { IconArrowBackUp, IconDownload, IconFileAlert, IconTrash } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../history/history-entry.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import classes from './history.module.css';
import { RunItem } from './run-item.tsx';
import { useRunWords } from './run-title.ts';

/** How many runs are shown at first, and how many each press of the button adds. */
const pageSize = 40;

/** The runs, newest first. A deleted one keeps its place while it can be brought back. */
export function HistoryList() {
  const { t } = useTranslation();
  const { removeRun, restoreRun, purgeRun } = useServices();
  const entries = useAppState(({ history }) => history.entries);
  const deleted = useAppState(({ history }) => history.deleted);
  const unreadable = useAppState(({ history }) => history.unreadable.length);
  const words = useRunWords();
  const list = useRef<HTMLUListElement>(null);
  const [limit, setLimit] = useState(pageSize);
  // A run that is deleted or brought back is rendered again as another element, and the focus has to follow.
  const focusNext = useRef<string | null>(null);
  const takeFocus = useCallback((id: string, element: HTMLElement | null) => {
    if (focusNext.current !== id || element === null) return;
    focusNext.current = null;
    element.focus();
  }, []);

  const all = useMemo(
    () => [...entries, ...deleted].sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt)),
    [entries, deleted],
  );
  const older = all.length - limit;
  const moveFocus = (id: string, action: (id: string) => Promise<void>) => {
    focusNext.current = id;
    void action(id);
  };
  const leaveFocus = (id: string, action: (id: string) => Promise<void>) => {
    list.current?.focus();
    void action(id);
  };
  return (
    <>
      <ul className={classes.list} ref={list} tabIndex={-1} aria-label={t('history.list')}>
        {unreadable > 0 && <UnreadableRuns count={unreadable} onRemove={() => list.current?.focus()} />}
        {all
          .slice(0, limit)
          .map((entry) =>
            entry.deletedAt === null ? (
              <RunItem
                key={entry.id}
                entry={entry}
                name={words.name(entry)}
                moment={words.moment(entry.startedAt)}
                takeFocus={takeFocus}
                onRemove={() => moveFocus(entry.id, removeRun)}
              />
            ) : (
              <DeletedRun
                key={`deleted ${entry.id}`}
                entry={entry}
                name={words.name(entry)}
                takeFocus={takeFocus}
                onRestore={() => moveFocus(entry.id, restoreRun)}
                onForget={() => leaveFocus(entry.id, purgeRun)}
              />
            ),
          )}
      </ul>
      {older > 0 && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.older ?? ''}
          onClick={() => setLimit(limit + pageSize)}
        >
          {t('history.older', { count: Math.min(older, pageSize) })}
        </Button>
      )}
    </>
  );
}

interface DeletedRunProps {
  readonly entry: HistoryEntry;
  readonly name: string;
  readonly takeFocus: (id: string, element: HTMLElement | null) => void;
  readonly onRestore: () => void;
  readonly onForget: () => void;
}

/** Takes a deleted run's place until the run is brought back or purged. */
function DeletedRun({ entry, name, takeFocus, onRestore, onForget }: DeletedRunProps) {
  const { t } = useTranslation();
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

/** Runs that cannot be shown. Their data can be saved first, so deleting them has no undo. */
function UnreadableRuns({ count, onRemove }: { readonly count: number; readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const { saveUnreadableRuns, removeUnreadableRuns } = useServices();
  const actions = [
    {
      label: t('history.saveUnreadable', { count }),
      Icon: IconDownload,
      act: () => void saveUnreadableRuns(),
    },
    {
      label: t('history.removeUnreadable', { count }),
      Icon: IconTrash,
      act: () => {
        onRemove();
        void removeUnreadableRuns();
      },
    },
  ];
  return (
    <li className={classes.gone} data-testid="unreadable-run">
      <IconFileAlert size={16} aria-hidden />
      <span>{t('history.unreadable', { count })}</span>
      {actions.map(({ label, Icon, act }) => (
        <ActionIcon
          key={label}
          variant="subtle"
          color="gray"
          c="dimmed"
          aria-label={label}
          title={label}
          onClick={act}
        >
          <Icon size={16} />
        </ActionIcon>
      ))}
    </li>
  );
}
