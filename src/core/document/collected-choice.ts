import type { LaneOfRun } from './collected-points.ts';

/** The batch size that runs recommend for one pair count. */
export interface CollectedChoice {
  readonly pairCount: number;
  /** What most runs recommend; of several, the smallest. */
  readonly batchSize: number;
  /** Sure only where every run that recommends anything recommends this, and each is sure. */
  readonly certainty: 'sure' | 'not-yet-sure';
  /** Runs that recommend it, of how many that recommend anything. */
  readonly votes: number;
  readonly voters: number;
}

/** The recommendations of several runs for one lane, put together by pair count, ascending. A suspect lane's count for nothing. */
export function choicesOf(lanes: readonly LaneOfRun[]): CollectedChoice[] {
  const said = lanes
    .filter(({ lane }) => lane.scoreCheck?.verdict !== 'suspect')
    .flatMap(({ lane, recommendations }) =>
      recommendations.filter((one) => one.kind === 'pair-count').filter(({ laneId }) => laneId === lane.id),
    );
  const pairCounts = [...new Set(said.map(({ pairCount }) => pairCount))].sort((a, b) => a - b);
  return pairCounts.flatMap((pairCount) => {
    const voices = said.filter((one) => one.pairCount === pairCount);
    const votes = new Map<number, number>();
    for (const { batchSize } of voices) votes.set(batchSize, (votes.get(batchSize) ?? 0) + 1);
    const [winner] = [...votes].sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b);
    if (winner === undefined) return [];
    const isSure = votes.size === 1 && voices.every(({ certainty }) => certainty === 'sure');
    return {
      pairCount,
      batchSize: winner[0],
      certainty: isSure ? ('sure' as const) : ('not-yet-sure' as const),
      votes: winner[1],
      voters: voices.length,
    };
  });
}
