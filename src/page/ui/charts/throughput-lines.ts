import { bestBatches } from '../../../core/bench/best-batch.ts';
import { type DraftCell, type DraftLane, isBatchCell } from '../../../core/document/run-draft.ts';
import type { MeasuredCell } from '../../../core/document/run-record.ts';
import { isSuspect } from '../../../core/document/suspect-lane.ts';
import { type NamedLane, namedLane } from '../kit/names.ts';
import { byPairCount, intervalFactor } from './cell-figures.ts';
import { type AxisScale, barShare, valueScale } from './chart-numbers.ts';

/** One cell that has a throughput to show. */
export interface ThroughputPoint {
  /** For a token budget, the mean batch that it formed: pairs ÷ passes. */
  readonly batchSize: number;
  /** The most tokens of a batch, for a cell that has a token budget instead of a batch size. */
  readonly tokenBudget: number | null;
  readonly pairsPerSecond: number;
  /**
   * Bounds of the 95 % interval in pairs per second, above 0; `null` while there are too few samples for one.
   */
  readonly low: number | null;
  readonly high: number | null;
  readonly latencyMs: number;
  /** It comes from warm-up requests, which are not samples. */
  readonly provisional: boolean;
  /**
   * The batch size to set: the recommended one or, before there is one, the fastest so far of its lane and
   * pair count.
   */
  readonly best: boolean;
  /** It has the highest throughput of its lane and pair count, but another is the one to set. */
  readonly fastest: boolean;
  /** Why the cell ended early; `null` if it did not. */
  readonly reason: string | null;
}

/** A cell that was tried and gave no throughput. */
export interface FloorMark {
  readonly batchSize: number;
  readonly state: 'out-of-memory' | 'failed';
  readonly reason: string | null;
}

/** What is drawn for one lane and pair count; points and marks by ascending batch size. */
export interface ThroughputLine extends NamedLane {
  readonly id: string;
  readonly laneId: string;
  readonly pairCount: number;
  /** Whether its cells have token budgets instead of batch sizes. */
  readonly byTokens: boolean;
  readonly laneIndex: number;
  /** Its scores failed their check, so nothing on it is best. */
  readonly suspect: boolean;
  readonly points: readonly ThroughputPoint[];
  readonly floor: readonly FloorMark[];
}

/** Batch sizes by lane id and pair count. */
export type BatchChoices = ReadonlyMap<string, ReadonlyMap<number, number>>;

type SizedCell = DraftCell & { readonly batchSize: number };

const isSized = (cell: DraftCell): cell is SizedCell => cell.batchSize !== null;

/**
 * One line per lane and pair count of the plan, lanes in their order and pair counts ascending. A line exists
 * from the start, before it has points, so that colours and legend do not change while points arrive. The
 * token budgets of a pair count are a line of their own after it, each at the mean batch that it formed. A
 * budget that was not measured, or comes from a record without passes, has no point. No point of that line is
 * marked best, since only a batch size can be set.
 *
 * @param choices the batch size to set, by lane id and pair count; in lanes that are not there the fastest so
 * far is best
 */
export function throughputLines(
  lanes: readonly DraftLane[],
  choices: BatchChoices = new Map(),
): ThroughputLine[] {
  return lanes.flatMap((lane, laneIndex) => {
    const cells = lane.cells.filter(isSized).sort((a, b) => a.batchSize - b.batchSize);
    const suspect = isSuspect(lane);
    const fastest = new Set<SizedCell>(suspect ? [] : bestBatches(cells.filter(isBatchCell)));
    const budgets = budgetLines(lane, laneIndex, suspect);
    const sized = byPairCount(cells).map(([pairCount, own]): ThroughputLine => {
      const choice = choices.get(lane.id);
      const marksOf = (cell: SizedCell) => {
        const best =
          !suspect && (choice === undefined ? fastest.has(cell) : cell.batchSize === choice.get(pairCount));
        return { best, fastest: !best && fastest.has(cell) };
      };
      return {
        ...namedLane(lane),
        id: `${lane.id}/${pairCount}`,
        laneId: lane.id,
        pairCount,
        byTokens: false,
        laneIndex,
        suspect,
        points: own.flatMap((cell) => pointOf(cell, marksOf(cell)) ?? []),
        floor: own.flatMap((cell) => floorMarkOf(cell) ?? []),
      };
    });
    return [...sized, ...budgets].sort((a, b) => a.pairCount - b.pairCount);
  });
}

function budgetLines(lane: DraftLane, laneIndex: number, suspect: boolean): ThroughputLine[] {
  const cells = lane.cells.filter((cell) => cell.tokenBudget !== null);
  return byPairCount(cells).map(([pairCount, own]) => ({
    ...namedLane(lane),
    id: `${lane.id}/${pairCount}/tokens`,
    laneId: lane.id,
    pairCount,
    byTokens: true,
    laneIndex,
    suspect,
    points: own
      .flatMap((cell) => budgetPointOf(cell) ?? [])
      .sort((a, b) => a.batchSize - b.batchSize || (a.tokenBudget ?? 0) - (b.tokenBudget ?? 0)),
    floor: [],
  }));
}

function budgetPointOf(cell: DraftCell): ThroughputPoint | null {
  if (cell.state !== 'measured' || cell.passes === undefined || cell.passes === 0) return null;
  return measuredPoint(cell, cell.pairCount / cell.passes, { best: false, fastest: false });
}

/** The point of a measured cell; `null` if its mean latency is 0, because then the clock was too coarse. */
function measuredPoint(
  cell: MeasuredCell,
  batchSize: number,
  marks: Pick<ThroughputPoint, 'best' | 'fastest'>,
): ThroughputPoint | null {
  const { mean } = cell.latencyMs;
  if (!(mean > 0)) return null;
  const factor = intervalFactor(cell.latencyMs);
  return {
    batchSize,
    tokenBudget: cell.tokenBudget,
    pairsPerSecond: cell.pairsPerSecond,
    low: factor && cell.pairsPerSecond / factor,
    high: factor && cell.pairsPerSecond * factor,
    latencyMs: mean,
    provisional: false,
    ...marks,
    reason: cell.reason ?? null,
  };
}

function pointOf(cell: SizedCell, marks: Pick<ThroughputPoint, 'best' | 'fastest'>): ThroughputPoint | null {
  const { batchSize, pairCount } = cell;
  if (cell.state === 'measured') return measuredPoint(cell, batchSize, marks);
  if (cell.state !== 'warmed-up' || cell.latencyMs <= 0) return null;
  return {
    batchSize,
    tokenBudget: null,
    pairsPerSecond: (1000 * pairCount) / cell.latencyMs,
    low: null,
    high: null,
    latencyMs: cell.latencyMs,
    provisional: true,
    best: false,
    fastest: false,
    reason: null,
  };
}

function floorMarkOf(cell: SizedCell): FloorMark | null {
  if (cell.state !== 'out-of-memory' && cell.state !== 'failed') return null;
  return { batchSize: cell.batchSize, state: cell.state, reason: cell.reason ?? null };
}

/** Room above the highest point for its label, as a share of the axis. */
const headroom = 1.1;

/**
 * The axis of pairs per second. Two samples can give an interval many times as high as the point itself,
 * which must not flatten everything else.
 */
export function throughputScale(lines: readonly ThroughputLine[], tickCount: number): AxisScale {
  const points = lines.flatMap((line) => line.points);
  const rates = points.map((point) => point.pairsPerSecond);
  const highest = Math.max(0, ...rates);
  const lowest = Math.min(...rates);
  const tops = points.map(({ high }) => Math.min(high ?? 0, highest * barShare));
  const bottoms = points.map(({ low }) => Math.max(low ?? lowest, lowest / barShare));
  return valueScale(rates, tickCount, {
    low: Math.min(lowest / headroom, ...bottoms),
    high: Math.max(highest * headroom, ...tops),
  });
}
