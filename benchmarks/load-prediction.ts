/**
 * The planner against reality: `npx tsx benchmarks/load-prediction.ts` (after `npm run build`).
 *
 * In the page itself, load tests of the dynamic rule at 30, 70 and 95 % of the capacity that the first one estimates, in turns. Each test times single
 * passes, foretells its own schedule from them, and then runs it live; the schedules of a rate are the same in every round but for their seed.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { canUseSandbox, requireBrowser } from '../scripts/browser.ts';
import { createStaticServer } from '../server/static-server.ts';
import type { LoadTestRecord } from '../src/core/record/load-test-record.ts';
import { rateOfCapacity, shareOfCapacity } from '../src/core/settings/load-test-plan.ts';
import type {} from '../src/page/app/page-api.ts';
import { median } from './median.ts';
import { markdownTable } from './support/markdown.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    shares: { type: 'string', default: '0.3,0.7,0.95' },
    /** More settings of the page, as in its address. */
    query: {
      type: 'string',
      default:
        'model=twin:ms-marco-MiniLM-L-6-v2&dtype=q8&device=wasm&sample=support-search&duration=30&maxWait=50',
    },
  },
});

const shares = values.shares.split(',').map(Number);
const rounds = Number(values.rounds);

/** The dynamic rule's test of one run of the page. */
async function loadTest(page: Page, settings: Readonly<Record<string, string>>): Promise<LoadTestRecord> {
  const { loadTests = [] } = await page.evaluate(
    async (given) => {
      globalThis.rerankBench.configure(given);
      return globalThis.rerankBench.loadTest();
    },
    { policies: 'dynamic', ...settings },
  );
  const test = loadTests.at(-1);
  if (test === undefined || test.latencyMs === null) throw new Error('The load test gave no answers.');
  return test;
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

const tests = new Map<number, LoadTestRecord[]>(shares.map((share) => [share, []]));
let capacity = 0;
try {
  const page = await browser.newPage();
  await page.goto(`${site.url}?${values.query}`);
  await page.waitForFunction(() => 'rerankBench' in globalThis);
  await page.evaluate(() => globalThis.rerankBench.ready);
  // The page's own rate is a known share of the capacity that it estimates.
  const first = await loadTest(page, { rate: '', duration: '5' });
  capacity = first.plan.ratePerSecond / shareOfCapacity;
  const duration = new URLSearchParams(values.query).get('duration') ?? '20';
  for (let round = 1; round <= rounds; round++) {
    for (const share of shares) {
      const rate = rateOfCapacity((capacity * share) / shareOfCapacity);
      const test = await loadTest(page, { rate: String(rate), duration, seed: String(round) });
      tests.get(share)?.push(test);
      console.error(`round ${round} of ${rounds}, ${share * 100} %: ${JSON.stringify(summary(test))}`);
    }
  }
} finally {
  await browser.close();
  await site.close();
}

function summary({ prediction, latencyMs, answeredPerSecond, state, counts }: LoadTestRecord) {
  return {
    state,
    counts,
    answeredPerSecond: [prediction?.answeredPerSecond, answeredPerSecond],
    p50: [prediction?.latencyMs.p50, latencyMs?.p50],
    p95: [prediction?.latencyMs.p95, latencyMs?.p95],
    p99: [prediction?.latencyMs.p99, latencyMs?.p99],
  };
}

type Figure = (result: Pick<LoadTestRecord, 'answeredPerSecond' | 'latencyMs'>) => number;

const figures: readonly (readonly [string, Figure, number])[] = [
  ['answers/s', ({ answeredPerSecond }) => answeredPerSecond, 2],
  ['P50, ms', ({ latencyMs }) => latencyMs?.p50 ?? Number.NaN, 0],
  ['P95, ms', ({ latencyMs }) => latencyMs?.p95 ?? Number.NaN, 0],
  ['P99, ms', ({ latencyMs }) => latencyMs?.p99 ?? Number.NaN, 0],
];

const rows = shares.flatMap((share) => {
  const all = tests.get(share) ?? [];
  return figures.map(([name, of, digits]) => {
    const measured = all.map((test) => of(test));
    const foretold = all.map(({ prediction }) => (prediction === null ? Number.NaN : of(prediction)));
    const ratios = foretold.map((value, i) => value / (measured[i] ?? Number.NaN));
    const shown = (list: readonly number[], decimals: number) =>
      `${median(list).toFixed(decimals)} (${Math.min(...list).toFixed(decimals)}–${Math.max(...list).toFixed(decimals)})`;
    return [
      `${share * 100} %`,
      (all[0]?.plan.ratePerSecond ?? Number.NaN).toFixed(2),
      name,
      String(all.length),
      shown(foretold, digits),
      shown(measured, digits),
      shown(ratios, 3),
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
      'predicted ÷ measured, median (range)',
    ],
    rows,
  ),
);
