import { type LogMean, logMean, logRatio, type RatioEstimate } from '../stats/log-ratio.ts';
import { mean } from '../stats/moments.ts';
import { isSamples } from '../stats/samples.ts';
import {
  type CellsOfSide,
  logThroughput,
  type MatchedCell,
  pooled,
  type Scope,
  withinRun,
} from './cell-difference.ts';

export interface OverallRatio {
  /** Head ÷ base: the geometric mean of the ratios of the cells; `null` where there is none to tell of. */
  readonly ratio: RatioEstimate | null;
  /** Of how many cells. */
  readonly cellCount: number;
}

/**
 * The geometric-mean ratio over those cells that every run of both sides measured, since a run without a cell would
 * otherwise shift its side's mean by what that cell is like. Between runs a run is one value, its mean log throughput; within
 * runs the cells' errors are taken as independent.
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
    return scope === 'between-runs' ? betweenRuns(ofSide, runs[side]) : withinRuns(ofSide);
  };
  const base = sideOf('base');
  const head = sideOf('head');
  return { ratio: base && head ? logRatio(base, head) : null, cellCount };
}

function betweenRuns(cells: readonly CellsOfSide[], runCount: number): LogMean | null {
  const runMeans = Array.from({ length: runCount }, (_, run) => {
    const ofRun = cells.flatMap((side) => side.filter((one) => one.run === run));
    const logarithms = ofRun.map(({ cell }) => logThroughput(cell));
    return isSamples(logarithms) ? mean(logarithms) : null;
  });
  const known = runMeans.filter((value) => value !== null);
  return isSamples(known) && known.length === runCount ? logMean(known) : null;
}

function withinRuns(cells: readonly CellsOfSide[]): LogMean | null {
  return pooled(cells.flatMap((side) => side.map(({ cell }) => withinRun(cell))));
}
