/**
 * Measures how the cost of a pair changes with the number of pairs: `npx tsx
 * benchmarks/cost-against-work.ts`.
 *
 * The product sweeps one lane on WASM with requests of 10 to 10,000 pairs. Each size comes once in a round,
 * in shuffled order. All sizes repeat the same ten pairs of mixed length, so that they differ only in amount.
 * Nothing is remembered from one pair to the next. In batches of one every pair costs the same work. Larger
 * batches also fill better with more pairs; the time per computed token leaves that out. WebAssembly memory
 * is read in the warm-up, where sizes ascend. JavaScript's heap is read afterwards in one more request of
 * each size, since reading interrupts it.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { LaneEvent } from '../src/core/bench/lane-run.ts';
import { requestPairs } from '../src/core/bench/sweep-plan.ts';
import type { Dtype } from '../src/core/rerank/devices.ts';
import { dtypes, runtimeBuilds } from '../src/core/rerank/devices.ts';
import type { ModelRef } from '../src/core/rerank/model-id.ts';
import { median } from './median.ts';
import { openBenchmark } from './support/benchmark-page.ts';
import { markdownTable } from './support/markdown.ts';
import { mixedPairs } from './support/mixed-documents.ts';
import { samplesOf, startProduct } from './support/product-worker.ts';
import { watchNextWorker } from './support/worker-heap.ts';

const { values } = parseArgs({
  options: {
    'pair-counts': { type: 'string', default: '10,100,1000,10000' },
    'batch-sizes': { type: 'string', default: '1,4' },
    rounds: { type: 'string', default: '5' },
    /** A twin's name, to use it instead of the built-in model. */
    twin: { type: 'string' },
    dtype: { type: 'string', default: 'fp32' },
    runtime: { type: 'string', default: 'jspi' },
    /** Default: the runtime's choice. */
    threads: { type: 'string' },
    workers: { type: 'string', default: '1' },
  },
});

const numbers = (text: string) => text.split(',').map(Number);
const pairCounts = numbers(values['pair-counts']);
const batchSizes = numbers(values['batch-sizes']);
if (pairCounts.some((count) => count % 10 !== 0)) {
  throw new RangeError('--pair-counts takes multiples of 10: other counts would differ in kind.');
}
const maxLength = 512;
const basePairs = mixedPairs(10);
const seed = 1;
/** The same requests as in the lane. */
const pairsOf = requestPairs(basePairs, seed);
const model: ModelRef =
  values.twin === undefined
    ? { source: 'built-in', name: 'coverage' }
    : { source: 'twin', name: values.twin };
const dtype: Dtype = dtypes.find((one) => one === values.dtype) ?? 'fp32';
const runtime = runtimeBuilds.find((one) => one === values.runtime) ?? 'jspi';

const cells = batchSizes.flatMap((batchSize) =>
  pairCounts.map((pairCount) => ({ pairCount, batchSize, tokenBudget: null })),
);
const batching = { maxLength, order: 'length', paddingMultiple: 1 } as const;
const mebibytes = (bytes: number | null | undefined) =>
  bytes === null || bytes === undefined ? '–' : (bytes / 2 ** 20).toFixed(1);

const benchmark = await openBenchmark([]);
const { page, host } = benchmark;
try {
  const watched = await watchNextWorker(page);
  const worker = await startProduct(page);
  const heap = await watched();
  const { threads } = await worker.call('load', {
    model,
    device: 'wasm',
    dtype,
    host,
    runtime,
    threads: values.threads === undefined ? null : Number(values.threads),
    workers: Number(values.workers),
    layers: null,
  });
  console.error(`${runtime} build, ${threads} thread(s) × ${values.workers} worker(s), measuring …`);
  const events = await worker.lane({
    cells,
    living: cells.map((_, place) => place),
    pairs: basePairs,
    ...batching,
    seed,
    repetitions: Number(values.rounds),
    runStartedAtMs: 0,
    resume: { rounds: 0, latencies: [], spentMs: 0 },
  });
  const samples = samplesOf(events, cells);
  const wasmBytes = cells.map(
    (_, place) =>
      events.find(
        (event): event is Extract<LaneEvent, { type: 'warmed-up' }> =>
          event.type === 'warmed-up' && event.cell === place,
      )?.memory.wasmBytes,
  );

  const heaps: string[][] = [];
  for (const { pairCount, batchSize } of cells) {
    const pairs = pairsOf(pairCount);
    await heap.collect();
    const before = await heap.read();
    const peak = await heap.peakDuring(() =>
      worker.call('score', { pairs, batchSize, tokenBudget: null, ...batching }),
    );
    heaps.push([
      mebibytes(before.usedBytes),
      mebibytes(peak.usedBytes),
      mebibytes(peak.bufferBytes),
      String(peak.readings),
    ]);
    console.error(`heap: ${pairCount} pairs in batches of ${batchSize}, ${peak.readings} readings`);
  }
  await worker.end();

  const perPair = (place: number) =>
    median((samples[place] ?? []).map(({ latencyMs }) => latencyMs / (cells[place]?.pairCount ?? 1)));
  const perToken = (place: number) =>
    median(
      (samples[place] ?? []).map(({ latencyMs, tokensComputed }) => (1000 * latencyMs) / tokensComputed),
    );
  const against = (value: (place: number) => number, place: number) => {
    const reference = cells.findIndex(
      ({ batchSize, pairCount }) => batchSize === cells[place]?.batchSize && pairCount === referenceCount,
    );
    return (value(place) / value(reference)).toFixed(3);
  };
  // Single disturbances affect the smallest request most, so the next size is the reference.
  const referenceCount = [...pairCounts].sort((a, b) => a - b)[Math.min(1, pairCounts.length - 1)];

  console.log(
    `${values.twin === undefined ? 'built-in model' : `twin:${values.twin}`}, ${dtype}, WASM (${runtime}), ${threads} × ${values.workers} threads × workers, ${benchmark.browser}, ${cpus().length} cores (${cpus()[0]?.model})\n`,
  );
  console.log(
    markdownTable(
      [
        'batch',
        'pairs',
        'n',
        'ms a pair (median)',
        'range',
        `÷ that of ${referenceCount} pairs`,
        'µs a computed token',
        `÷ that of ${referenceCount} pairs`,
        'WebAssembly memory so far, MiB',
        'JS heap before, MiB',
        'JS heap at most, MiB',
        'buffers at most, MiB',
        'heap readings',
      ],
      cells.map(({ pairCount, batchSize }, place) => {
        const all = (samples[place] ?? []).map(({ latencyMs }) => latencyMs / pairCount);
        return [
          String(batchSize),
          String(pairCount),
          String(all.length),
          perPair(place).toFixed(3),
          `${Math.min(...all).toFixed(3)}–${Math.max(...all).toFixed(3)}`,
          against(perPair, place),
          perToken(place).toFixed(2),
          against(perToken, place),
          mebibytes(wasmBytes[place]),
          ...(heaps[place] ?? []),
        ];
      }),
    ),
  );
} finally {
  await benchmark.close();
}
