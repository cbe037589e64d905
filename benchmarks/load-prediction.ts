/**
 * Compares the planner's predictions with live load tests: `npx tsx benchmarks/load-prediction.ts` (after
 * `npm run build`).
 *
 * The page runs load tests of the dynamic policy at 30, 70 and 95 % of the capacity that the first test
 * estimates, in turns. Each test times single passes, predicts its own schedule from them, and then runs it
 * live. The schedules of a rate are the same in every round except for their seed.
 *
 * Afterwards each schedule is simulated again with the times of its own live passes. What still differs then
 * is the simulation's error. The rest of the difference comes from passes that took longer or shorter live
 * than before.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Tokenizer } from '@huggingface/tokenizers';
import { chromium, type Page } from '@playwright/test';
import { canUseSandbox, requireBrowser } from '../scripts/browser.ts';
import { createStaticServer } from '../server/static-server.ts';
import type { LoadTestRecord } from '../src/core/document/load-test-record.ts';
import type { LaneRecord } from '../src/core/document/run-record.ts';
import { supportSearch } from '../src/core/input/sample-sets.ts';
import { PassTally } from '../src/core/rerank/pass-times.ts';
import type { Prediction } from '../src/core/serving/capacity.ts';
import { predictLoadTest } from '../src/core/serving/predict.ts';
import { rateOfCapacity, shareOfCapacity } from '../src/core/settings/load-test-plan.ts';
import type {} from '../src/page/app/page-api.ts';
import { median } from './median.ts';
import { markdownTable } from './support/markdown.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    shares: { type: 'string', default: '0.3,0.7,0.95' },
    /** A folder for the tests and their passes, to look at them afterwards. */
    records: { type: 'string' },
    /**
     * More settings of the page, as in its address. The texts are those of the sample set `support-search`.
     */
    query: { type: 'string', default: 'device=wasm&duration=30&maxBatch=8&maxWait=50&tailLatency=5' },
  },
});

const shares = values.shares.split(',').map(Number);
const rounds = Number(values.rounds);

const builtIn = join(import.meta.dirname, '..', 'public', 'models', 'builtin', 'coverage');
const read = (name: string) => JSON.parse(readFileSync(join(builtIn, name), 'utf8'));
const wordPiece = new Tokenizer(read('tokenizer.json'), read('tokenizer_config.json'));
const tokensOf = (text: string) => wordPiece.encode(text, { add_special_tokens: false }).ids.length;
const maxLength = 512;
/**
 * The pairs' lengths in tokens for the built-in model and the twins of BERT, which add three special tokens.
 */
const lengths = supportSearch.documents.map((document) =>
  Math.min(maxLength, 3 + tokensOf(supportSearch.query) + tokensOf(document)),
);

interface Result {
  readonly test: LoadTestRecord;
  readonly passes: LaneRecord['passes'];
  /** Predicted from the times of the test's own passes. */
  readonly afterwards: Prediction | null;
}

/** Runs one load test on the page and returns that of the dynamic policy. */
async function loadTest(page: Page, settings: Readonly<Record<string, string>>): Promise<Result> {
  const { loadTests = [], lanes } = await page.evaluate(
    async (given) => {
      globalThis.rerankBench.configure(given);
      return globalThis.rerankBench.loadTest();
    },
    { policies: 'dynamic', ...settings },
  );
  const test = loadTests.at(-1);
  if (test === undefined || test.latencyMs === null) throw new Error('The load test gave no answers.');
  return { test, passes: lanes[0]?.passes, afterwards: foretoldAfterwards(test, lanes[0]) };
}

function foretoldAfterwards({ batches, plan, rule }: LoadTestRecord, lane: LaneRecord | undefined) {
  const tally = new PassTally(Number.POSITIVE_INFINITY);
  for (const [i, ms] of batches.ms.entries()) {
    tally.add({ pairs: batches.pairs[i] ?? 0, length: batches.length[i] ?? 0, ms });
  }
  const { tokenizeMsPerPair = 0, servers = 1 } = lane?.passes ?? {};
  return predictLoadTest({
    service: {
      passes: { samples: tally.samples(), tokenizeMsPerPair, servers },
      lengths,
      maxLength,
      paddingMultiple: 1,
    },
    plan,
    rule: { ...rule, maxWaitMs: rule.maxWaitMs ?? Number.POSITIVE_INFINITY },
  });
}

const place = requireBrowser();
const site = await createStaticServer({
  root: join(import.meta.dirname, '..', process.env.RERANK_BENCH_DIST ?? 'dist'),
});
const browser = await chromium.launch({
  executablePath: place.path,
  chromiumSandbox: canUseSandbox(place),
  args: ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'],
});

const results = new Map<number, Result[]>(shares.map((share) => [share, []]));
let capacity = 0;
try {
  const page = await browser.newPage();
  await page.goto(`${site.url}?sample=support-search&${values.query}`);
  await page.waitForFunction(() => 'rerankBench' in globalThis);
  await page.evaluate(() => globalThis.rerankBench.ready);
  // Without a rate the page takes a known share of the capacity that it estimates.
  const first = await loadTest(page, { rate: '', duration: '5' });
  capacity = first.test.plan.ratePerSecond / shareOfCapacity;
  const duration = new URLSearchParams(values.query).get('duration') ?? '20';
  for (let round = 1; round <= rounds; round++) {
    for (const share of shares) {
      const rate = rateOfCapacity((capacity * share) / shareOfCapacity);
      const result = await loadTest(page, { rate: String(rate), duration, seed: String(round) });
      results.get(share)?.push(result);
      if (values.records !== undefined) {
        mkdirSync(values.records, { recursive: true });
        writeFileSync(join(values.records, `${share}-${round}.json`), JSON.stringify(result));
      }
      console.error(`round ${round} of ${rounds}, ${share * 100} %: ${JSON.stringify(summary(result))}`);
    }
  }
} finally {
  await browser.close();
  await site.close();
}

function summary({ test, afterwards }: Result) {
  const { prediction, latencyMs, state, counts } = test;
  return {
    state,
    counts,
    p50: [prediction?.latencyMs.p50, latencyMs?.p50, afterwards?.latencyMs.p50],
    p95: [prediction?.latencyMs.p95, latencyMs?.p95, afterwards?.latencyMs.p95],
  };
}

type Foretold = (result: Pick<LoadTestRecord, 'answeredPerSecond' | 'latencyMs'>) => number;

const figures: readonly (readonly [string, Foretold, number])[] = [
  ['answers/s', ({ answeredPerSecond }) => answeredPerSecond, 2],
  ['P50, ms', ({ latencyMs }) => latencyMs?.p50 ?? Number.NaN, 0],
  ['P95, ms', ({ latencyMs }) => latencyMs?.p95 ?? Number.NaN, 0],
  ['P99, ms', ({ latencyMs }) => latencyMs?.p99 ?? Number.NaN, 0],
];

/** How many measured values are within what was predicted for four of five tests. */
function covered(name: string, all: readonly Result[]): string {
  const figure = name.startsWith('P50') ? 'p50' : name.startsWith('P95') ? 'p95' : null;
  if (figure === null) return '';
  const ranges = all.flatMap(({ test: { prediction, latencyMs } }) => {
    const range = prediction?.rangeMs?.[figure];
    const measured = latencyMs?.[figure];
    return range && measured != null ? [{ range, measured }] : [];
  });
  const inside = ranges.filter(({ range: [low, high], measured }) => low <= measured && measured <= high);
  const widths = ranges.map(({ range: [low, high] }) => high / low);
  return widths.length === 0 ? '' : `${inside.length} of ${ranges.length} (×${median(widths).toFixed(1)})`;
}

const shown = (list: readonly number[], decimals: number) =>
  `${median(list).toFixed(decimals)} (${Math.min(...list).toFixed(decimals)}–${Math.max(...list).toFixed(decimals)})`;

const rows = shares.flatMap((share) => {
  const all = results.get(share) ?? [];
  return figures.map(([name, of, digits]) => {
    const measured = all.map(({ test }) => of(test));
    const figure = (prediction: Prediction | null) => (prediction === null ? Number.NaN : of(prediction));
    const before = all.map(({ test }) => figure(test.prediction));
    const after = all.map(({ afterwards }) => figure(afterwards));
    const ratios = (foretold: readonly number[]) =>
      shown(
        foretold.map((value, i) => value / (measured[i] ?? Number.NaN)),
        3,
      );
    return [
      `${share * 100} %`,
      (all[0]?.test.plan.ratePerSecond ?? Number.NaN).toFixed(2),
      name,
      String(all.length),
      shown(before, digits),
      shown(measured, digits),
      ratios(before),
      covered(name, all),
      ratios(after),
    ];
  });
});

console.log(
  `${values.query}\nChromium ${browser.version()}, capacity as estimated: ${capacity.toFixed(2)} requests/s\n`,
);
console.log(
  markdownTable(
    [
      'load',
      'offered/s',
      'figure',
      'rounds',
      'predicted',
      'measured',
      'predicted ÷ measured',
      'within the predicted range (high ÷ low)',
      'the same, from the passes of the test itself',
    ],
    rows,
  ),
);
