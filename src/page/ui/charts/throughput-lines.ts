import { bestBatches } from '../../../core/bench/best-batch.ts';
import type { DraftCell, DraftLane } from '../../../core/record/run-draft.ts';
import type { Device, Dtype } from '../../../core/rerank/devices.ts';

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
  /** The highest throughput among the measured cells of its lane and pair count. */
  readonly best: boolean;
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
  readonly pairCount: number;
  readonly laneIndex: number;
  readonly points: readonly ThroughputPoint[];
  readonly floor: readonly FloorMark[];
}

type SizedCell = DraftCell & { readonly batchSize: number };
type Measured = Extract<SizedCell, { state: 'measured' }>;

const isSized = (cell: DraftCell): cell is SizedCell => cell.batchSize !== null;
const isMeasured = (cell: SizedCell): cell is Measured => cell.state === 'measured';

/**
 * One line per lane and pair count of the plan, lanes in their order and pair counts ascending. A line is there from
 * the start, before it has a point, so that colours and legend stand still while points arrive. Cells without a batch
 * size (batches filled up to a number of tokens) have no place on the axis and are left out.
 */
export function throughputLines(lanes: readonly DraftLane[]): ThroughputLine[] {
  return lanes.flatMap((lane, laneIndex) => {
    const cells = lane.cells.filter(isSized).sort((a, b) => a.batchSize - b.batchSize);
    const best = new Set<SizedCell>(bestBatches(cells.filter(isMeasured)));
    const pairCounts = [...new Set(cells.map((cell) => cell.pairCount))].sort((a, b) => a - b);
    return pairCounts.map((pairCount) => {
      const own = cells.filter((cell) => cell.pairCount === pairCount);
      return {
        id: `${lane.id}/${pairCount}`,
        laneId: lane.id,
        device: lane.device,
        dtype: lane.dtype,
        pairCount,
        laneIndex,
        points: own.flatMap((cell) => pointOf(cell, best.has(cell)) ?? []),
        floor: own.flatMap((cell) => floorMarkOf(cell) ?? []),
      };
    });
  });
}

function pointOf(cell: SizedCell, best: boolean): ThroughputPoint | null {
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
      best,
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
