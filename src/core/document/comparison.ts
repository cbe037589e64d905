import { holmAdjusted } from '../stats/holm.ts';
import type { RatioEstimate } from '../stats/log-ratio.ts';
import { cellRatio, matchCells, type Scope, sideThroughput, workDiffers } from './cell-difference.ts';
import type { ComparableLane, ComparableRun } from './comparable-run.ts';
import { type MatchedLane, matchLanes } from './lane-matching.ts';
import { overallRatio } from './overall-ratio.ts';
import { type Verdict, verdictOf } from './verdict.ts';
import { type Difference, lanesDiffer, sameInput, whatDiffers } from './what-differs.ts';

/** One cell of both sides. Ratios are head ÷ base of throughput: above 1 the head is faster. */
export interface CellDifference {
  readonly pairCount: number;
  readonly batchSize: number | null;
  readonly tokenBudget: number | null;
  /** Geometric mean over the side's runs. */
  readonly basePairsPerSecond: number;
  readonly headPairsPerSecond: number;
  /** With the cell's own 95 % interval and p-value; `null` where there are too few runs or samples for one. */
  readonly ratio: RatioEstimate | null;
  /** The p-value after Holm's correction for all cells of the comparison; the verdict goes by it. */
  readonly adjustedP: number | null;
  /** The requests carried different numbers of tokens: the ratio compares unlike work. */
  readonly workDiffers: boolean;
  readonly verdict: Verdict;
}

export interface LaneDifference {
  /** The first lane of each side, to name the configuration by. */
  readonly base: ComparableLane;
  readonly head: ComparableLane;
  /** A lane of either side has wrong scores: its cells are shown, and do not count in the overall ratio. */
  readonly suspect: boolean;
  /** What the two sides' lanes differ in. */
  readonly differences: readonly Difference[];
  readonly cells: readonly CellDifference[];
}

export interface Comparison {
  readonly scope: Scope;
  /** Runs on each side; the same run given twice counts once. */
  readonly runCount: { readonly base: number; readonly head: number };
  /** The runs did not all score the same texts. Ratios are given all the same and must never be shown without this. */
  readonly inputsDiffer: boolean;
  readonly differences: readonly Difference[];
  readonly lanes: readonly LaneDifference[];
  readonly unmatched: { readonly base: readonly ComparableLane[]; readonly head: readonly ComparableLane[] };
  readonly overall: {
    readonly ratio: RatioEstimate | null;
    readonly cellCount: number;
    readonly verdict: Verdict;
  };
}

/**
 * Compares the head's runs with the base's. The run is the unit: with two or more on each side intervals come from
 * the spread between runs; with one on a side only from the samples inside runs, which is less than runs really differ, and
 * `scope` says so. Formulas and sources: docs/method.md, “Comparing runs”.
 */
export function compareRuns(
  baseRuns: readonly ComparableRun[],
  headRuns: readonly ComparableRun[],
): Comparison {
  const base = eachOnce(baseRuns);
  const head = eachOnce(headRuns);
  const runCount = { base: base.length, head: head.length };
  const scope: Scope = base.length >= 2 && head.length >= 2 ? 'between-runs' : 'within-run-only';
  const { matched, unmatched } = matchLanes(base, head);
  const trusted = matched.filter((lane) => !isSuspect(lane));
  const { ratio, cellCount } = overallRatio(trusted.flatMap(matchCells), runCount, scope);
  return {
    scope,
    runCount,
    inputsDiffer: !sameInput(base, head),
    differences: whatDiffers(base, head),
    lanes: lanesWithVerdicts(matched, scope),
    unmatched,
    overall: {
      ratio,
      cellCount,
      verdict:
        ratio === null ? { kind: 'not-comparable', reason: 'no-common-cells' } : verdictOf(ratio, ratio.p),
    },
  };
}

/** One run under two names is still one run, and would make the spread between runs look smaller than it is. */
function eachOnce(runs: readonly ComparableRun[]): ComparableRun[] {
  return [...new Map(runs.map((run) => [run.id, run])).values()];
}

const isSuspect = ({ base, head }: MatchedLane) => [...base, ...head].some(({ lane }) => lane.suspect);

function lanesWithVerdicts(matched: readonly MatchedLane[], scope: Scope): LaneDifference[] {
  const lanes = matched.map((lane) => ({
    lane,
    cells: matchCells(lane).map((cell) => ({ cell, ratio: cellRatio(cell, scope) })),
  }));
  // One family: the chance that any cell of the whole comparison is called wrongly stays below the limit.
  const judged = lanes.flatMap(({ cells }) => cells.flatMap(({ ratio }) => (ratio === null ? [] : [ratio])));
  const adjusted = new Map(holmAdjusted(judged.map(({ p }) => p)).map((p, i) => [judged[i], p]));
  const reason = scope === 'between-runs' ? 'too-few-runs' : 'no-interval';
  return lanes.map(({ lane, cells }) => ({
    base: lane.base[0].lane,
    head: lane.head[0].lane,
    suspect: isSuspect(lane),
    differences: lanesDiffer(lane),
    cells: cells.map(({ cell, ratio }): CellDifference => {
      const adjustedP = ratio === null ? null : (adjusted.get(ratio) ?? 1);
      const { pairCount, batchSize, tokenBudget } = cell;
      return {
        pairCount,
        batchSize,
        tokenBudget,
        basePairsPerSecond: sideThroughput(cell.base),
        headPairsPerSecond: sideThroughput(cell.head),
        ratio,
        adjustedP,
        workDiffers: workDiffers(cell),
        verdict:
          ratio === null || adjustedP === null
            ? { kind: 'not-comparable', reason }
            : verdictOf(ratio, adjustedP),
      };
    }),
  }));
}
