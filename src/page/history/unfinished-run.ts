import {
  type DraftLane,
  hasMeasured,
  interruptedRecord,
  type RunDraft,
} from '../../core/document/run-draft.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import type { AppStore } from '../store/app-state.ts';
import { isRunUnderWay } from '../store/run-slice.ts';
import { type LastMoment, leftRunText, type RunLocks, runLock } from './recover-runs.ts';
import type { RunStore } from './run-store.ts';

/** Least time between two writes, ms. */
export const restMs = 1000;
/** Longest that samples of a round under way wait to be written, ms. */
export const patienceMs = 5000;

interface UnfinishedRunWriterTools {
  readonly runs: Pick<RunStore, 'save'>;
  /**
   * `null` where the browser has none: then every unfinished run is taken for one that nobody goes on with.
   */
  readonly locks: RunLocks | null;
  readonly lastMoment: LastMoment;
  /** Ms since the epoch. */
  readonly clock: { now(): number };
  readonly after: (ms: number, callback: () => void) => () => void;
  /** Called when a run is first written and when it has ended. */
  readonly onChange: () => void;
  /** Called the first time that writing fails. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * Writes the run under way into the history while it is measured, so that a tab that dies takes at most the
 * round under way with it: after every round, but at most once a second, and every few seconds where rounds
 * are long. Writes never overlap, none waits for another longer than that, and none is waited for by what
 * measures.
 */
export class UnfinishedRunWriter {
  readonly #tools: UnfinishedRunWriterTools;
  /** The run under way: what there is of it, what is written of it, and its lock. */
  #run: { draft: RunDraft; written: RunDraft | null; readonly hold: Promise<() => void> } | null = null;
  /** Runs that have ended and are not written yet. */
  readonly #ended: { readonly record: RunRecord; readonly release: () => void }[] = [];
  /** The record that was on show last. A run that could not begin puts it back. */
  #shown: RunRecord | null = null;
  #underWrite: { readonly record: RunRecord; readonly unfinished: boolean } | null = null;
  #lastWriteAt = -Infinity;
  #cancelTimer: (() => void) | null = null;
  #hasFailed = false;

  constructor(tools: UnfinishedRunWriterTools) {
    this.#tools = tools;
  }

  /** Keeps the runs of a store from now on. */
  watch(store: AppStore): void {
    store.subscribe(({ runState, draft, record }, before) => {
      if (before.record !== null) this.#shown = before.record;
      if (isRunUnderWay(runState)) {
        if (draft !== null && draft !== before.draft && draft.state === 'running') this.#note(draft);
      } else if (isRunUnderWay(before.runState) && record !== null) {
        // One that is put back is written already, unless it was written over as a run under way.
        if (record !== this.#shown || this.#run !== null) this.#end(record);
      }
    });
  }

  /** Keeps at once what is not written yet, for when the page is left. */
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
      // A run without a sample is nothing to keep.
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
    // Stopped before anything was measured: there is neither a number nor a fault to look up.
    if (record.state === 'cancelled' && !hasMeasured(record)) release();
    else this.#ended.push({ record, release });
    this.#writeSoon();
  }

  async #hold(id: string): Promise<() => void> {
    try {
      return (await this.#tools.locks?.hold(runLock(id))) ?? (() => {});
    } catch {
      // Without its lock a run is kept all the same; another tab might only call it interrupted too early.
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
      await this.#tools.runs.save(job.record, { unfinished: job.unfinished });
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

  /** What the record would be if the run were interrupted now. */
  #asRecord(draft: RunDraft): RunRecord {
    return interruptedRecord(draft, this.#tools.clock.now());
  }
}

/**
 * How many rounds the lanes of a run have finished together: samples of the living cell that has fewest. In a
 * load test every arrival that has its outcome counts as one, since none waits for others.
 */
const finishedRounds = ({ lanes, loadTests = [] }: RunDraft): number =>
  lanes.reduce((total, lane) => total + roundsOf(lane), 0) +
  loadTests.reduce((total, { arrivals }) => total + arrivals.outcome.length, 0);

function roundsOf({ cells }: DraftLane): number {
  const samples = cells.flatMap((cell) => {
    if (cell.state === 'pending' || cell.state === 'warmed-up') return 0;
    // A cell that was ended gets no more, and must not hold the others' count down.
    return cell.state === 'measured' && cell.reason === undefined ? cell.latencyMs.n : [];
  });
  return samples.length === 0 ? 0 : Math.min(...samples);
}
