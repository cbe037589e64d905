import type { RecommendationOf } from '../../../../core/document/recommendation-record.ts';

type CandidateRow = readonly [batchSize: number, ratio: number, low: number | null, high: number | null];

interface PairCountWish
  extends Partial<Pick<RecommendationOf<'pair-count'>, 'laneId' | 'certainty' | 'batchSize' | 'fastest'>> {
  readonly candidates?: readonly CandidateRow[];
}

/** A recommendation for one pair count, built from the few values that matter to a test. */
export function atPairs(
  pairCount: number,
  { laneId = 'a', certainty = 'sure', batchSize = 4, fastest = 4, candidates = [] }: PairCountWish = {},
): RecommendationOf<'pair-count'> {
  return {
    kind: 'pair-count',
    laneId,
    device: 'wasm',
    pairCount,
    certainty,
    batchSize,
    fastest,
    candidates: candidates.map(([size, ratio, ratioLow, ratioHigh]) => ({
      batchSize: size,
      ratio,
      ratioLow,
      ratioHigh,
    })),
  };
}

export function forSituation(wish: Partial<RecommendationOf<'situation'>>): RecommendationOf<'situation'> {
  return {
    kind: 'situation',
    situation: 'offline',
    certainty: 'sure',
    pairCount: 100,
    criterion: 'throughput',
    laneId: 'a',
    device: 'wasm',
    batchSize: 8,
    value: 57,
    runnerUp: null,
    ...wish,
  };
}

export function ofBackends(wish: Partial<RecommendationOf<'backend'>>): RecommendationOf<'backend'> {
  return {
    kind: 'backend',
    pairCount: 10,
    wasmLaneId: 'cpu',
    webgpuLaneId: 'gpu',
    ratios: [],
    wasmWinsAt: [1, 2],
    wasmStopsWinningAt: 4,
    ...wish,
  };
}
