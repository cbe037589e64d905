/**
 * Measures how the page responds, and whether anything moves: `npx tsx benchmarks/page-responsiveness.ts` (after
 * `npm run build`).
 *
 * Each turn uses a new browser profile, so that nothing is cached. It opens the page, rests, presses Measure, and
 * rests again once the sweep is done. The page itself notes when the first point of the warm-up and of the
 * samples appears on the chart, every task of the main thread that takes over 50 ms, and every shift of the
 * layout that no visitor caused.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { canUseSandbox, requireBrowser } from '../scripts/browser.ts';
import { createStaticServer } from '../server/static-server.ts';
import type {} from '../src/page/app/page-api.ts';
import { median } from './median.ts';
import type { Observed, PagePhase } from './support/observed-page.ts';

interface SweepTurn {
  readonly firstWarmUpPointMs: number;
  readonly firstSampledPointMs: number;
  readonly sweepMs: number;
  readonly observed: Pick<Observed, 'longTasks' | 'shifts'>;
}

const { values } = parseArgs({
  options: {
    turns: { type: 'string', default: '5' },
    query: { type: 'string', default: 'repetitions=10' },
    /** Width and height of the window. */
    window: { type: 'string', default: '1440x900' },
  },
});

const [width = 1440, height = 900] = values.window.split('x').map(Number);
/** Long enough for what the page does at rest: loading its other parts. */
const restMs = 4000;

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
  const page = await browser.newPage({ viewport: { width, height } });
  await page.addInitScript({ path: join(import.meta.dirname, 'page-observer.js') });
  await page.goto(`${site.url}?${values.query}`);
  await page.waitForFunction(() => 'rerankBench' in globalThis);
  await page.evaluate(() => globalThis.rerankBench.ready);
  await page.waitForTimeout(restMs);
  await page.getByRole('button', { name: 'Measure this device' }).click();
  await page.waitForFunction(() => document.documentElement.dataset.runState === 'done', undefined, {
    timeout: 300_000,
  });
  await page.waitForTimeout(restMs);
  const { times, longTasks, shifts } = await page.evaluate(() => globalThis.pageObserver);
  const since = (name: string) => (times[name] ?? Number.NaN) - (times.pressed ?? Number.NaN);
  return {
    firstWarmUpPointMs: since('warmUpPoint'),
    firstSampledPointMs: since('sampledPoint'),
    sweepMs: since('done'),
    observed: { longTasks, shifts },
  };
}

const row = (name: string, pick: (turn: SweepTurn) => number, digits = 0) => {
  const all = turns.map(pick);
  const shown = (value: number) => value.toFixed(digits);
  return `| ${name} | ${shown(Math.min(...all))} | ${shown(median(all))} | ${shown(Math.max(...all))} |`;
};

console.log(`${turns.length} turns, ?${values.query}, ${width}×${height}\n`);
console.log('| | min | median | max |\n| --- | --- | --- | --- |');
console.log(row('Measure pressed → first point of the warm-up, ms', (turn) => turn.firstWarmUpPointMs));
console.log(row('Measure pressed → first sampled point, ms', (turn) => turn.firstSampledPointMs));
console.log(row('Measure pressed → done, ms', (turn) => turn.sweepMs));

const phases: Record<PagePhase, string> = { opening: 'opening', run: 'during the sweep', end: 'after it' };
for (const phase of ['opening', 'run', 'end'] as const) {
  const tasks = ({ observed }: SweepTurn) => observed.longTasks.filter((task) => task.phase === phase);
  const shifts = ({ observed }: SweepTurn) => observed.shifts.filter((shift) => shift.phase === phase);
  const name = phases[phase];
  console.log(row(`${name}: main-thread tasks over 50 ms`, (turn) => tasks(turn).length));
  console.log(
    row(`${name}: longest of them, ms (0: none)`, (turn) => Math.max(0, ...tasks(turn).map(({ ms }) => ms))),
  );
  console.log(
    row(`${name}: layout shift`, (turn) => shifts(turn).reduce((sum, { value }) => sum + value, 0), 4),
  );
}

const moved = new Map<string, number>();
for (const { observed } of turns) {
  for (const { phase, value, moved: names } of observed.shifts) {
    const key = `${phase}: ${[...new Set(names)].join(', ')}`;
    moved.set(key, (moved.get(key) ?? 0) + value / turns.length);
  }
}
if (moved.size > 0) console.log('\nWhat moved, and its mean shift in a turn:');
for (const [key, value] of [...moved].sort(([, one], [, other]) => other - one)) {
  console.log(`${value.toFixed(4)} ${key}`);
}
