import {
  type DraftLane,
  hasMeasured,
  interruptedRecord,
  type RunDraft,
} from '../../core/document/run-draft.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import type { AppStore } from '../store/app-state.ts';
import { isRunUnderWay } from '../store/run-slice.ts';
import type { Kept } from './kept-database.ts';
import { type LastMoment, leftRunText, type RunLocks, runLock } from './recover-runs.ts';
import type { RunStore } from './run-store.ts';

/** Shortest time between two writes, ms. */
export const restMs = 1000;
/** Longest time that samples of an unfinished round wait to be written, ms. */
export const patienceMs = 5000;

interface UnfinishedRunWriterTools {
  readonly runs: Pick<Kept<Pick<RunStore, 'save'>>, 'open'>;
  /** `null` if the browser has none. Other tabs then take every unfinished run for an interrupted one. */
  readonly locks: RunLocks | null;
  readonly lastMoment: LastMoment;
  /** Ms since the epoch. */
  readonly clock: { now(): number };
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Called when a run is first written and when it has ended. */
  readonly onChange: () => void;
  /** Called when writing fails for the first time. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Writes the current run into the history while it is measured, so that a tab that crashes loses at most the
 * round under way. It writes after every round, but at most once a second, and every few seconds during a
 * long round. Writes never overlap, and measuring never waits for them.
 */
export class UnfinishedRunWriter {
  readonly #tools: UnfinishedRunWriterTools;
  /** The current run, what has been written of it, and its lock. */
  #run: { draft: RunDraft; written: RunDraft | null; readonly hold: Promise<() => void> } | null = null;
  /** Runs that have ended and have not been written yet. */
  readonly #ended: { readonly record: RunRecord; readonly release: () => void }[] = [];
  /** The last record on show. A run that could not begin puts it back. */
  #shown: RunRecord | null = null;
  #underWrite: { readonly record: RunRecord; readonly unfinished: boolean } | null = null;
  #lastWriteAt = -Infinity;
  #cancelTimer: (() => void) | null = null;
  #hasFailed = false;

  constructor(tools: UnfinishedRunWriterTools) {
    this.#tools = tools;
  }

  /** From now on, saves the runs of a store. */
  watch(store: AppStore): void {
    store.subscribe(({ runState, draft, record }, before) => {
      if (before.record !== null) this.#shown = before.record;
      if (isRunUnderWay(runState)) {
        if (draft !== null && draft !== before.draft && draft.state === 'running') this.#note(draft);
      } else if (isRunUnderWay(before.runState) && record !== null) {
        // A record that was put back has been written already, unless this run was written over it.
        if (record !== this.#shown || this.#run !== null) this.#end(record);
      }
    });
  }

  /** Saves what is not written yet while the page is being left. */
  leave(): void {
    const { lastMoment } = this.#tools;
    const keep = (record: RunRecord, unfinished: boolean) =>
      lastMoment.keep(record.id, leftRunText(record, unfinished));
    const under = this.#underWrite;
    if (under !== null) keep(under.record, under.unfinished);
    for (const { record } of this.#ended) keep(record, false);
    if (this.#run !== null && this.#run.draft !== this.#run.written)
      keep(this.#asRecord(this.#run.draft), true);
  }

  #note(draft: RunDraft): void {
    if (this.#run?.draft.id !== draft.id) {
      // A run without a sample is not worth keeping.
      if (!hasMeasured(draft)) return;
      this.#run = { draft, written: null, hold: this.#hold(draft.id) };
    }
    this.#run.draft = draft;
    this.#writeSoon();
  }

  #end(record: RunRecord): void {
    const run = this.#run;
    this.#run = null;
    const release = run === null ? () => {} : () => void run.hold.then((letGo) => letGo());
    // It was stopped before anything was measured, so there is neither a number nor a fault to look up.
    if (record.state === 'cancelled' && !hasMeasured(record)) release();
    else this.#ended.push({ record, release });
    this.#writeSoon();
  }

  async #hold(id: string): Promise<() => void> {
    try {
      return (await this.#tools.locks?.hold(runLock(id))) ?? (() => {});
    } catch {
      // A run is saved even without its lock. At worst another tab calls it interrupted too early.
      return () => {};
    }
  }

  #writeSoon(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    if (this.#underWrite !== null) return;
    if (this.#ended.length > 0) {
      void this.#write();
      return;
    }
    const run = this.#run;
    if (run === null || run.draft === run.written) return;
    const isRoundDone = run.written === null || finishedRounds(run.draft) !== finishedRounds(run.written);
    const wait = this.#lastWriteAt + (isRoundDone ? restMs : patienceMs) - this.#tools.clock.now();
    if (wait <= 0) void this.#write();
    else this.#cancelTimer = this.#tools.after(wait, () => void this.#write());
  }

  async #write(): Promise<void> {
    const ended = this.#ended.shift();
    const run = this.#run;
    const job =
      ended !== undefined
        ? { record: ended.record, unfinished: false }
        : run !== null && { record: this.#asRecord(run.draft), unfinished: true };
    if (job === false) return;
    this.#underWrite = job;
    const isFirst = ended === undefined && run?.written === null;
    if (ended === undefined && run !== null) run.written = run.draft;
    try {
      if (ended === undefined) await run?.hold;
      const runs = await this.#tools.runs.open();
      await runs.save(job.record, { unfinished: job.unfinished });
    } catch (error) {
      if (!this.#hasFailed) this.#tools.onFailure(error);
      this.#hasFailed = true;
    }
    ended?.release();
    this.#underWrite = null;
    this.#lastWriteAt = this.#tools.clock.now();
    if (isFirst || ended !== undefined) this.#tools.onChange();
    this.#writeSoon();
  }

  /** What the run's record would be if it were interrupted now. */
  #asRecord(draft: RunDraft): RunRecord {
    return interruptedRecord(draft, this.#tools.clock.now());
  }
}

/**
 * The rounds that the lanes of a run have finished: in each lane, the samples of the active cell with fewest.
 * In a load test each finished arrival counts as a round, because arrivals do not wait for each other.
 */
const finishedRounds = ({ lanes, loadTests = [] }: RunDraft): number =>
  lanes.reduce((total, lane) => total + roundsOf(lane), 0) +
  loadTests.reduce((total, { arrivals }) => total + arrivals.outcome.length, 0);

function roundsOf({ cells }: DraftLane): number {
  const samples = cells.flatMap((cell) => {
    if (cell.state === 'pending' || cell.state === 'warmed-up') return 0;
    // A cell that ended early gets no more samples, and must not hold down the count.
    return cell.state === 'measured' && cell.reason === undefined ? cell.latencyMs.n : [];
  });
  return samples.length === 0 ? 0 : Math.min(...samples);
}
