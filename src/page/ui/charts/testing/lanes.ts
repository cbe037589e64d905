import type { DraftCell, DraftLane } from '../../../../core/document/run-draft.ts';
import type { Device, Dtype } from '../../../../core/rerank/devices.ts';

/** Lanes and cells built from the few values that matter to a test or a picture. */

export const cellAt = (pairCount: number, batchSize: number) => ({ pairCount, batchSize, tokenBudget: null });

/** A cell of ten equal samples. At a rate of 0 they are 0 ms, as with a clock too coarse for them. */
export function measured(
  pairCount: number,
  batchSize: number,
  pairsPerSecond: number,
  latencyInterval: [number, number] | null = null,
): DraftCell {
  const mean = pairsPerSecond > 0 ? (1000 * pairCount) / pairsPerSecond : 0;
  const rounds = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  return {
    ...cellAt(pairCount, batchSize),
    state: 'measured',
    latencyMs: {
      n: rounds.length,
      samples: rounds.map(() => mean),
      rounds,
      startedAtMs: rounds.map((round) => round * mean),
      mean,
      sd: 0,
      cv: 0,
      median: mean,
      ci95: latencyInterval,
    },
    pairsPerSecond,
    tokensPerSecond: pairsPerSecond * 180,
    tokenizeMs: mean * 0.02,
    modelMs: mean * 0.97,
    firstRunMs: mean * 4,
    tokens: pairCount * 180,
    tokensComputed: pairCount * 210,
    paddingEfficiency: 180 / 210,
    gpuBytes: null,
    wasmBytes: null,
  };
}

export function lane(
  id: string,
  device: Device,
  cells: readonly DraftCell[],
  dtype: Dtype = 'fp32',
): DraftLane {
  return {
    id,
    state: 'running',
    device,
    deviceUsed: device,
    dtype,
    runtime: 'jspi',
    threads: device === 'wasm' ? 4 : null,
    workers: 1,
    order: 'length',
    paddingMultiple: 1,
    versions: null,
    model: { id: 'builtin:coverage', source: 'built-in', revision: null, layers: 2, bytes: null },
    coldMs: null,
    scoreCheck: null,
    cells,
    events: [],
  };
}
