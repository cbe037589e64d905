/**
 * Measures what fused operators give a synthetic twin on WebGPU: `npx tsx benchmarks/fused-twins.ts`.
 *
 * Two workers hold the same twin, one as exported and one fused. For each length of pairs they take turns at
 * scoring the same request, whose pairs all have that many tokens. A third worker computes the exported graph
 * on the CPU, and gives the scores that both are compared with. Then a profile of one pass counts each
 * graph's dispatches.
 *
 * With `--lavapipe` WebGPU computes on Mesa's lavapipe (see scripts/lavapipe.ts), else on SwiftShader, or
 * with `--software no` on whatever GPU the browser finds.
 */
import { parseArgs } from 'node:util';
import { sampleSets } from '../src/core/input/sample-sets.ts';
import { type Device, type Dtype, dtypes } from '../src/core/rerank/devices.ts';
import { largestDifference } from '../src/core/rerank/score-check.ts';
import { laneGraph, type TwinGraph, twinGraphs } from '../src/core/rerank/twins.ts';
import type { ModelRequest, ScoreParams } from '../src/worker/protocol/messages.ts';
import { halfPrecisionGpu, openBenchmark, softwareGpu } from './support/benchmark-page.ts';
import { markdownTable } from './support/markdown.ts';
import { type ProductWorker, startProduct } from './support/product-worker.ts';
import { shownThroughputRatio, shownTimes, takeTurns } from './support/turns.ts';

const { values } = parseArgs({
  options: {
    twin: { type: 'string', default: 'ms-marco-MiniLM-L-6-v2' },
    layers: { type: 'string', default: '4' },
    dtypes: { type: 'string', default: 'fp32' },
    lengths: { type: 'string', default: '16,31,32,48,64' },
    rounds: { type: 'string', default: '11' },
    pairs: { type: 'string', default: '4' },
    lavapipe: { type: 'boolean', default: false },
    software: { type: 'string', default: 'yes' },
  },
});

const set = sampleSets.find(({ id }) => id === 'support-search') ?? sampleSets[0];
/**
 * The query is short and each document longer than any length that is asked for, so that all pairs are cut.
 */
const pairs = (set?.documents ?? []).slice(0, Number(values.pairs)).map((document) => ({
  query: 'battery life',
  document: `${document} `.repeat(10),
}));
const requestOf = (maxLength: number): ScoreParams => ({
  pairs,
  batchSize: pairs.length,
  tokenBudget: null,
  paddingMultiple: 1,
  maxLength,
  order: 'input',
});

const gpu = values.lavapipe
  ? halfPrecisionGpu()
  : values.software === 'yes'
    ? softwareGpu
    : softwareGpu.slice(0, 1);
const benchmark = await openBenchmark(gpu);

async function loaded(
  device: Device,
  dtype: Dtype,
  graph: TwinGraph,
  more: Partial<ModelRequest> = {},
): Promise<ProductWorker> {
  const worker = await startProduct(benchmark.page);
  await worker.call('load', {
    model: { source: 'twin', name: values.twin },
    ...{ device, dtype, ...laneGraph(graph), host: benchmark.host, runtime: 'jspi' },
    ...{ threads: null, workers: 1, layers: Number(values.layers), ...more },
  });
  return worker;
}

async function scoresOf(worker: ProductWorker, maxLength: number): Promise<number[]> {
  const { scores } = await worker.call('score', requestOf(maxLength));
  return Object.values(scores);
}

/** Dispatches of one pass, in a worker of its own since a profiler slows a session down. */
async function dispatchesOf(dtype: Dtype, graph: TwinGraph, maxLength: number): Promise<number> {
  const worker = await loaded('webgpu', dtype, graph, { profiled: true });
  const { operators } = await worker.call('profilePass', {
    ...requestOf(maxLength),
    device: 'webgpu',
    cell: { pairCount: pairs.length, batchSize: pairs.length, tokenBudget: null },
    seed: 1,
  });
  await worker.end();
  console.error(dtype, graph, maxLength, operators.map(({ type, calls }) => `${type} ${calls}`).join(', '));
  return operators.reduce((sum, { calls }) => sum + calls, 0);
}

const shown = (value: number) => (value === 0 ? '0' : value.toExponential(1));
const rows: string[][] = [];
try {
  for (const dtype of dtypes.filter((one) => values.dtypes.split(',').includes(one))) {
    const onCpu = await loaded('wasm', dtype, 'exported');
    const fusedOnCpu = await loaded('wasm', dtype, 'fused');
    const exported = await loaded('webgpu', dtype, 'exported');
    const fused = await loaded('webgpu', dtype, 'fused');
    for (const maxLength of values.lengths.split(',').map(Number)) {
      const expected = await scoresOf(onCpu, maxLength);
      const differences: string[] = [];
      for (const worker of [fusedOnCpu, exported, fused]) {
        differences.push(shown(largestDifference(expected, await scoresOf(worker, maxLength))));
      }
      const contestants = [exported, fused].map((worker, place) => ({
        name: `${dtype} ${twinGraphs[place]} ${maxLength}`,
        request: async () => (await worker.call('score', requestOf(maxLength))).cost.modelMs,
      }));
      const [own = [], other = []] = await takeTurns(contestants, Number(values.rounds), console.error);
      const dispatches: number[] = [];
      for (const graph of twinGraphs) dispatches.push(await dispatchesOf(dtype, graph, maxLength));
      rows.push([
        ...[dtype, String(maxLength), ...dispatches.map(String), shownTimes(own), shownTimes(other)],
        shownThroughputRatio(other, own)[1],
        shown(Math.max(...expected) - Math.min(...expected)),
        ...differences,
      ]);
    }
    for (const worker of [onCpu, fusedOnCpu, exported, fused]) await worker.end();
  }
} finally {
  await benchmark.close();
}

console.log(
  `twin:${values.twin}, ${values.layers} layers, a pass of ${pairs.length} pairs, ${values.rounds} rounds, ${benchmark.browser}\n`,
);
console.log(
  markdownTable(
    [
      'dtype',
      'tokens',
      'dispatches, exported',
      'dispatches, fused',
      'exported, ms',
      'fused, ms',
      'throughput, fused ÷ exported (95 %)',
      'range of scores',
      'largest difference, fused on WASM',
      'exported on WebGPU',
      'fused on WebGPU',
    ],
    rows,
  ),
);
