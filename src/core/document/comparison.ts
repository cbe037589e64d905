import { holmAdjusted } from '../stats/holm.ts';
import type { LogRatioEstimate } from '../stats/log-ratio.ts';
import { type MatchedLane, type ModelOfLane, matchLanes } from './lane-matching.ts';
import { type QualityDifference, qualityDifference } from './quality-difference.ts';
import type { LaneFigures, RunFigures } from './run-figures.ts';
import { isSuspect } from './suspect-lane.ts';
import {
  cellRatio,
  matchCells,
  overallRatio,
  type Scope,
  sideThroughput,
  workDiffers,
} from './throughput-ratio.ts';
import { type Difference, lanesDiffer, sameInput, whatDiffers } from './what-differs.ts';

/** Why a ratio cannot be judged. */
type NotComparableReason =
  /** Both sides have several runs, but fewer than two runs of one side have this cell. */
  | 'too-few-runs'
  /** One sample gives no interval. */
  | 'no-interval'
  /** No cell was measured in every run of both sides, by lanes whose scores can be trusted. */
  | 'no-common-cells';

/** What a comparison says about the head against the base, so that it can be read as “12 % ± 3 % faster”. */
export type Verdict =
  | {
      readonly kind: 'faster' | 'slower';
      /** By how much throughput is above or below the base's; never negative. */
      readonly percent: number;
      /** Half the width of the 95 % interval of the ratio, in percentage points. */
      readonly plusMinusPercent: number;
    }
  | { readonly kind: 'no-measurable-difference'; readonly plusMinusPercent: number }
  | { readonly kind: 'not-comparable'; readonly reason: NotComparableReason };

/** Accepted chance of a false call, for the overall ratio and for all cells together. */
const falseAlarmLimit = 0.05;

/** The verdict on a ratio of throughputs; `p` is its p-value, adjusted where there are several. */
function verdictOf({ ratio, low, high }: LogRatioEstimate, p: number): Verdict {
  const plusMinusPercent = 50 * (high - low);
  if (p >= falseAlarmLimit) return { kind: 'no-measurable-difference', plusMinusPercent };
  return {
    kind: ratio > 1 ? 'faster' : 'slower',
    percent: 100 * Math.abs(ratio - 1),
    plusMinusPercent,
  };
}

/** One cell of both sides. Ratios are head ÷ base of throughput: above 1 the head is faster. */
export interface CellDifference {
  readonly pairCount: number;
  readonly batchSize: number | null;
  readonly tokenBudget: number | null;
  /** Geometric mean over the side's runs. */
  readonly basePairsPerSecond: number;
  readonly headPairsPerSecond: number;
  /**
   * With the cell's own 95 % interval and p-value; `null` where there are too few runs or samples for one.
   */
  readonly ratio: LogRatioEstimate | null;
  /** The p-value after Holm's correction for all cells of the comparison; it decides the verdict. */
  readonly adjustedP: number | null;
  /** Whether the requests carried different numbers of tokens, so that the ratio compares different work. */
  readonly workDiffers: boolean;
  readonly verdict: Verdict;
}

export interface LaneDifference {
  /** The first lane of each side, to name the configuration by. */
  readonly base: LaneFigures;
  readonly head: LaneFigures;
  /**
   * Whether a lane of either side has wrong scores. Its cells are shown but do not count in the overall
   * ratio.
   */
  readonly suspect: boolean;
  /** What the two sides' lanes differ in. */
  readonly differences: readonly Difference[];
  readonly cells: readonly CellDifference[];
  /** How their orders of the documents differ; absent where a side does not say. */
  readonly quality?: QualityDifference;
}

export interface Comparison {
  readonly scope: Scope;
  /** Runs on each side; the same run given twice counts once. */
  readonly runCount: { readonly base: number; readonly head: number };
  /**
   * Whether the runs did not all score the same texts. There are ratios nevertheless, which must never be
   * shown without this.
   */
  readonly inputsDiffer: boolean;
  readonly differences: readonly Difference[];
  readonly lanes: readonly LaneDifference[];
  readonly unmatched: { readonly base: readonly LaneFigures[]; readonly head: readonly LaneFigures[] };
  readonly overall: {
    readonly ratio: LogRatioEstimate | null;
    readonly cellCount: number;
    readonly verdict: Verdict;
  };
}

/**
 * Compares the head's runs with the base's. The run is the unit: with two or more on each side, intervals
 * come from the spread between runs. With only one on a side, they come from the samples inside runs, which
 * differ by less than runs do; `scope` says so. Formulas and sources: docs/method.md, “Comparing runs”.
 *
 * @param modelOf the model that a lane is matched by, where that is not its own; see `twinComparison`
 */
export function compareRuns(
  baseRuns: readonly RunFigures[],
  headRuns: readonly RunFigures[],
  modelOf?: ModelOfLane,
): Comparison {
  const base = eachOnce(baseRuns);
  const head = eachOnce(headRuns);
  const runCount = { base: base.length, head: head.length };
  const scope: Scope = base.length >= 2 && head.length >= 2 ? 'between-runs' : 'within-run-only';
  const { matched, unmatched } = matchLanes(base, head, modelOf);
  const trusted = matched.filter((lane) => !isSuspectOnAnySide(lane));
  const { ratio, cellCount } = overallRatio(trusted.flatMap(matchCells), runCount, scope);
  return {
    scope,
    runCount,
    inputsDiffer: !sameInput(base, head),
    differences: whatDiffers(base, head, matched),
    lanes: lanesWithVerdicts(matched, scope, { base, head }),
    unmatched,
    overall: {
      ratio,
      cellCount,
      verdict:
        ratio === null ? { kind: 'not-comparable', reason: 'no-common-cells' } : verdictOf(ratio, ratio.p),
    },
  };
}

/** Drops repeated runs, which would make the spread between runs look smaller than it is. */
function eachOnce(runs: readonly RunFigures[]): RunFigures[] {
  return [...new Map(runs.map((run) => [run.id, run])).values()];
}

const isSuspectOnAnySide = ({ base, head }: MatchedLane) =>
  [...base, ...head].some(({ lane }) => isSuspect(lane));

function lanesWithVerdicts(
  matched: readonly MatchedLane[],
  scope: Scope,
  runs: { readonly base: readonly RunFigures[]; readonly head: readonly RunFigures[] },
): LaneDifference[] {
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
    suspect: isSuspectOnAnySide(lane),
    differences: lanesDiffer(lane),
    ...qualityOf(lane, runs),
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

function qualityOf(
  { base: [first], head: [second] }: MatchedLane,
  { base, head }: { readonly base: readonly RunFigures[]; readonly head: readonly RunFigures[] },
): { quality?: QualityDifference } {
  const [baseRun, headRun] = [base[first.run], head[second.run]];
  if (baseRun === undefined || headRun === undefined) return {};
  const quality = qualityDifference([baseRun, first.lane], [headRun, second.lane]);
  return quality === null ? {} : { quality };
}
