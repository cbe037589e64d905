import type { RunRecord } from '../../core/document/run-record.ts';
import type { TakeAside } from '../store/set-aside-slice.ts';
import type { Kept } from './kept-database.ts';
import type { LeftRun } from './left-run.ts';
import type { RunStore } from './run-store.ts';

interface RecoveryTools {
  readonly runs: Kept<RunStore>;
  readonly locks: RunLocks | null;
  readonly lastMoment: LastMoment;
  readonly takeAside: TakeAside;
  /** Called when another tab has stopped measuring one of the runs. */
  readonly onChange: () => void;
}

/**
 * Puts the history in order when the page starts. It saves what earlier pages kept while they were left. It
 * marks a run as interrupted if its tab is gone, or as soon as that tab goes. It erases what was deleted in
 * an earlier visit.
 *
 * @throws what the storage throws
 */
export async function recoverRuns(tools: RecoveryTools): Promise<void> {
  const { locks } = tools;
  const underLock: UnderLock = async (id, action) => {
    if (locks !== null) return locks.ifFree(runLock(id), action);
    await action();
    return true;
  };
  await bringInLeftRuns(tools, underLock);
  const runs = await tools.runs.ifAny();
  if (runs === null) return;
  await runs.purge();
  const { entries } = await runs.list();
  for (const { id, state } of entries) {
    if (state !== 'running') continue;
    const isMarked = await underLock(id, () => runs.markInterrupted(id));
    // This may take hours, so the rest of the recovery does not wait for it.
    if (!isMarked && locks !== null) void outlive(id, { ...tools, locks }, underLock).catch(() => {});
  }
}

/** Runs an action on a run unless a tab is measuring it; answers whether it did. */
type UnderLock = (id: string, action: () => Promise<void>) => Promise<boolean>;

async function bringInLeftRuns(tools: RecoveryTools, underLock: UnderLock): Promise<void> {
  const { lastMoment, takeAside } = tools;
  const taken = lastMoment.take();
  if (taken.length === 0) return;
  const failures: unknown[] = [];
  // The schema of a record takes long to set up, and is seldom needed.
  const readLeftRun = await import('./left-run.ts').then(
    (part) => part.readLeftRun,
    (error: unknown) => {
      for (const { id, text } of taken) lastMoment.keep(id, text);
      throw error;
    },
  );
  for (const { id, text } of taken) {
    const left = readLeftRun(text);
    const bringIn = () =>
      left === null
        ? takeAside('leftRun', text)
        : underLock(left.record.id, async () => bringInLeftRun(await tools.runs.open(), left));
    const isIn = await bringIn().catch((error: unknown) => {
      failures.push(error);
      return false;
    });
    // Another tab measures it, or the storage refuses it. A later visit may succeed.
    if (!isIn) lastMoment.keep(id, text);
  }
  if (failures.length > 0) throw failures[0];
}

async function bringInLeftRun(runs: RunStore, { record, unfinished }: LeftRun): Promise<void> {
  const { entries, deleted } = await runs.list();
  const there = [...entries, ...deleted].find(({ id }) => id === record.id);
  // The page came back after it was left, and has since written more or ended the run.
  const hasEnded = there !== undefined && there.state !== 'running' && there.state !== 'interrupted';
  if (hasEnded || (there !== undefined && there.durationMs > record.durationMs)) return;
  await runs.save(record, { unfinished });
  if (unfinished) await runs.markInterrupted(record.id);
}

/**
 * Waits until the tab that measures a run releases its lock. If the run has not ended by then, it is marked
 * as interrupted.
 */
async function outlive(
  id: string,
  tools: RecoveryTools & { readonly locks: RunLocks },
  underLock: UnderLock,
): Promise<void> {
  const release = await tools.locks.hold(runLock(id));
  try {
    // This run's lock is held already.
    await bringInLeftRuns(tools, async (one, action) => {
      if (one !== id) return underLock(one, action);
      await action();
      return true;
    });
    await (await tools.runs.open()).markInterrupted(id);
  } finally {
    release();
  }
  tools.onChange();
}

/**
 * Web Locks, by which a tab can tell that another is still measuring. The browser releases a tab's locks when
 * the tab is gone.
 */
export interface RunLocks {
  /** Waits for the lock, then holds it until the returned function is called. */
  hold(name: string): Promise<() => void>;
  /** Runs an action under the lock if nobody holds it; answers whether it did. */
  ifFree(name: string, action: () => Promise<void>): Promise<boolean>;
}

/** The name of the lock that a tab holds while it measures a run. */
export const runLock = (id: string): string => `rerank-bench-run-${id}`;

/**
 * Stores texts synchronously while the page is being left, when nothing asynchronous would finish. A text
 * that is too large for it is lost, and what was written a second earlier must suffice.
 */
export interface LastMoment {
  keep(id: string, text: string): void;
  /** Returns everything kept, and removes it. Never throws. */
  take(): readonly { readonly id: string; readonly text: string }[];
}

export const leftRunText = (record: RunRecord, unfinished: boolean): string =>
  JSON.stringify({ unfinished, record } satisfies LeftRun);
