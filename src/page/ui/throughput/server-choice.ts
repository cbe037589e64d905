import type { Certainty } from '../../../core/bench/equivalence.ts';
import type { RecommendationRecord } from '../../../core/document/recommendation-record.ts';

export interface ServerChoice {
  readonly laneId: string;
  readonly pairCount: number;
  readonly batchSize: number;
  readonly certainty: Certainty;
}

/** The batch size to check on a server: that of most throughput, or where no pair count speaks for it, of the largest one. */
export function serverChoice(recommendations: readonly RecommendationRecord[]): ServerChoice | null {
  const offline = recommendations.find((one) => one.kind === 'situation' && one.situation === 'offline');
  if (offline?.kind === 'situation') return offline;
  const byPairs = recommendations
    .filter((one) => one.kind === 'pair-count')
    .sort((a, b) => b.pairCount - a.pairCount);
  return byPairs[0] ?? null;
}
