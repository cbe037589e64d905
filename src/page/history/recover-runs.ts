import { type RunRecord, runRecordSchema } from '../../core/document/run-record.ts';
import { z } from '../../core/schema/zod.ts';
import type { TakeAside } from '../store/set-aside-slice.ts';
import type { RunStore } from './run-store.ts';

interface RecoveryTools {
  readonly runs: RunStore;
  readonly locks: RunLocks | null;
  readonly lastMoment: LastMoment;
  readonly takeAside: TakeAside;
  /** Called when a run that another tab was measuring has lost that tab later on. */
  readonly onChange: () => void;
}

/**
 * Puts the history in order when the page starts: brings in what pages left in their last moment, marks runs
 * as interrupted whose tab is gone, now or later, and ends for good what was deleted in an earlier visit.
 */
export async function recoverRuns(tools: RecoveryTools): Promise<void> {
  const { runs, locks } = tools;
  const underLock: UnderLock = async (id, action) => {
    if (locks !== null) return locks.ifFree(runLock(id), action);
    await action();
    return true;
  };
  await bringInLeftRuns(tools, underLock);
  await runs.purge();
  const { entries } = await runs.list();
  for (const { id, state } of entries) {
    if (state !== 'running') continue;
    const isMarked = await underLock(id, () => runs.markInterrupted(id));
    // The rest of the recovery does not wait for what may take hours.
    if (!isMarked && locks !== null) void outlive(id, { ...tools, locks }, underLock).catch(() => {});
  }
}

/** Does something with a run unless a tab measures it; answers whether it was done. */
type UnderLock = (id: string, action: () => Promise<void>) => Promise<boolean>;

async function bringInLeftRuns(tools: RecoveryTools, underLock: UnderLock): Promise<void> {
  const { lastMoment, takeAside } = tools;
  const failures: unknown[] = [];
  for (const { id, text } of lastMoment.take()) {
    const left = readLeftRun(text);
    const bringIn = () =>
      left === null
        ? takeAside('leftRun', text)
        : underLock(left.record.id, () => bringInLeftRun(tools.runs, left));
    const isIn = await bringIn().catch((error: unknown) => {
      failures.push(error);
      return false;
    });
    // Another tab measures it, or the storage refuses it: a later visit may have more luck.
    if (!isIn) lastMoment.keep(id, text);
  }
  if (failures.length > 0) throw failures[0];
}

async function bringInLeftRun(runs: RunStore, { record, unfinished }: LeftRun): Promise<void> {
  const { entries, deleted } = await runs.list();
  const there = [...entries, ...deleted].find(({ id }) => id === record.id);
  // A page that was left and came back has written more since, or ended the run.
  const hasEnded = there !== undefined && there.state !== 'running' && there.state !== 'interrupted';
  if (hasEnded || (there !== undefined && there.durationMs > record.durationMs)) return;
  await runs.save(record, { unfinished });
  if (unfinished) await runs.markInterrupted(record.id);
}

/**
 * Waits until the tab that measures a run lets go of it; where the run has not ended then, nobody goes on
 * with it.
 */
async function outlive(
  id: string,
  tools: RecoveryTools & { readonly locks: RunLocks },
  underLock: UnderLock,
): Promise<void> {
  const release = await tools.locks.hold(runLock(id));
  try {
    // The lock of this one is held already.
    await bringInLeftRuns(tools, async (one, action) => {
      if (one !== id) return underLock(one, action);
      await action();
      return true;
    });
    await tools.runs.markInterrupted(id);
  } finally {
    release();
  }
  tools.onChange();
}

/**
 * Web Locks, by which one tab can tell that another still measures. The browser takes a lock back when its
 * tab is gone.
 */
export interface RunLocks {
  /** Waits for the lock and holds it until the answer is called. */
  hold(name: string): Promise<() => void>;
  /** Does something under the lock if nobody holds it; answers whether it was done. */
  ifFree(name: string, action: () => Promise<void>): Promise<boolean>;
}

/** The lock that a tab holds for as long as it measures a run. */
export const runLock = (id: string): string => `rerank-bench-run-${id}`;

/**
 * Somewhere to put a text while the page is being left, when nothing asynchronous would still be finished.
 * Texts that are too large for it are lost, and what was written a second earlier has to do.
 */
export interface LastMoment {
  keep(id: string, text: string): void;
  /** Everything kept, which is then kept no longer. Never throws. */
  take(): readonly { readonly id: string; readonly text: string }[];
}

const leftRun = z.object({ unfinished: z.boolean(), record: runRecordSchema });

type LeftRun = z.infer<typeof leftRun>;

export const leftRunText = (record: RunRecord, unfinished: boolean): string =>
  JSON.stringify({ unfinished, record } satisfies LeftRun);

/** A run that a page left behind in its last moment; `null` where the text is none. */
export function readLeftRun(text: string): LeftRun | null {
  try {
    return leftRun.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
