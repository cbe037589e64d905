import { Button } from '@mantine/core';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppState, useServices } from '../../store/app-context.ts';
import { DeletedRun } from './deleted-run.tsx';
import classes from './history.module.css';
import { RunItem } from './run-item.tsx';
import { UnreadableRun } from './unreadable-run.tsx';

/** Runs drawn at first, and with each wish for more. */
const pageSize = 40;

/** The runs, newest first; a deleted one keeps its place while it can be brought back. */
export function HistoryList() {
  const { t } = useTranslation();
  const { removeRun, restoreRun, purgeRun } = useServices();
  const entries = useAppState(({ history }) => history.entries);
  const deleted = useAppState(({ history }) => history.deleted);
  const unreadable = useAppState(({ history }) => history.unreadable);
  const list = useRef<HTMLUListElement>(null);
  const [limit, setLimit] = useState(pageSize);
  // What was deleted or brought back is drawn anew in its place, and the focus has to go along.
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
        {unreadable.map((id) => (
          <UnreadableRun key={id} onRemove={() => leaveFocus(id, removeRun)} />
        ))}
        {all
          .slice(0, limit)
          .map((entry) =>
            entry.deletedAt === null ? (
              <RunItem
                key={entry.id}
                entry={entry}
                takeFocus={takeFocus}
                onRemove={() => moveFocus(entry.id, removeRun)}
              />
            ) : (
              <DeletedRun
                key={`deleted ${entry.id}`}
                entry={entry}
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
