import { bestBatches } from '../../src/core/bench/best-batch.ts';
import type { Pair } from '../../src/core/rerank/pair.ts';
import { sum } from '../../src/core/stats/moments.ts';
import { type ProductWorker, samplesOf } from './product-worker.ts';

export interface BatchSweep {
  readonly pairs: readonly Pair[];
  readonly batchSizes: readonly number[];
  readonly maxLength: number;
  /** Samples of each batch size. */
  readonly repetitions: number;
}

export interface SweptBatch {
  readonly pairCount: number;
  readonly batchSize: number;
  readonly pairsPerSecond: number;
}

/**
 * Runs the product's own sweep of batch sizes over sorted batches of all pairs, and finds the batch size of
 * the highest throughput.
 */
export async function sweepBatchSizes(
  worker: ProductWorker,
  { pairs, batchSizes, maxLength, repetitions }: BatchSweep,
): Promise<{ readonly best: number; readonly all: readonly SweptBatch[] }> {
  const cells = batchSizes.map((batchSize) => ({ pairCount: pairs.length, batchSize, tokenBudget: null }));
  const events = await worker.lane({
    cells,
    living: cells.map((_, place) => place),
    pairs,
    maxLength,
    order: 'length',
    paddingMultiple: 1,
    seed: 1,
    repetitions,
    runStartedAtMs: 0,
    resume: { rounds: 0, latencies: [], spentMs: 0 },
  });
  const samples = samplesOf(events, cells);
  const all = cells.map(({ pairCount, batchSize }, place) => {
    const ms = sum((samples[place] ?? []).map(({ latencyMs }) => latencyMs));
    return { pairCount, batchSize, pairsPerSecond: (1000 * pairCount * repetitions) / ms };
  });
  const [best] = bestBatches(all);
  if (best === undefined) throw new Error('No batch size was measured.');
  return { best: best.batchSize, all };
}

export const shownSweep = (all: readonly SweptBatch[]): string =>
  all.map(({ batchSize, pairsPerSecond }) => `${batchSize}: ${pairsPerSecond.toFixed(2)}`).join(', ');
