import { geometricMean } from '../stats/geometric-mean.ts';
import { type LogMean, logMean, logRatio, pooledLogMean, type RatioEstimate } from '../stats/log-ratio.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import type { ComparableCell } from './comparable-run.ts';
import type { LaneOfRun, MatchedLane } from './lane-matching.ts';

/** What intervals stand on: the spread between runs, or, with one run on a side, only that of the samples inside each. */
export type Scope = 'between-runs' | 'within-run-only';

/** A cell that both sides measured, with the run that each measurement is of. */
export interface MatchedCell {
  readonly pairCount: number;
  readonly batchSize: number | null;
  readonly tokenBudget: number | null;
  readonly base: CellsOfSide;
  readonly head: CellsOfSide;
}

export type CellsOfSide = readonly [CellOfRun, ...CellOfRun[]];

export interface CellOfRun {
  readonly run: number;
  readonly cell: ComparableCell;
}

/** Pairs per second: every request of a cell carries the same pairs, so all pairs ÷ all time is pairs ÷ mean latency. */
const pairsPerSecond = ({ pairCount, meanMs }: ComparableCell) => (1000 * pairCount) / meanMs;

export const logThroughput = (cell: ComparableCell) => Math.log(pairsPerSecond(cell));

/** Geometric mean of the runs' throughput. */
export const sideThroughput = ([first, ...rest]: CellsOfSide) =>
  geometricMean([pairsPerSecond(first.cell), ...rest.map(({ cell }) => pairsPerSecond(cell))]);

/** The cells that both sides of a lane measured, matched by pair count, batch size and token budget, in the base's order. */
export function matchCells({ base, head }: MatchedLane): MatchedCell[] {
  const ofBase = cellsByPlace(base);
  const ofHead = cellsByPlace(head);
  return [...ofBase].flatMap(([place, cells]) => {
    const others = ofHead.get(place);
    if (others === undefined) return [];
    const { pairCount, batchSize, tokenBudget } = cells[0].cell;
    return [{ pairCount, batchSize, tokenBudget, base: cells, head: others }];
  });
}

function cellsByPlace(side: readonly LaneOfRun[]): Map<string, CellsOfSide> {
  const byPlace = new Map<string, CellsOfSide>();
  for (const { run, lane } of side) {
    for (const cell of lane.cells) {
      const place = `${cell.pairCount} ${cell.batchSize} ${cell.tokenBudget}`;
      const held = byPlace.get(place);
      byPlace.set(place, held === undefined ? [{ run, cell }] : [...held, { run, cell }]);
    }
  }
  return byPlace;
}

/**
 * The logarithm of one run's throughput with the variance that its own interval implies. By the delta method the
 * relative error of a mean latency is the error of its logarithm; the interval is t · error, widening included.
 */
export function withinRun(cell: ComparableCell): LogMean | null {
  if (cell.halfWidthMs === null || cell.n < 2) return null;
  const degrees = cell.n - 1;
  const error = cell.halfWidthMs / studentTQuantile(0.975, degrees) / cell.meanMs;
  return { mean: logThroughput(cell), variance: error ** 2, degrees };
}

/** The ratio head ÷ base of a cell's throughput; `null` where its scope allows none. */
export function cellRatio({ base, head }: MatchedCell, scope: Scope): RatioEstimate | null {
  const means = [base, head].map((side) => (scope === 'between-runs' ? betweenRuns(side) : withinRuns(side)));
  const [ofBase, ofHead] = means;
  return ofBase && ofHead ? logRatio(ofBase, ofHead) : null;
}

function betweenRuns([first, ...rest]: CellsOfSide): LogMean | null {
  return logMean([logThroughput(first.cell), ...rest.map(({ cell }) => logThroughput(cell))]);
}

function withinRuns(side: CellsOfSide): LogMean | null {
  return pooled(side.map(({ cell }) => withinRun(cell)));
}

/** The mean of independent estimates; `null` where there is none, or one of them is missing. */
export function pooled(parts: readonly (LogMean | null)[]): LogMean | null {
  const [first, ...rest] = parts.filter((part) => part !== null);
  return first === undefined || rest.length + 1 < parts.length ? null : pooledLogMean([first, ...rest]);
}

/** Whether the cell's requests carried different numbers of tokens, so that a ratio compares unlike work. */
export function workDiffers({ base, head }: MatchedCell): boolean {
  return new Set([...base, ...head].map(({ cell }) => cell.tokens)).size > 1;
}
