/**
 * The product against transformers.js as it comes: `npx tsx benchmarks/against-transformers.ts`.
 *
 * Both score the same documents of mixed length with the same model files on WASM, each in a worker of its own, request by request in turns.
 * transformers.js has its default runtime build (asyncify), threads and dtype (q8; fp32 beside it), documents in the input's order, batch 8.
 * The product has what it finds by itself: build jspi, threads × workers by its calibration, batch size by its sweep, sorted by length. The
 * rows between change one thing at a time, so that one sees where the difference comes from.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { ThreadPlan } from '../src/core/bench/calibration-candidates.ts';
import type { BatchOrder } from '../src/core/rerank/devices.ts';
import type { RuntimeBuild } from '../src/core/rerank/runtime-build.ts';
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
import {
  calibrate,
  type ProductWorker,
  shownCalibration,
  shownPlan,
  startProduct,
} from './support/product-worker.ts';
import { type Contestant, shownThroughputRatio, shownTimes, takeTurns } from './support/turns.ts';

const { values } = parseArgs({
  options: {
    documents: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '5' },
    dtypes: { type: 'string', default: 'q8,fp32' },
    /** Both, or what is not said is calibrated. */
    threads: { type: 'string' },
    workers: { type: 'string' },
    'batch-sizes': { type: 'string', default: '1,2,4,8' },
    /** Documents of the sweep of batch sizes and samples of each size. */
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

interface Session {
  readonly runtime: RuntimeBuild;
  /** `null` as the runtime chooses. */
  readonly threads: number | null;
  readonly workers: number;
}

/** By more than this two programs that compute in fp32 do not score the same. */
const fp32Tolerance = 1e-3;

interface Variant extends Session {
  readonly name: string;
  readonly order: BatchOrder;
  readonly batchSize: number;
}

const benchmark = await openBenchmark([], writeMiniLmTwin);
const { page, host } = benchmark;

/** The product's sessions of a dtype; rows that share one share its worker. */
function sessionsOf(dtype: MiniLmTwinDtype) {
  const held = new Map<string, Promise<{ worker: ProductWorker; threads: number }>>();
  const load = async (session: Session) => {
    const worker = await startProduct(page);
    const { threads } = await worker.call('load', { ...requestOf(dtype), ...session });
    return { worker, threads };
  };
  return {
    get({ runtime, threads, workers }: Session) {
      const key = `${runtime} ${threads} ${workers}`;
      const known = held.get(key) ?? load({ runtime, threads, workers });
      held.set(key, known);
      return known;
    },
    async end() {
      for (const session of held.values()) await (await session).worker.end();
    },
  };
}

const requestOf = (dtype: MiniLmTwinDtype) =>
  ({
    model: { source: 'hub', repository: miniLmTwinRepository },
    device: 'wasm',
    dtype,
    host,
    runtime: 'jspi',
    layers: null,
  }) as const;

async function threadPlan(dtype: MiniLmTwinDtype): Promise<ThreadPlan> {
  const { threads, workers } = values;
  if (threads !== undefined && workers !== undefined) {
    return { threads: Number(threads), workers: Number(workers) };
  }
  const found = await calibrate(page, {
    request: requestOf(dtype),
    pairs,
    seed: 1,
    maxLength,
    paddingMultiple: 1,
  });
  notes.push(`${dtype}. ${shownCalibration(found)}`);
  return found.chosen;
}

/** What the rows change, one thing after another; rows that change nothing are left out. */
async function variantsOf(
  dtype: MiniLmTwinDtype,
  sessions: ReturnType<typeof sessionsOf>,
): Promise<Variant[]> {
  const plan = await threadPlan(dtype);
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  const single = { runtime: 'jspi', threads: cores, workers: 1 } as const;
  const chosen = { runtime: 'jspi', ...plan } as const;
  const bestOf = async (session: Session & ThreadPlan): Promise<number> => {
    const { worker } = await sessions.get(session);
    const { best, all } = await sweepBatchSizes(worker, {
      pairs: sweepPairs,
      batchSizes,
      maxLength,
      repetitions: Number(values['sweep-repetitions']),
    });
    notes.push(`${dtype}, ${shownPlan(session)}. Pairs/s by batch size: ${shownSweep(all)}; best ${best}.`);
    return best;
  };
  const singleBest = await bestOf(single);
  const chosenBest = plan.workers === 1 && plan.threads === cores ? singleBest : await bestOf(chosen);
  const own: Session = { runtime: 'asyncify', threads: null, workers: 1 };
  const all: Variant[] = [
    { name: 'product, set as the above', ...own, order: 'input', batchSize: rivalBatch },
    { name: '+ build jspi', ...own, runtime: 'jspi', order: 'input', batchSize: rivalBatch },
    { name: '+ a thread for each core', ...single, order: 'input', batchSize: rivalBatch },
    { name: '+ sorted by length', ...single, order: 'length', batchSize: rivalBatch },
    { name: '+ best batch size', ...single, order: 'length', batchSize: singleBest },
    { name: '**product by itself** (calibrated)', ...chosen, order: 'length', batchSize: chosenBest },
  ];
  const settings = ({ name: _, ...rest }: Variant) => JSON.stringify(rest);
  return all.filter((one, place) => !all.slice(place + 1).some((later) => settings(later) === settings(one)));
}

async function measure(dtype: MiniLmTwinDtype): Promise<string[][]> {
  const sessions = sessionsOf(dtype);
  const variants = await variantsOf(dtype, sessions);
  const rival = await startPlain(page);
  const plain = await rival.call('load', {
    host,
    repository: miniLmTwinRepository,
    // q8 is what it takes by itself.
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
  for (const { name, order, batchSize, ...session } of variants) {
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
