/**
 * Measures what counting GPU buffers costs: `npx tsx benchmarks/ledger-cost.ts`.
 *
 * Two workers hold the same model on WebGPU, one with the ledger and one without. They take turns at scoring
 * the same request, and take turns at being first. Then a third worker makes and destroys buffers through the
 * ledger's entry points and through WebGPU's own, in blocks that take turns.
 */
import { parseArgs } from 'node:util';
import { sampleSets } from '../src/core/input/sample-sets.ts';
import { pairedRatio } from '../src/core/stats/ratio.ts';
import { median } from './median.ts';
import { type BenchmarkWorker, openBenchmark, softwareGpu } from './support/benchmark-page.ts';
import { markdownTable, shownMean, shownRatio } from './support/markdown.ts';

const { values } = parseArgs({
  options: {
    alternations: { type: 'string', default: '20' },
    pairs: { type: 'string', default: '10' },
    'batch-size': { type: 'string', default: '4' },
    blocks: { type: 'string', default: '30' },
    'pairs-per-block': { type: 'string', default: '1000' },
    /** With `no` the browser takes whatever GPU it finds. */
    software: { type: 'string', default: 'yes' },
  },
});

const set = sampleSets.find(({ id }) => id === 'support-search') ?? sampleSets[0];
const request = {
  pairs: (set?.documents ?? [])
    .slice(0, Number(values.pairs))
    .map((document) => ({ query: set?.query ?? '', document })),
  batchSize: Number(values['batch-size']),
  maxLength: 512,
  order: 'length',
  tokenBudget: null,
  paddingMultiple: 1,
} as const;

const benchmark = await openBenchmark(values.software === 'yes' ? softwareGpu : softwareGpu.slice(0, 1));

async function loaded(ledger: boolean): Promise<BenchmarkWorker> {
  const worker = await benchmark.start({ ledger });
  await worker.call('load', {
    model: { source: 'built-in', name: 'coverage' },
    device: 'webgpu',
    dtype: 'fp32',
    host: benchmark.host,
    runtime: 'asyncify',
    threads: null,
    workers: 1,
    layers: null,
  });
  // The first request of a shape takes seconds to compile.
  for (let i = 0; i < 2; i++) await worker.call('score', request);
  return worker;
}

try {
  const sides = { counted: await loaded(true), plain: await loaded(false) };
  const latencies = { counted: [] as number[], plain: [] as number[] };
  const alternations = Number(values.alternations);
  for (let i = 0; i < alternations; i++) {
    const order = i % 2 === 0 ? (['counted', 'plain'] as const) : (['plain', 'counted'] as const);
    for (const side of order) {
      const { cost } = await sides[side].call('score', request);
      latencies[side].push(cost.latencyMs);
    }
    console.error(`alternation ${i + 1} of ${alternations}`);
  }
  const buffers = await sides.plain.call('countBuffers', request);
  await sides.counted.end();
  await sides.plain.end();

  const bare = await benchmark.start({ ledger: false });
  const { wrapped, unwrapped } = await bare.call('bufferCost', {
    blocks: Number(values.blocks),
    pairsPerBlock: Number(values['pairs-per-block']),
  });
  await bare.end();

  const rounds = latencies.counted.map((_, round) => round);
  const requestRatio = pairedRatio(
    { samples: latencies.counted, rounds },
    { samples: latencies.plain, rounds },
  );
  const blocks = wrapped.map((_, round) => round);
  const pairRatio = pairedRatio({ samples: wrapped, rounds: blocks }, { samples: unwrapped, rounds: blocks });
  const extraNs = median(wrapped.map((ns, i) => ns - (unwrapped[i] ?? Number.NaN)));

  console.log(`${request.pairs.length} pairs, batch ${request.batchSize}, ${benchmark.browser}\n`);
  console.log(
    markdownTable(
      ['', 'n', 'with the ledger', 'without', 'with ÷ without (95 %)'],
      [
        [
          'a request, ms',
          String(rounds.length),
          shownMean(latencies.counted, 1),
          shownMean(latencies.plain, 1),
          shownRatio(requestRatio),
        ],
        [
          'createBuffer and destroy, ns a pair',
          `${blocks.length} × ${values['pairs-per-block']}`,
          shownMean(wrapped, 0),
          shownMean(unwrapped, 0),
          shownRatio(pairRatio),
        ],
      ],
    ),
  );
  const shareOfRequest = (100 * buffers * extraNs) / 1e6 / median(latencies.plain);
  console.log(
    `\nA request makes ${buffers} buffers; at ${extraNs.toFixed(0)} ns more for each (median of blocks) that is ${shareOfRequest.toFixed(4)} % of it.`,
  );
} finally {
  await benchmark.close();
}
