/**
 * Compares the product with transformers.js at its default settings: `npx tsx
 * benchmarks/against-transformers.ts`.
 *
 * Both score the same documents of mixed length with the same model files on WASM. Each has its own worker,
 * and they take turns request by request. transformers.js uses its default runtime build (asyncify), threads
 * and dtype (q8, and fp32 for comparison), takes documents in the input's order, and uses batch 8. The
 * product chooses its own settings: build jspi, threads × workers by its calibration, batch size by its
 * sweep, sorted by length. The rows in between change one setting at a time, which shows where the difference
 * comes from.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { ThreadPlan } from '../src/core/bench/calibration-candidates.ts';
import { largestDifference } from '../src/core/rerank/score-check.ts';
import { kendallTau } from '../src/core/stats/kendall.ts';
import { median } from './median.ts';
import {
  type MiniLmTwinDtype,
  miniLmTwinDtypes,
  miniLmTwinRepository,
  writeMiniLmTwin,
} from './models/minilm-twin.ts';
import { openBenchmark } from './support/benchmark-page.ts';
import { shownSweep, sweepBatchSizes } from './support/best-batch-size.ts';
import { markdownTable } from './support/markdown.ts';
import { mixedDocuments, mixedQuery } from './support/mixed-documents.ts';
import { startPlain } from './support/plain-worker.ts';
import { productLadder, type Rung } from './support/product-ladder.ts';
import { ProductSessions } from './support/product-sessions.ts';
import { calibrate, shownCalibration, shownPlan } from './support/product-worker.ts';
import { type Contestant, shownThroughputRatio, shownTimes, takeTurns } from './support/turns.ts';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '5' },
    dtypes: { type: 'string', default: 'q8,fp32' },
    /** Give both, or neither to have them calibrated. */
    threads: { type: 'string' },
    workers: { type: 'string' },
    'batch-sizes': { type: 'string', default: '1,2,4,8' },
    /** The number of documents in the sweep of batch sizes, and the samples of each size. */
    'sweep-documents': { type: 'string', default: '50' },
    'sweep-repetitions': { type: 'string', default: '3' },
  },
});

const rounds = Number(values.rounds);
const maxLength = 512;
const rivalBatch = 8;
const documents = mixedDocuments(Number(values.documents));
const pairs = documents.map((document) => ({ query: mixedQuery, document }));
const sweepPairs = pairs.slice(0, Number(values['sweep-documents']));
const batchSizes = values['batch-sizes'].split(',').map(Number);

/** Two programs that compute in fp32 and differ by more than this do not compute the same scores. */
const fp32Tolerance = 1e-3;

const benchmark = await openBenchmark([], writeMiniLmTwin);
const { page, host } = benchmark;

const requestOf = (dtype: MiniLmTwinDtype) =>
  ({
    model: { source: 'hub', repository: miniLmTwinRepository },
    device: 'wasm',
    dtype,
    host,
    layers: null,
  }) as const;

async function threadPlan(dtype: MiniLmTwinDtype): Promise<ThreadPlan> {
  const { threads, workers } = values;
  if (threads !== undefined && workers !== undefined) {
    return { threads: Number(threads), workers: Number(workers) };
  }
  const found = await calibrate(page, {
    request: { ...requestOf(dtype), runtime: 'jspi' },
    pairs,
    seed: 1,
    maxLength,
  });
  notes.push(`${dtype}. ${shownCalibration(found)}`);
  return found.chosen;
}

async function ladderOf(dtype: MiniLmTwinDtype, sessions: ProductSessions): Promise<Rung[]> {
  const plan = await threadPlan(dtype);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  const bestOf = async (tried: ThreadPlan): Promise<number> => {
    const { worker } = await sessions.get({ runtime: 'jspi', ...tried });
    const { best, all } = await sweepBatchSizes(worker, {
      pairs: sweepPairs,
      batchSizes,
      maxLength,
      repetitions: Number(values['sweep-repetitions']),
    });
    notes.push(`${dtype}, ${shownPlan(tried)}. Pairs/s by batch size: ${shownSweep(all)}; best ${best}.`);
    return best;
  };
  const single = { threads: cores, workers: 1 };
  const bestOfSingle = await bestOf(single);
  const isSingle = shownPlan(plan) === shownPlan(single);
  return productLadder(cores, plan, rivalBatch, {
    single: bestOfSingle,
    chosen: isSingle ? bestOfSingle : await bestOf(plan),
  });
}

async function measure(dtype: MiniLmTwinDtype): Promise<string[][]> {
  const sessions = new ProductSessions(page, requestOf(dtype));
  const ladder = await ladderOf(dtype, sessions);
  const rival = await startPlain(page);
  const plain = await rival.call('load', {
    host,
    repository: miniLmTwinRepository,
    // q8 is its default.
    dtype: dtype === 'q8' ? null : dtype,
  });
  const scores: (readonly number[])[] = [];
  const rows: { name: string; build: string; plan: string; order: string; batchSize: number }[] = [
    {
      name: 'transformers.js',
      build: 'asyncify',
      plan: `${plain.threads} × 1`,
      order: 'input',
      batchSize: rivalBatch,
    },
  ];
  const contestants: Contestant[] = [
    {
      name: 'transformers.js',
      request: async () => {
        const answer = await rival.call('score', { query: mixedQuery, documents, batchSize: rivalBatch });
        scores[0] = answer.scores;
        return answer.latencyMs;
      },
    },
  ];
  for (const { name, order, batchSize, session } of ladder) {
    const { worker, threads } = await sessions.get(session);
    const place = contestants.length;
    rows.push({ name, build: session.runtime, plan: `${threads} × ${session.workers}`, order, batchSize });
    contestants.push({
      name,
      request: async () => {
        const options = { batchSize, tokenBudget: null, maxLength, order, paddingMultiple: 1 };
        const answer = await worker.call('score', { pairs, ...options });
        scores[place] = Object.values(answer.scores);
        return answer.cost.latencyMs;
      },
    });
  }
  const times = await takeTurns(contestants, rounds, (text) => console.error(`${dtype}: ${text}`));
  await rival.end();
  await sessions.end();

  const [rivalTimes = [], rivalScores = []] = [times[0], scores[0]];
  return rows.map(({ name, build, plan, order, batchSize }, place) => {
    const [ms = [], own = []] = [times[place], scores[place]];
    const difference = largestDifference(rivalScores, own);
    if (dtype === 'fp32' && !(difference <= fp32Tolerance)) {
      console.error(`${name} scores otherwise than transformers.js, by ${difference}.`);
      process.exitCode = 1;
    }
    return [
      dtype,
      name,
      build,
      plan,
      order,
      String(batchSize),
      String(ms.length),
      shownTimes(ms),
      ((1000 * documents.length) / median(ms)).toFixed(2),
      ...shownThroughputRatio(ms, rivalTimes),
      difference.toExponential(0),
      kendallTau(rivalScores, own).toFixed(3),
    ];
  });
}

const notes: string[] = [];
const rows: string[][] = [];
try {
  for (const dtype of values.dtypes.split(',')) {
    const known = miniLmTwinDtypes.find((one) => one === dtype);
    if (known === undefined) throw new Error(`--dtypes takes ${miniLmTwinDtypes.join(', ')}; not ${dtype}.`);
    rows.push(...(await measure(known)));
  }
} finally {
  await benchmark.close();
}

console.log(
  `${documents.length} documents of 5 to 300 words, MiniLM’s twin, WASM, ${benchmark.browser}, ${cpus().length} cores (${cpus()[0]?.model})\n`,
);
console.log(
  markdownTable(
    [
      'dtype',
      'program',
      'build',
      'threads × workers',
      'order',
      'batch',
      'n',
      'median (range), ms a request',
      'pairs/s',
      '× as fast (medians)',
      '× as fast (means, 95 %)',
      'largest score difference',
      'Kendall’s τ of the ranking',
    ],
    rows,
  ),
);
console.log(`\n${notes.join('\n')}`);
