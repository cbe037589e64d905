import { isRunUnderWay } from '../store/run-slice.ts';
import type { HistoryServices } from '../store/services.ts';
import type { TakeAside } from '../store/set-aside-slice.ts';
import { type DatabaseFactory, historyDatabase, keptIn } from './kept-database.ts';
import { type LastMoment, type RunLocks, recoverRuns } from './recover-runs.ts';
import { RunHistory, type RunHistoryTools, type StorageFacts } from './run-history.ts';
import { UnfinishedRunWriter } from './unfinished-run.ts';

/** What the history takes from the browser. */
export interface HistorySurroundings {
  readonly database: DatabaseFactory;
  /** `null` if the browser has no Web Locks. */
  readonly locks: RunLocks | null;
  readonly lastMoment: LastMoment;
  readonly storage: StorageFacts;
}

export interface OpenHistory {
  readonly services: HistoryServices;
  /** Recovers interrupted runs, fills the list, and shows the last run again. Never rejects. */
  start(): Promise<void>;
  /** Saves what is not written yet while the page is being left. */
  leave(): void;
}

/** Creates the history for a store, and from now on saves every run of that store. */
export function openHistory(
  { database, locks, lastMoment, storage }: HistorySurroundings,
  {
    store,
    clock,
    saveFile,
    after,
    takeAside,
  }: Pick<RunHistoryTools, 'store' | 'clock' | 'saveFile'> & {
    readonly takeAside: TakeAside;
    readonly after: (ms: number, callback: () => void) => () => void;
  },
): OpenHistory {
  const runs = keptIn(historyDatabase, database, async () => {
    const { RunStore } = await import('./run-store.ts');
    return new RunStore(database, clock);
  });
  const history = new RunHistory({ store, runs, storage, saveFile, clock });
  const { addNotice } = store.getState();
  let hasAskedToPersist = false;
  const writer = new UnfinishedRunWriter({
    runs,
    locks,
    lastMoment,
    clock,
    after,
    onChange: () => {
      void history.refresh();
      // Some browsers ask the visitor, which is fair only once there is something to lose.
      if (!hasAskedToPersist) storage.persist().catch(() => {});
      hasAskedToPersist = true;
    },
    onFailure: (error) => addNotice('warning', { key: 'history.notKept', detail: String(error) }),
  });
  writer.watch(store);
  store.subscribe(({ runState, draft, restoredRunId, setRestoredRun }, before) => {
    // What writes the run is there before the first sample. If it is missing, the first write says so.
    if (isRunUnderWay(runState) && !isRunUnderWay(before.runState)) runs.open().catch(() => {});
    if (draft !== before.draft && restoredRunId !== null && draft?.id !== restoredRunId) setRestoredRun(null);
  });
  return {
    services: {
      refreshHistory: () => history.refresh(),
      openRun: (id) => history.open(id),
      loadRun: (id) => history.load(id),
      renameRun: (id, name) => history.rename(id, name),
      setRunNote: (id, note) => history.setNote(id, note),
      removeRun: (id) => history.remove(id),
      restoreRun: (id) => history.restore(id),
      purgeRun: (id) => history.purge(id),
      saveUnreadableRuns: () => history.saveUnreadable(),
      removeUnreadableRuns: () => history.removeUnreadable(),
      exportHistory: () => history.exportAll(),
      importRuns: (files) => history.importFiles(files),
      dismissHistoryReport: () => history.dismissReport(),
    },
    async start() {
      const { autorun } = store.getState().settings;
      const showLast = async () => {
        // A link with a run of its own, or with `autorun`, shows that run instead.
        if (!autorun && store.getState().shownRun === null) await history.restoreLast();
      };
      try {
        await recoverRuns({
          runs,
          locks,
          lastMoment,
          takeAside,
          onChange: () => void history.refresh().then(showLast),
        });
        await showLast();
      } catch {
        // The list reports it, because it reads from the same storage.
      }
      await history.refresh();
    },
    leave: () => writer.leave(),
  };
}
