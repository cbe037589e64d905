/**
 * Compares the product with native ONNX Runtime on the same CPU: `npx tsx benchmarks/against-native.ts`.
 *
 * Both run the same model files on identical padded batches, sorted by length, with the same number of
 * threads in all. They take turns request by request. The native side (onnxruntime-node, which
 * benchmarks/native installs for this benchmark alone) gets its batches already tokenised and padded, and is
 * timed from tensors to logits. The product is timed as it reports itself, from texts to scores. Native runs
 * once as one session over all threads, and once like the product with a session for each worker.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { ThreadPlan } from '../src/core/bench/calibration-candidates.ts';
import { graphPath } from '../src/core/model-files/weight-files.ts';
import { largestDifference } from '../src/core/rerank/score-check.ts';
import {
  type MiniLmTwinDtype,
  miniLmTwinDtypes,
  miniLmTwinFile,
  miniLmTwinRepository,
  writeMiniLmTwin,
} from './models/minilm-twin.ts';
import { requireNative, startNative } from './native/native-sessions.ts';
import { repositoryTokenizer, requestBatches } from './native/request-batches.ts';
import { openBenchmark } from './support/benchmark-page.ts';
import { markdownTable } from './support/markdown.ts';
import { mixedPairs } from './support/mixed-documents.ts';
import { calibrate, shownCalibration, shownPlan, startProduct } from './support/product-worker.ts';
import { type Contestant, shownThroughputRatio, shownTimes, takeTurns } from './support/turns.ts';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '7' },
    dtypes: { type: 'string', default: 'q8,fp32' },
    'batch-sizes': { type: 'string', default: '1,4' },
    runtime: { type: 'string', default: 'jspi' },
    /**
     * Threads × workers, such as `2x1,1x2`. Default: one session over all cores, and the calibration's
     * choice.
     */
    plans: { type: 'string' },
  },
});
const maxLength = 512;
const rounds = Number(values.rounds);
const pairs = mixedPairs(Number(values.documents));
const batchSizes = values['batch-sizes'].split(',').map(Number);
const runtime = values.runtime === 'plain' ? 'plain' : values.runtime === 'asyncify' ? 'asyncify' : 'jspi';

requireNative();
let models = '';
const benchmark = await openBenchmark([], async (folder) => {
  models = folder;
  await writeMiniLmTwin(folder);
});
const { page, host } = benchmark;
const tokenizer = await repositoryTokenizer((name) => miniLmTwinFile(models, name));
const notes: string[] = [];
const rows: string[][] = [];

const requestOf = (dtype: MiniLmTwinDtype) =>
  ({
    model: { source: 'hub', repository: miniLmTwinRepository },
    device: 'wasm',
    dtype,
    host,
    runtime,
    layers: null,
  }) as const;

async function plansOf(dtype: MiniLmTwinDtype): Promise<ThreadPlan[]> {
  if (values.plans !== undefined) {
    return values.plans.split(',').map((text) => {
      const [threads = 1, workers = 1] = text.split('x').map(Number);
      return { threads, workers };
    });
  }
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  const wish = { request: requestOf(dtype), pairs, seed: 1, maxLength, paddingMultiple: 1 };
  const found = await calibrate(page, wish);
  notes.push(`${dtype}. ${shownCalibration(found)}`);
  const single = { threads: cores, workers: 1 };
  return shownPlan(found.chosen) === shownPlan(single) ? [single] : [single, found.chosen];
}

async function measure(dtype: MiniLmTwinDtype, plan: ThreadPlan): Promise<void> {
  const path = miniLmTwinFile(models, graphPath(dtype));
  const worker = await startProduct(page);
  await worker.call('load', { ...requestOf(dtype), ...plan });
  const together = plan.threads * plan.workers;
  const natives = [await startNative({ path, threads: together, sessions: 1 })];
  if (plan.workers > 1)
    natives.push(await startNative({ path, threads: plan.threads, sessions: plan.workers }));
  try {
    for (const [number, batchSize] of batchSizes.entries()) {
      const options = {
        batchSize,
        tokenBudget: null,
        maxLength,
        order: 'length',
        paddingMultiple: 1,
      } as const;
      const batches = requestBatches(pairs, tokenizer, options, plan.workers);
      const places = batches.flatMap((batch) => batch.places);
      let scores: number[] = [];
      const differences = natives.map(() => Number.NaN);
      const contestants: Contestant[] = [
        {
          name: 'product',
          request: async () => {
            const answer = await worker.call('score', { pairs, ...options });
            scores = Object.values(answer.scores);
            return answer.cost.latencyMs;
          },
        },
      ];
      for (const [place, native] of natives.entries()) {
        await native.keep(
          number,
          batches.map(({ batch }) => batch),
        );
        contestants.push({
          name: place === 0 ? 'native, one session' : 'native, a session to a worker',
          request: async () => {
            const { ms, logits } = await native.run(number);
            // In the first round the product may take its turn last and have no scores yet.
            if (scores.length > 0) {
              differences[place] = largestDifference(
                places.map((at) => scores[at] ?? Number.NaN),
                logits,
              );
            }
            return ms;
          },
        });
      }
      const [own = [], one = [], several] = await takeTurns(contestants, rounds, (text) =>
        console.error(`${dtype}, ${shownPlan(plan)}, batch ${batchSize}: ${text}`),
      );
      rows.push([
        dtype,
        shownPlan(plan),
        String(batchSize),
        String(own.length),
        shownTimes(own),
        shownTimes(one),
        ...shownThroughputRatio(own, one),
        ...(several === undefined
          ? ['–', '–']
          : [shownTimes(several), shownThroughputRatio(own, several)[1]]),
        Math.max(...differences).toExponential(0),
      ]);
    }
    notes.push(`${dtype}, ${shownPlan(plan)}: onnxruntime-node ${natives[0]?.version}.`);
  } finally {
    for (const native of natives) native.end();
    await worker.end();
  }
}

try {
  for (const name of values.dtypes.split(',')) {
    const dtype = miniLmTwinDtypes.find((one) => one === name);
    if (dtype === undefined) throw new Error(`--dtypes takes ${miniLmTwinDtypes.join(', ')}; not ${name}.`);
    for (const plan of await plansOf(dtype)) await measure(dtype, plan);
  }
} finally {
  await benchmark.close();
}

console.log(
  `${pairs.length} documents of 5 to 300 words, MiniLM’s twin, ${runtime} build, ${benchmark.browser}, ${cpus().length} cores (${cpus()[0]?.model})\n`,
);
console.log(
  markdownTable(
    [
      'dtype',
      'threads × workers',
      'batch',
      'n',
      'product, ms a request',
      'native in one session, ms',
      'throughput product ÷ native (medians)',
      'product ÷ native (means, 95 %)',
      'native in as many sessions, ms',
      'product ÷ native so (means, 95 %)',
      'largest score difference',
    ],
    rows,
  ),
);
console.log(`\n${notes.join('\n')}`);
