import type { LogRatioEstimate } from '../stats/log-ratio.ts';
import type { Comparison } from './comparison.ts';
import type { LaneFigures, RunFigures } from './run-figures.ts';
import { isSuspect } from './suspect-lane.ts';

/** Why a gate must not be judged: the figures answer another question. */
export type RefusalReason =
  /** The runs did not all score the same texts. */
  | 'inputs-differ'
  /** The same texts, but requests of a matched cell carried different numbers of tokens. */
  | 'work-differs'
  /** A run is on both sides, and would be compared with itself. */
  | 'run-on-both-sides';

/** What a gate says about the head; `leastRatio` is the smallest ratio head ÷ base that is still allowed. */
export type GateOutcome =
  | { readonly state: 'passed' | 'failed'; readonly leastRatio: number; readonly ratio: LogRatioEstimate }
  /**
   * With one run on a side it is not known how runs differ, so nothing may fail. `ratio` rests on the samples
   * alone.
   */
  | { readonly state: 'advisory'; readonly leastRatio: number; readonly ratio: LogRatioEstimate }
  | { readonly state: 'refused'; readonly leastRatio: number; readonly reason: RefusalReason }
  /** No cell was measured in every run of both sides, by lanes whose scores can be trusted. */
  | { readonly state: 'nothing-to-judge'; readonly leastRatio: number };

interface GateRule {
  /**
   * How much slower the head may be, as a share of the base's throughput: 0.1 allows down to 90 %. From 0 to
   * below 1.
   */
  readonly allowedSlowdown: number;
  /** Whether to judge although the work differs. */
  readonly allowDifferentInput: boolean;
}

/**
 * Judges whether the head is slower than allowed, beyond doubt. It fails only if the upper end of the 95 %
 * interval of the geometric-mean throughput ratio is below 1 − allowed slowdown. Half of the interval's 5 %
 * lies at each end, so an unchanged program fails in about 2.5 % of comparisons if no slowdown is allowed,
 * and in fewer otherwise. docs/ci.md tells how many runs that takes.
 */
export function judgeSlowdown(
  comparison: Comparison,
  sides: { readonly base: readonly RunFigures[]; readonly head: readonly RunFigures[] },
  { allowedSlowdown, allowDifferentInput }: GateRule,
): GateOutcome {
  const leastRatio = 1 - allowedSlowdown;
  const reason = refusal(comparison, sides, allowDifferentInput);
  if (reason !== null) return { state: 'refused', leastRatio, reason };
  const { scope, overall } = comparison;
  const { ratio } = overall;
  if (ratio === null) return { state: 'nothing-to-judge', leastRatio };
  if (scope === 'within-run-only') return { state: 'advisory', leastRatio, ratio };
  return { state: ratio.high < leastRatio ? 'failed' : 'passed', leastRatio, ratio };
}

function refusal(
  { inputsDiffer, lanes }: Comparison,
  { base, head }: { readonly base: readonly RunFigures[]; readonly head: readonly RunFigures[] },
  allowDifferentInput: boolean,
): RefusalReason | null {
  if (sharedRuns(base, head).length > 0) return 'run-on-both-sides';
  if (allowDifferentInput) return null;
  if (inputsDiffer) return 'inputs-differ';
  const judged = lanes.filter(({ suspect }) => !suspect).flatMap(({ cells }) => cells);
  return judged.some(({ workDiffers }) => workDiffers) ? 'work-differs' : null;
}

/** Ids of the runs that are on both sides. */
export function sharedRuns(base: readonly RunFigures[], head: readonly RunFigures[]): string[] {
  const ofBase = new Set(base.map(({ id }) => id));
  return [...new Set(head.map(({ id }) => id))].filter((id) => ofBase.has(id));
}

/** Lanes of the head's runs whose scores were found wrong, matched or not. */
export const suspectLanes = (runs: readonly RunFigures[]): LaneFigures[] =>
  runs.flatMap(({ lanes }) => lanes.filter(isSuspect));
