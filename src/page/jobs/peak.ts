import { type PeakMeasurement, type PeakOrder, peakOrder } from '../../core/bench/peak.ts';
import type { DraftLane } from '../../core/document/run-draft.ts';
import { asFailure } from '../../core/rerank/failure.ts';
import { withEvent } from './lane-edits.ts';
import { ModelSession, type SessionTools } from './model-session.ts';

/** A search takes two seconds; a machine that takes this long will not tell. */
const patienceMs = 20_000;

/**
 * Finds the peak that a lane is held against, in a worker of its own once the lane's worker has gone, so that neither disturbs the other. What was
 * found is kept while the page is open: one search for each device, precision, build and number of threads.
 */
export class PeakFinder {
  readonly #tools: SessionTools;
  readonly #found = new Map<string, PeakMeasurement>();

  constructor(tools: SessionTools) {
    this.#tools = tools;
  }

  /**
   * The lane with its device's peak. A lane whose operations nobody counts has none, and where the search fails the lane's events say so.
   *
   * @param cores what the machine has
   * @param atMs when a failure is noted, since the run's start
   * @param signal ends the search; the lane then has no peak
   */
  async withPeak(
    lane: DraftLane,
    cores: number,
    atMs: () => number,
    signal: AbortSignal,
  ): Promise<DraftLane> {
    const order = orderFor(lane, cores);
    if (order === null) return withReachedPeak(lane);
    try {
      const { precision, gflopsPerSecond, method, size } = await this.#peak(order, signal);
      const reached = withReachedPeak({ ...lane, peak: { precision, gflopsPerSecond, method, size } });
      this.#raise(order, reached);
      return reached;
    } catch (error) {
      const { code, message } = asFailure(error);
      return code === 'stopped' ? lane : withEvent(lane, atMs(), 'peak-unknown', message);
    }
  }

  /** Whether a search would have to tell: what was found before is answered at once. */
  mustSearch(lane: DraftLane, cores: number): boolean {
    const order = orderFor(lane, cores);
    return order !== null && !this.#found.has(JSON.stringify(order));
  }

  /** What a lane itself has reached, the device can do: later lanes are held against it, too. */
  #raise(order: PeakOrder, { peak }: DraftLane): void {
    const key = JSON.stringify(order);
    const found = this.#found.get(key);
    if (found !== undefined && peak !== undefined) this.#found.set(key, { ...found, ...peak });
  }

  async #peak(order: PeakOrder, signal: AbortSignal): Promise<PeakMeasurement> {
    const key = JSON.stringify(order);
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const session = new ModelSession(this.#tools, {}, { signal });
    try {
      const found = await session.call('measurePeak', order, patienceMs);
      this.#found.set(key, found);
      return found;
    } finally {
      session.drop();
    }
  }
}

/** The lane with its peak raised to the rate of its fastest cell, where a product of the search was slower than that. */
function withReachedPeak(lane: DraftLane): DraftLane {
  const { peak, cells } = lane;
  if (peak === undefined) return lane;
  const rates = cells.map((cell) => (cell.state === 'measured' ? (cell.gflopsPerSecond ?? 0) : 0));
  return { ...lane, peak: { ...peak, gflopsPerSecond: Math.max(peak.gflopsPerSecond, ...rates) } };
}

/** What to search for; `null` where the lane has its peak already, or nothing to hold against one. */
function orderFor(lane: DraftLane, cores: number): PeakOrder | null {
  const { peak, state, model, deviceUsed: device, dtype, runtime, threads, workers } = lane;
  if (peak !== undefined || state !== 'done' || model.shape === undefined) return null;
  if (device === null || dtype === null || runtime === null) return null;
  return peakOrder({ device, dtype, runtime, threads: threads ?? 1, workers }, cores);
}
