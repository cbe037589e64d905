import { type BackendRecommendation, compareBackends } from './backend-recommendation.ts';
import type { JudgedLane } from './measured-lane.ts';
import { type PairCountRecommendation, recommendBatches } from './pair-count-recommendation.ts';
import { recommendSituations, type SituationRecommendation } from './situation-recommendation.ts';

/** As the run record keeps it. */
export type Recommendation = PairCountRecommendation | SituationRecommendation | BackendRecommendation;

/**
 * What to set, from measured cells alone; rule 9 (docs/method.md). First the batch size for every pair count
 * of every lane, then one card for each use, then WASM against WebGPU. Lanes whose scores are suspect are
 * left out wholly.
 */
export function recommend(lanes: readonly JudgedLane[]): Recommendation[] {
  const trusted = lanes.filter(({ suspect }) => !suspect);
  return [
    ...trusted.flatMap((lane) => recommendBatches(lane)),
    ...recommendSituations(trusted),
    ...compareBackends(trusted),
  ];
}
