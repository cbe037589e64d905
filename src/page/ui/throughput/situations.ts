import { type Situation, situationPairCounts } from '../../../core/bench/situation-recommendation.ts';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';

export type SituationRecord = Extract<RecommendationRecord, { kind: 'situation' }>;

export type SituationAnswer =
  | { readonly state: 'found'; readonly recommendation: SituationRecord }
  /** No pair count of the plan suits the situation; this one would. */
  | { readonly state: 'no-pair-count'; readonly add: number }
  /** A pair count suits, and nothing that can be trusted was measured at it. */
  | { readonly state: 'not-measured' };

/** A pair count to add for each situation. */
const suggested: Readonly<Record<Situation, number>> = { interactive: 10, offline: 100, 'small-device': 5 };

/** What a run says to each situation. */
export function situationAnswers(
  recommendations: readonly RecommendationRecord[],
  pairCounts: readonly number[],
): readonly (readonly [Situation, SituationAnswer])[] {
  return (['interactive', 'offline', 'small-device'] as const).map((situation) => {
    const recommendation = recommendations.find(
      (one): one is SituationRecord => one.kind === 'situation' && one.situation === situation,
    );
    if (recommendation !== undefined) return [situation, { state: 'found', recommendation }];
    const [from, to] = situationPairCounts[situation];
    const suits = pairCounts.some((pairs) => pairs >= from && pairs <= to);
    return [
      situation,
      suits ? { state: 'not-measured' } : { state: 'no-pair-count', add: suggested[situation] },
    ];
  });
}
