/**
 * Measures how the page responds while it measures: `npx tsx benchmarks/page-responsiveness.ts` (after `npm
 * run build`).
 *
 * Each turn uses a new browser profile, so that nothing is cached. It opens the page and presses Run. The
 * page itself notes when the first point of the warm-up and of the samples appears on the chart, and every
 * task of the main thread that takes over 50 ms until the sweep is done.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { canUseSandbox, requireBrowser } from '../scripts/browser.ts';
import { createStaticServer } from '../server/static-server.ts';
import type {} from '../src/page/app/page-api.ts';
import { median } from './median.ts';
import type {} from './support/observed-page.ts';

interface SweepTurn {
  readonly firstWarmUpPointMs: number;
  readonly firstSampledPointMs: number;
  readonly sweepMs: number;
  readonly longTasks: readonly number[];
}

const { values } = parseArgs({
  options: { turns: { type: 'string', default: '5' }, query: { type: 'string', default: 'repetitions=10' } },
});

const browserPlace = requireBrowser();
const site = await createStaticServer({
  root: join(import.meta.dirname, '..', process.env.RERANK_BENCH_DIST ?? 'dist'),
});
const turns: SweepTurn[] = [];
try {
  for (let i = 0; i < Number(values.turns); i++) {
    const browser = await chromium.launch({
      executablePath: browserPlace.path,
      chromiumSandbox: canUseSandbox(browserPlace),
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
      ],
    });
    turns.push(await measure(browser));
    await browser.close();
  }
} finally {
  await site.close();
}

async function measure(browser: Browser): Promise<SweepTurn> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript({ path: join(import.meta.dirname, 'page-observer.js') });
  await page.goto(`${site.url}?${values.query}`);
  await page.waitForFunction(() => 'rerankBench' in globalThis);
  await page.evaluate(() => globalThis.rerankBench.ready);
  await page.getByRole('button', { name: /^Run/ }).click();
  await page.waitForFunction(() => document.documentElement.dataset.runState === 'done', undefined, {
    timeout: 300_000,
  });
  const { times, longTasks } = await page.evaluate(() => globalThis.pageObserver);
  const since = (name: string) => (times[name] ?? Number.NaN) - (times.pressed ?? Number.NaN);
  return {
    firstWarmUpPointMs: since('warmUpPoint'),
    firstSampledPointMs: since('sampledPoint'),
    sweepMs: since('done'),
    longTasks,
  };
}

const row = (name: string, pick: (turn: SweepTurn) => number) => {
  const all = turns.map(pick);
  const shown = (value: number) => value.toFixed(0);
  return `| ${name} | ${shown(Math.min(...all))} | ${shown(median(all))} | ${shown(Math.max(...all))} |`;
};

console.log(`${turns.length} turns, ?${values.query}\n`);
console.log('| | min | median | max |\n| --- | --- | --- | --- |');
console.log(row('Run pressed → first point of the warm-up, ms', (turn) => turn.firstWarmUpPointMs));
console.log(row('Run pressed → first sampled point, ms', (turn) => turn.firstSampledPointMs));
console.log(row('Run pressed → done, ms', (turn) => turn.sweepMs));
console.log(row('main-thread tasks over 50 ms', (turn) => turn.longTasks.length));
console.log(
  row('longest main-thread task over 50 ms, ms (0: none)', (turn) => Math.max(0, ...turn.longTasks)),
);
