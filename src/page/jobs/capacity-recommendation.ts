import type { RecommendationRecord } from '../../core/document/recommendation-record.ts';
import type { RunDraft } from '../../core/document/run-draft.ts';
import { pairsPerArrival } from '../../core/settings/load-test-plan.ts';

type CapacityRecommendation = Extract<RecommendationRecord, { kind: 'capacity' }>;

/**
 * What to set where many requests come at once, for each lane that the planner found a setting for: the best of its simulations. A lane whose
 * scores are suspect recommends nothing.
 */
export function recommendCapacity({ lanes, loadTests = [], settings }: RunDraft): CapacityRecommendation[] {
  return lanes.flatMap(({ id, device, deviceUsed, capacity, scoreCheck }) => {
    const best = capacity?.best;
    if (capacity === undefined || best == null || scoreCheck?.verdict === 'suspect') return [];
    // The plan that the capacity was looked for with is that of the lane's last test.
    const plan = loadTests.findLast(({ laneId }) => laneId === id)?.plan;
    return {
      kind: 'capacity',
      laneId: id,
      device: deviceUsed ?? device,
      quantile: capacity.objective.quantile,
      latencyMs: capacity.objective.latencyMs,
      pairsPerArrival: plan?.pairsPerArrival ?? pairsPerArrival(settings),
      maxBatch: best.maxBatch,
      maxWaitMs: best.maxWaitMs,
      ratePerSecond: best.ratePerSecond,
      unbatchedRatePerSecond: capacity.unbatchedRatePerSecond,
    };
  });
}
