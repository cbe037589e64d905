import type { JudgedLane } from '../../../core/bench/measured-lane.ts';
import { moreRoundsNeeded } from '../../../core/bench/more-rounds.ts';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';

/** Offered where lanes have to be told apart, or a lane has too few rounds to estimate from. */
const usualRounds = 10;

/** How many more rounds are likely to make every recommendation sure; `null` where all of them are. */
export function roundsToOffer(
  recommendations: readonly RecommendationRecord[],
  lanes: readonly JudgedLane[],
): number | null {
  const open = recommendations.filter((one) => 'certainty' in one && one.certainty === 'not-yet-sure');
  if (open.length === 0) return null;
  const needed = open.flatMap((one) => {
    const lane = lanes.find(({ id }) => one.kind === 'pair-count' && id === one.laneId);
    return one.kind === 'pair-count' && lane !== undefined
      ? (moreRoundsNeeded(lane, one.pairCount) ?? [])
      : [];
  });
  return needed.length === 0 ? usualRounds : Math.max(...needed);
}
