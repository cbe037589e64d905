import { geometricMean } from '../stats/geometric-mean.ts';
import { type LogMean, type LogRatioEstimate, logMean, logRatio, pooledLogMean } from '../stats/log-ratio.ts';
import { mean } from '../stats/moments.ts';
import { isSamples } from '../stats/samples.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import { type LaneOfRun, type MatchedLane, measuredCells } from './lane-matching.ts';
import type { MeasuredFigures } from './run-figures.ts';

/**
 * What intervals rest on: the spread between runs or, with one run on a side, only the spread of the samples
 * inside runs.
 */
export type Scope = 'between-runs' | 'within-run-only';

/** A cell that both sides measured, with the run of each measurement. */
export interface MatchedCell {
  readonly pairCount: number;
  readonly batchSize: number | null;
  readonly tokenBudget: number | null;
  readonly base: CellsOfSide;
  readonly head: CellsOfSide;
}

type CellsOfSide = readonly [CellOfRun, ...CellOfRun[]];

interface CellOfRun {
  readonly run: number;
  readonly cell: MeasuredFigures;
}

/**
 * Pairs per second: every request of a cell carries the same pairs, so all pairs ÷ all time is pairs ÷ mean
 * latency.
 */
const pairsPerSecond = ({ pairCount, latencyMs }: MeasuredFigures) => (1000 * pairCount) / latencyMs.mean;

const logThroughput = (cell: MeasuredFigures) => Math.log(pairsPerSecond(cell));

/** Geometric mean of the runs' throughput, pairs per second. */
export const sideThroughput = ([first, ...rest]: CellsOfSide) =>
  geometricMean([pairsPerSecond(first.cell), ...rest.map(({ cell }) => pairsPerSecond(cell))]);

/**
 * The cells that both sides of a lane measured, matched by pair count, batch size and token budget, in the
 * base's order.
 */
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
    for (const cell of measuredCells(lane)) {
      const place = `${cell.pairCount} ${cell.batchSize} ${cell.tokenBudget}`;
      const held = byPlace.get(place);
      byPlace.set(place, held === undefined ? [{ run, cell }] : [...held, { run, cell }]);
    }
  }
  return byPlace;
}

/**
 * The logarithm of one run's throughput with the variance that its own interval implies. By the delta method,
 * the relative error of a mean latency is the error of its logarithm. Half the interval is t · error, which
 * includes the widening for autocorrelation.
 */
function withinRun(cell: MeasuredFigures): LogMean | null {
  const { n, mean, ci95 } = cell.latencyMs;
  if (ci95 === null || n < 2) return null;
  const degrees = n - 1;
  const error = (ci95[1] - ci95[0]) / 2 / studentTQuantile(0.975, degrees) / mean;
  return { mean: logThroughput(cell), variance: error ** 2, degrees };
}

/**
 * The ratio head ÷ base of a cell's throughput; `null` where the scope leaves too few runs or samples for an
 * interval.
 */
export function cellRatio({ base, head }: MatchedCell, scope: Scope): LogRatioEstimate | null {
  const means = [base, head].map((side) =>
    scope === 'between-runs' ? betweenRunsOfCell(side) : withinRunsOfCell(side),
  );
  const [ofBase, ofHead] = means;
  return ofBase && ofHead ? logRatio(ofBase, ofHead) : null;
}

function betweenRunsOfCell([first, ...rest]: CellsOfSide): LogMean | null {
  return logMean([logThroughput(first.cell), ...rest.map(({ cell }) => logThroughput(cell))]);
}

function withinRunsOfCell(side: CellsOfSide): LogMean | null {
  return pooled(side.map(({ cell }) => withinRun(cell)));
}

/** The mean of independent estimates; `null` if there are none, or if one of them is missing. */
function pooled(parts: readonly (LogMean | null)[]): LogMean | null {
  const [first, ...rest] = parts.filter((part) => part !== null);
  return first === undefined || rest.length + 1 < parts.length ? null : pooledLogMean([first, ...rest]);
}

/** Whether the cell's requests carried different numbers of tokens, so that a ratio compares unlike work. */
export function workDiffers({ base, head }: MatchedCell): boolean {
  return new Set([...base, ...head].map(({ cell }) => cell.tokens)).size > 1;
}

interface OverallRatio {
  /** Head ÷ base: the geometric mean of the cells' ratios; `null` where there is none. */
  readonly ratio: LogRatioEstimate | null;
  /** Number of cells in it. */
  readonly cellCount: number;
}

/**
 * The geometric-mean ratio over the cells that every run of both sides measured. Otherwise a run without some
 * slow or fast cell would shift its side's mean. Between runs, each run is one value, its mean log
 * throughput. Within runs, the cells' errors are taken as independent.
 */
export function overallRatio(
  cells: readonly MatchedCell[],
  runs: { readonly base: number; readonly head: number },
  scope: Scope,
): OverallRatio {
  const everywhere = cells.filter(
    ({ base, head }) =>
      base.length === runs.base &&
      head.length === runs.head &&
      (scope === 'between-runs' || [...base, ...head].every(({ cell }) => withinRun(cell) !== null)),
  );
  const cellCount = everywhere.length;
  const sideOf = (side: 'base' | 'head') => {
    const ofSide = everywhere.map((cell) => cell[side]);
    return scope === 'between-runs' ? betweenRunsOverall(ofSide, runs[side]) : withinRunsOverall(ofSide);
  };
  const base = sideOf('base');
  const head = sideOf('head');
  return { ratio: base && head ? logRatio(base, head) : null, cellCount };
}

function betweenRunsOverall(cells: readonly CellsOfSide[], runCount: number): LogMean | null {
  const runMeans = Array.from({ length: runCount }, (_, run) => {
    const ofRun = cells.flatMap((side) => side.filter((one) => one.run === run));
    const logarithms = ofRun.map(({ cell }) => logThroughput(cell));
    return isSamples(logarithms) ? mean(logarithms) : null;
  });
  const known = runMeans.filter((value) => value !== null);
  return isSamples(known) && known.length === runCount ? logMean(known) : null;
}

function withinRunsOverall(cells: readonly CellsOfSide[]): LogMean | null {
  return pooled(cells.flatMap((side) => side.map(({ cell }) => withinRun(cell))));
}
