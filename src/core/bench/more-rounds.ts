import type { RatioEstimate } from '../stats/ratio.ts';
import { equivalentShare } from './equivalence.ts';
import type { JudgedLane } from './measured-lane.ts';
import { chooseBatch } from './pair-count-recommendation.ts';

/** Fewest and most rounds that are offered at a time: fewer hardly narrow an interval, more are asked for in steps. */
export const moreRoundsRule = { fewest: 5, most: 100 } as const;

/**
 * Rounds that are likely to decide a recommendation that is not yet sure. An interval of half-width h over n rounds, on
 * the ratio's logarithm, narrows with √n; it decides once h is less than the ratio's distance g from the limit of 95 %,
 * after about n·(h/g)² rounds. An estimate, and never more than `moreRoundsRule.most`.
 *
 * @returns `null` where nothing is open at this pair count
 */
export function moreRoundsNeeded(lane: JudgedLane, pairCount: number): number | null {
  const choice = chooseBatch(lane, pairCount);
  if (choice === null || choice.certainty === 'sure' || choice.all.length === 1) return null;
  const { fewest, most } = moreRoundsRule;
  return Math.min(most, Math.max(fewest, ...choice.open.map(roundsToDecide)));
}

function roundsToDecide({ ratio, ci95, n }: RatioEstimate): number {
  if (ci95 === null) return 0;
  const half = Math.log(ci95[1] / ci95[0]) / 2;
  const gap = Math.abs(Math.log(ratio / equivalentShare));
  return Math.ceil(n * ((half / gap) ** 2 - 1));
}
