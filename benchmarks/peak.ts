/**
 * Compares the CPU's peak with what a model reaches: `npx tsx benchmarks/peak.ts`.
 *
 * In each round three things take turns, each in its own worker: the search for squares that the page used to
 * have, the page's search, and requests of MiniLM's twin. The best of all rounds counts, since a peak is what
 * the device can do at best: other programs on a busy machine can only lower it.
 */
import { parseArgs } from 'node:util';
import { peakOrder } from '../src/core/bench/peak.ts';
import { sampleSets } from '../src/core/input/sample-sets.ts';
import type { RuntimeBuild } from '../src/core/rerank/devices.ts';
import { flopsOf, type ModelShape } from '../src/core/rerank/flops.ts';
import { type OpenBenchmark, openBenchmark } from './support/benchmark-page.ts';
import { markdownTable } from './support/markdown.ts';
import { startProduct } from './support/product-worker.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    threads: { type: 'string', default: '1' },
    layers: { type: 'string', default: '2' },
    'batch-sizes': { type: 'string', default: '1,2,4,8' },
    'max-length': { type: 'string', default: '128' },
  },
});
const rounds = Number(values.rounds);
const threads = Number(values.threads);
const batchSizes = values['batch-sizes'].split(',').map(Number);
const runtime: RuntimeBuild = 'plain';

const set = sampleSets.find(({ id }) => id === 'support-search') ?? sampleSets[0];
/** The longest documents, so that passes are as long as max length allows. */
const documents = [...(set?.documents ?? [])].sort((a, b) => b.length - a.length);

/** The fastest request so far in thousand million operations a second, and its batch size. */
interface Reached {
  readonly rate: number;
  readonly batchSize: number;
}

interface Rates {
  readonly squares: number[];
  readonly search: number[];
  readonly searchMs: number[];
  readonly found: string[];
  readonly twin: Reached[];
}

async function measured(benchmark: OpenBenchmark, dtype: 'fp32' | 'q8'): Promise<Rates> {
  const rates: Rates = { squares: [], search: [], searchMs: [], found: [], twin: [] };
  const order = peakOrder({ device: 'wasm', dtype, runtime, threads, workers: 1 }, threads);
  if (order?.device !== 'wasm') throw new Error('The peak is not the CPU’s.');
  for (let round = 1; round <= rounds; round++) {
    const twin = await startProduct(benchmark.page);
    const model = await twin.call('load', {
      model: { source: 'twin', name: 'ms-marco-MiniLM-L-6-v2' },
      ...{ layers: Number(values.layers), device: 'wasm', dtype, runtime, threads, workers: 1 },
      host: benchmark.host,
    });
    if (model.shape == null) throw new Error('The twin has no shape.');
    const { shape } = model;
    const turns = [
      async () => {
        for (const batchSize of batchSizes) {
          const request = requestOf(batchSize);
          for (let i = 0; i < 2; i++) await twin.call('score', request);
          const times = [];
          for (let i = 0; i < 5; i++) {
            const { cost } = await twin.call('score', request);
            times.push(flopsOf(shape, { ...cost, pairs: batchSize }) / cost.latencyMs / 1e6);
          }
          rates.twin.push({ rate: Math.max(...times), batchSize });
        }
        await twin.end();
      },
      async () => {
        const worker = await benchmark.start();
        rates.squares.push(await worker.call('squarePeak', { kind: order.precision, runtime, threads }));
        await worker.end();
      },
      async () => {
        const worker = await startProduct(benchmark.page);
        const peak = await worker.call('measurePeak', { order, widths: widthsOf(shape) });
        await worker.end();
        rates.search.push(peak.gflopsPerSecond);
        rates.searchMs.push(peak.ms);
        rates.found.push(`${peak.gflopsPerSecond.toFixed(1)} at ${peak.size} rows`);
      },
    ];
    for (let turn = 0; turn < turns.length; turn++) await turns[(turn + round) % turns.length]?.();
    console.error(`${dtype}: round ${round} of ${rounds}, search ${rates.found.at(-1)}`);
  }
  return rates;
}

const widthsOf = ({ hiddenSize, intermediateSize }: ModelShape) => ({ hiddenSize, intermediateSize });

const requestOf = (batchSize: number) => ({
  pairs: documents.slice(0, batchSize).map((document) => ({ query: set?.query ?? '', document })),
  ...{ batchSize, tokenBudget: null, paddingMultiple: 1, maxLength: Number(values['max-length']) },
  order: 'length' as const,
});

const benchmark = await openBenchmark([]);
const rows: string[][] = [];
try {
  for (const dtype of ['fp32', 'q8'] as const) {
    const { squares, search, searchMs, twin } = await measured(benchmark, dtype);
    const best = Math.max(...search);
    const reached = twin.reduce((fastest, one) => (one.rate > fastest.rate ? one : fastest));
    rows.push([
      dtype,
      String(rounds),
      shownBest(squares),
      shownBest(search),
      `${reached.rate.toFixed(1)}, batch ${reached.batchSize}`,
      (best / Math.max(...squares)).toFixed(2),
      (reached.rate / Math.max(...squares)).toFixed(2),
      (reached.rate / best).toFixed(2),
      Math.max(...searchMs).toFixed(0),
    ]);
  }
} finally {
  await benchmark.close();
}

console.log(`${benchmark.browser}, ${runtime} build, ${threads} thread(s), ${values.layers} layers\n`);
console.log(
  markdownTable(
    [
      ...['dtype', 'rounds', 'squares, GFLOP/s', 'search, GFLOP/s', 'twin, GFLOP/s'],
      ...['search ÷ squares', 'twin ÷ squares', 'twin ÷ search', 'longest search, ms'],
    ],
    rows,
  ),
);

/** The best of the rounds and, in brackets, the least. */
function shownBest(rates: readonly number[]): string {
  return `${Math.max(...rates).toFixed(1)} (least ${Math.min(...rates).toFixed(1)})`;
}
