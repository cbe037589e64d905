import { relativeHalfWidth, type Sampling } from '../stats/interval.ts';
import { median } from '../stats/quantile.ts';
import { isSamples, sortSamples } from '../stats/samples.ts';
import { latencyDrift } from './latency-drift.ts';
import { stoppingRule } from './stopping.ts';

/** When a doubt is published; rule 6 (docs/method.md). */
const doubtRule = {
  /** Drift: the trend test's p below it, and the change from first to last round above it. */
  driftP: 0.01,
  driftShare: 0.05,
  /** Coarse clock: its step is more than this share of the fastest cell's median latency. */
  clockShare: 0.01,
} as const;

/** A cell of a lane that has ended, as the run record has it. */
export interface EndedCell {
  readonly pairCount: number;
  readonly batchSize: number | null;
  readonly tokenBudget?: number | null;
  readonly state: string;
  /** What ended the cell, or kept it from being measured. */
  readonly reason?: string;
  readonly latencyMs?: number | { readonly samples: readonly number[]; readonly rounds: readonly number[] };
}

export interface DoubtContext {
  readonly laneId: string;
  /** How the lane ended. */
  readonly laneState: string;
  readonly clockResolutionMs: number;
  /** Samples a cell that were asked for, or `null` where the intervals decide. */
  readonly repetitions: number | null;
  /** Whether the lane's rounds were planned, or added until the samples decided. */
  readonly sampling: Sampling;
}

/** A warning of the run record. */
export interface Doubt {
  readonly code: 'drift' | 'wide-interval' | 'coarse-clock' | 'budget-spent' | 'too-few-pairs';
  readonly message: string;
  /**
   * The lane's id and the figures, with a space between; of `too-few-pairs`, which is no lane's own, the
   * batch sizes.
   */
  readonly detail: string;
}

/** A cell with at least one sample. */
interface CellWithSamples extends EndedCell {
  readonly latencyMs: {
    readonly samples: readonly [number, ...number[]];
    readonly rounds: readonly number[];
  };
}

const isSampled = (cell: EndedCell): cell is CellWithSamples =>
  cell.state === 'measured' && typeof cell.latencyMs === 'object' && isSamples(cell.latencyMs.samples);

/** The doubts that the samples of an ended lane raise about its own numbers. */
export function laneDoubts(cells: readonly EndedCell[], context: DoubtContext): Doubt[] {
  const sampled = cells.filter(isSampled);
  return [
    drift(sampled, context),
    wideIntervals(sampled, context),
    coarseClock(sampled, context),
    budgetSpent(sampled, context),
    tooFewPairs(cells),
  ].filter((doubt) => doubt !== null);
}

function drift(cells: readonly CellWithSamples[], { laneId: id }: DoubtContext): Doubt | null {
  const { p, change } = latencyDrift(cells.map(({ latencyMs }) => latencyMs));
  if (!(p < doubtRule.driftP && Math.abs(change) > doubtRule.driftShare)) return null;
  const share = percent(change);
  return {
    code: 'drift',
    message: `Latencies of ${id} ${change > 0 ? 'rose' : 'fell'} by ${share.replace('-', '')} from the first round to the last (p = ${p.toPrecision(2)}).`,
    detail: `${id} ${change > 0 ? '+' : ''}${share}`,
  };
}

function wideIntervals(
  cells: readonly CellWithSamples[],
  { laneId: id, sampling }: DoubtContext,
): Doubt | null {
  const limit = stoppingRule.relativeHalfWidth;
  // One sample has no interval, which counts as wider than any.
  const wide = cells
    .map((cell) => ({
      cell,
      half: relativeHalfWidth(cell.latencyMs.samples, sampling) ?? Number.POSITIVE_INFINITY,
    }))
    .filter(({ half }) => half > limit)
    .sort((a, b) => b.half - a.half);
  const [widest] = wide;
  if (widest === undefined) return null;
  const { half } = widest;
  const place = placeOf(widest.cell);
  const worst = half === Number.POSITIVE_INFINITY ? 'none' : `±${percent(half)}`;
  return {
    code: 'wide-interval',
    message: `The 95 % interval of ${wide.length} of ${cells.length} cells of ${id} is not within ±${percent(limit)}; the widest is ${worst}, at ${place} (pairs×batch).`,
    detail: `${id} ${wide.length} ${worst} ${place}`,
  };
}

function coarseClock(
  cells: readonly CellWithSamples[],
  { laneId: id, clockResolutionMs }: DoubtContext,
): Doubt | null {
  const medians = cells.map((cell) => median(sortSamples(cell.latencyMs.samples)));
  const fastest = Math.min(...medians);
  if (!(clockResolutionMs > doubtRule.clockShare * fastest)) return null;
  return {
    code: 'coarse-clock',
    message: `The clock's step of ${clockResolutionMs} ms is more than ${percent(doubtRule.clockShare)} of the shortest latency of ${id}, ${rounded(fastest)} ms.`,
    detail: `${id} ${clockResolutionMs}ms ${rounded(fastest)}ms`,
  };
}

function budgetSpent(
  cells: readonly CellWithSamples[],
  { laneId: id, laneState, repetitions }: DoubtContext,
): Doubt | null {
  // A lane that was stopped or failed ended for another reason, and so did a cell that names one.
  if (repetitions !== null || laneState !== 'done') return null;
  const fewest = Math.min(
    ...cells.filter(({ reason }) => reason === undefined).map(({ latencyMs }) => latencyMs.samples.length),
  );
  if (!(fewest < stoppingRule.minRounds)) return null;
  return {
    code: 'budget-spent',
    message: `The time budget of ${id} was spent after ${fewest} of at least ${stoppingRule.minRounds} rounds.`,
    detail: `${id} ${fewest}`,
  };
}

function tooFewPairs(cells: readonly EndedCell[]): Doubt | null {
  const sizes = [...new Set(cells.map(({ batchSize }) => batchSize))].filter((size) => size !== null);
  const beyond = sizes.filter((size) =>
    cells.every(({ batchSize, reason }) => batchSize !== size || reason === 'batch-exceeds-pairs'),
  );
  if (beyond.length === 0) return null;
  const names = beyond.sort((a, b) => a - b).join(',');
  return {
    code: 'too-few-pairs',
    message: `No pair count fills a batch of ${names.replaceAll(',', ', ')}, so nothing was measured there.`,
    detail: names,
  };
}

const placeOf = ({ pairCount, batchSize, tokenBudget }: EndedCell): string =>
  `${pairCount}×${batchSize ?? `≤${tokenBudget ?? '-'}`}`;

const percent = (share: number): string => `${rounded(100 * share)}%`;

const rounded = (value: number): number => Number(value.toPrecision(3));
