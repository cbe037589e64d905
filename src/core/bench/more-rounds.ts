import { fewestForRatio, projectedRatio, type RatioEstimate } from '../stats/ratio.ts';
import { equivalentShare } from './equivalence.ts';
import { type JudgedLane, type TimedLane, throughputRatio } from './measured-lane.ts';
import { chooseBatch } from './pair-count-recommendation.ts';

/**
 * Fewest and most rounds that are offered at a time: fewer hardly narrow an interval, more are asked for in
 * steps.
 */
export const moreRoundsRule = { fewest: 5, most: 100 } as const;

/**
 * Rounds that are likely to decide a recommendation that is not yet sure. An interval of half-width h over n
 * rounds, on the ratio's logarithm, narrows with √n; it decides once h is less than the ratio's distance g
 * from the limit of 95 %, after about n·(h/g)² rounds. An estimate, never more than `moreRoundsRule.most`,
 * and enough for a sequential interval to exist.
 *
 * @returns `null` where nothing is open at this pair count
 */
export function moreRoundsNeeded(lane: JudgedLane, pairCount: number): number | null {
  const choice = chooseBatch(lane, pairCount);
  if (choice === null || choice.certainty === 'sure' || choice.all.length === 1) return null;
  const { fewest, most } = moreRoundsRule;
  return Math.min(most, Math.max(fewest, ...choice.open.map(roundsToNarrow)));
}

/** Rounds until the limit of 95 % is likely to lie outside the interval. At most 0 where they are over. */
export function roundsToNarrow({ ratio, ci95, n }: RatioEstimate): number {
  const toExist = fewestForRatio.sequential - n;
  if (ci95 === null) return toExist;
  const half = Math.log(ci95[1] / ci95[0]) / 2;
  const gap = Math.abs(Math.log(ratio / equivalentShare));
  // No width and no gap would make 0/0.
  if (!(half > 0)) return toExist;
  return Math.max(toExist, Math.ceil(n * ((half / gap) ** 2 - 1)));
}

/**
 * Rounds in all after which the choice at this pair count would be sure, if every ratio and its spread stayed
 * as they are. To stop early where the present trend would not decide in time is called stochastic
 * curtailment. A trend that only just decides by the last round does so with a chance of one half.
 * Source: Lan, Simon & Halperin, Stochastically Curtailed Tests in Long-Term Clinical Trials, Sequential
 * Analysis 1 (1982); Jennison & Turnbull, Group Sequential Methods with Applications to Clinical Trials
 * (2000), ch. 10.
 *
 * @param rounds those that are over
 * @param most rounds in all that there can be
 * @returns `rounds` where it is sure already; `null` where it would not be sure even then, or nothing is
 * compared
 */
export function roundsUntilSure(
  lane: TimedLane,
  pairCount: number,
  rounds: number,
  most: number,
): number | null {
  const isSureAfter = (all: number): boolean =>
    chooseBatch(lane, pairCount, (first, second, comparisons = 1) =>
      projectedRatio(throughputRatio(first, second, comparisons), all, {
        sampling: lane.sampling,
        comparisons,
      }),
    )?.certainty === 'sure';
  if (chooseBatch(lane, pairCount)?.certainty === 'sure') return rounds;
  if (most <= rounds || !isSureAfter(most)) return null;
  // Intervals only narrow, so what is sure after some rounds is sure after more.
  let low = rounds;
  let high = most;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isSureAfter(middle)) high = middle;
    else low = middle;
  }
  return high;
}
