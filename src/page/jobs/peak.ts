import { type PeakOrder, type PeakSearch, peakOrder, reachedMethod } from '../../core/bench/peak.ts';
import type { DraftLane } from '../../core/document/run-draft.ts';
import { asFailure } from '../../core/rerank/failure.ts';
import { withEvent } from './lane-edits.ts';
import { ModelSession, type SessionTools } from './model-session.ts';

/** A search takes two seconds; a machine that takes this long will not tell. */
const patienceMs = 20_000;

/**
 * Finds the peak that a lane is held against, in a worker of its own once the lane's worker has gone, so that
 * neither disturbs the other. A peak is a device's with a precision, build and number of threads: the most
 * that was found or reached is kept for each while the page is open.
 */
export class PeakFinder {
  readonly #tools: SessionTools;
  readonly #found = new Map<string, LanePeak>();
  /** The searches that were made: a model of other widths may multiply faster. */
  readonly #searched = new Set<string>();

  constructor(tools: SessionTools) {
    this.#tools = tools;
  }

  /**
   * The lane with its device's peak. A lane whose operations nobody counts has none, and where the search
   * fails the lane's events say so.
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
    const search = missingPeak(lane, cores);
    if (search === null) return lane;
    try {
      return { ...lane, peak: await this.#peak(search, signal) };
    } catch (error) {
      const { code, message } = asFailure(error);
      return code === 'stopped' ? lane : withEvent(lane, atMs(), 'peak-unknown', message);
    }
  }

  /** Whether a search would have to tell: what was found before is answered at once. */
  mustSearch(lane: DraftLane, cores: number): boolean {
    const search = missingPeak(lane, cores);
    return search !== null && !this.#searched.has(JSON.stringify(search));
  }

  /**
   * The lanes of a run, those that share a peak held against one and the same: the most that any search found
   * or any lane reached. What a lane reached, its device can do. It holds for later runs, too.
   */
  agreed(lanes: readonly DraftLane[], cores: number): DraftLane[] {
    const keys = lanes.map((lane) => {
      const order = orderOf(lane, cores);
      return order === null ? null : JSON.stringify(order);
    });
    for (const [place, lane] of lanes.entries()) {
      const key = keys[place];
      const found = key == null ? undefined : (this.#found.get(key) ?? lane.peak);
      if (key != null && found !== undefined) this.#found.set(key, raised(found, lane));
    }
    return lanes.map((lane, place) => {
      const peak = this.#found.get(keys[place] ?? '');
      return lane.peak === undefined || peak === undefined ? lane : { ...lane, peak };
    });
  }

  async #peak(search: PeakSearch, signal: AbortSignal): Promise<LanePeak> {
    const key = JSON.stringify(search.order);
    const known = this.#found.get(key);
    if (known !== undefined && this.#searched.has(JSON.stringify(search))) return known;
    const session = new ModelSession(this.#tools, {}, { signal });
    try {
      const { precision, gflopsPerSecond, method, size } = await session.call(
        'measurePeak',
        search,
        patienceMs,
      );
      this.#searched.add(JSON.stringify(search));
      const found = { precision, gflopsPerSecond, method, size };
      const most = known !== undefined && known.gflopsPerSecond > gflopsPerSecond ? known : found;
      this.#found.set(key, most);
      return most;
    } finally {
      session.drop();
    }
  }
}

type LanePeak = NonNullable<DraftLane['peak']>;

/**
 * The peak, or what the lane has that is above it: a peak found for it earlier, or the rate of its fastest
 * cell.
 */
function raised(peak: LanePeak, { peak: own, cells }: DraftLane): LanePeak {
  let most = own !== undefined && own.gflopsPerSecond > peak.gflopsPerSecond ? own : peak;
  for (const cell of cells) {
    if (cell.state !== 'measured' || (cell.gflopsPerSecond ?? 0) <= most.gflopsPerSecond) continue;
    const { gflopsPerSecond = 0, tokensComputed, passes = 1 } = cell;
    const rows = Math.round(tokensComputed / Math.max(1, passes));
    most = { precision: peak.precision, gflopsPerSecond, method: reachedMethod, size: rows };
  }
  return most;
}

/** What to search for; `null` where the lane has its peak already, or nothing to hold against one. */
function missingPeak(lane: DraftLane, cores: number): PeakSearch | null {
  const { peak, state, model } = lane;
  const order = peak === undefined && state === 'done' ? orderOf(lane, cores) : null;
  if (order === null || model.shape === undefined) return null;
  const { hiddenSize, intermediateSize } = model.shape;
  return { order, widths: { hiddenSize, intermediateSize } };
}

/**
 * The product that the lane is held against; `null` where it ran on nothing, or nobody counts its operations.
 */
function orderOf(lane: DraftLane, cores: number): PeakOrder | null {
  const { model, deviceUsed: device, dtype, runtime, threads, workers } = lane;
  if (model.shape === undefined || device === null || dtype === null || runtime === null) return null;
  return peakOrder({ device, dtype, runtime, threads: threads ?? 1, workers }, cores);
}
