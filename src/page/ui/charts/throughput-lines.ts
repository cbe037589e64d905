import { bestBatches } from '../../../core/bench/best-batch.ts';
import type { DraftCell, DraftLane } from '../../../core/record/run-draft.ts';
import { isSuspect } from '../../../core/record/suspect-lane.ts';
import type { BatchOrder, Device, Dtype } from '../../../core/rerank/devices.ts';

/** One cell that has a throughput to show. */
export interface ThroughputPoint {
  readonly batchSize: number;
  readonly pairsPerSecond: number;
  /** Bounds of the 95 % interval in pairs per second; `null` while there are too few samples for one. */
  readonly low: number | null;
  /** `Infinity` where the interval of the latency reaches zero, so that nothing bounds the throughput above. */
  readonly high: number | null;
  readonly latencyMs: number;
  /** From warm-up requests, which are no samples. */
  readonly provisional: boolean;
  /** The one to set: recommended, or before anything is recommended the fastest of its lane and pair count so far. */
  readonly best: boolean;
  /** The highest throughput of its lane and pair count, where that is not the one to set. */
  readonly fastest: boolean;
  /** What ended the cell early, where something did. */
  readonly reason: string | null;
}

/** One cell that was tried and has no throughput. */
export interface FloorMark {
  readonly batchSize: number;
  readonly state: 'out-of-memory' | 'failed';
  readonly reason: string | null;
}

/** What is drawn for one lane and pair count; points and marks by ascending batch size. */
export interface ThroughputLine {
  readonly id: string;
  readonly laneId: string;
  readonly device: Device;
  readonly dtype: Dtype | null;
  readonly order: BatchOrder;
  readonly pairCount: number;
  readonly laneIndex: number;
  /** Its scores failed their check, so nothing on it is best. */
  readonly suspect: boolean;
  readonly points: readonly ThroughputPoint[];
  readonly floor: readonly FloorMark[];
}

/** Batch sizes by lane id and pair count. */
export type BatchChoices = ReadonlyMap<string, ReadonlyMap<number, number>>;

type SizedCell = DraftCell & { readonly batchSize: number };
type Measured = Extract<SizedCell, { state: 'measured' }>;

const isSized = (cell: DraftCell): cell is SizedCell => cell.batchSize !== null;
const isMeasured = (cell: SizedCell): cell is Measured => cell.state === 'measured';

/**
 * One line per lane and pair count of the plan, lanes in their order and pair counts ascending. A line is there from
 * the start, before it has a point, so that colours and legend stand still while points arrive. Cells without a batch
 * size (batches filled up to a number of tokens) have no place on the axis and are left out.
 *
 * @param choices the batch size to set, by lane id and pair count; in lanes that are not there the fastest so far is best
 */
export function throughputLines(
  lanes: readonly DraftLane[],
  choices: BatchChoices = new Map(),
): ThroughputLine[] {
  return lanes.flatMap((lane, laneIndex) => {
    const cells = lane.cells.filter(isSized).sort((a, b) => a.batchSize - b.batchSize);
    const suspect = isSuspect(lane);
    const fastest = new Set<SizedCell>(suspect ? [] : bestBatches(cells.filter(isMeasured)));
    const pairCounts = [...new Set(cells.map((cell) => cell.pairCount))].sort((a, b) => a - b);
    return pairCounts.map((pairCount) => {
      const own = cells.filter((cell) => cell.pairCount === pairCount);
      const choice = choices.get(lane.id);
      const marksOf = (cell: SizedCell) => {
        const best =
          !suspect && (choice === undefined ? fastest.has(cell) : cell.batchSize === choice.get(pairCount));
        return { best, fastest: !best && fastest.has(cell) };
      };
      return {
        id: `${lane.id}/${pairCount}`,
        laneId: lane.id,
        device: lane.device,
        dtype: lane.dtype,
        order: lane.order,
        pairCount,
        laneIndex,
        suspect,
        points: own.flatMap((cell) => pointOf(cell, marksOf(cell)) ?? []),
        floor: own.flatMap((cell) => floorMarkOf(cell) ?? []),
      };
    });
  });
}

function pointOf(cell: SizedCell, marks: Pick<ThroughputPoint, 'best' | 'fastest'>): ThroughputPoint | null {
  const { batchSize, pairCount } = cell;
  if (cell.state === 'measured') {
    const { mean, ci95 } = cell.latencyMs;
    return {
      batchSize,
      pairsPerSecond: cell.pairsPerSecond,
      low: ci95 && throughputAt(pairCount, ci95[1]),
      high: ci95 && throughputAt(pairCount, ci95[0]),
      latencyMs: mean,
      provisional: false,
      ...marks,
      reason: cell.reason ?? null,
    };
  }
  // A clock too coarse to see a warm-up says nothing of its speed.
  if (cell.state !== 'warmed-up' || cell.latencyMs <= 0) return null;
  return {
    batchSize,
    pairsPerSecond: throughputAt(pairCount, cell.latencyMs),
    low: null,
    high: null,
    latencyMs: cell.latencyMs,
    provisional: true,
    best: false,
    fastest: false,
    reason: null,
  };
}

/** A Student-t interval of few, scattered samples can reach below zero; no latency does. */
const throughputAt = (pairCount: number, latencyMs: number) =>
  latencyMs > 0 ? (1000 * pairCount) / latencyMs : Number.POSITIVE_INFINITY;

function floorMarkOf(cell: SizedCell): FloorMark | null {
  if (cell.state !== 'out-of-memory' && cell.state !== 'failed') return null;
  return { batchSize: cell.batchSize, state: cell.state, reason: cell.reason ?? null };
}
