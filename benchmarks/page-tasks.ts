/**
 * Measures the processor time of the main thread's tasks while the page opens: `npx tsx benchmarks/page-tasks.ts
 * [folder of a built page]…` (`dist` by default). Several pages take turns. Other programs on the machine lengthen a
 * task and leave its processor time nearly alone, so this tells causes apart where Lighthouse cannot.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { canUseSandbox, requireBrowser } from '../scripts/browser.ts';
import { createStaticServer } from '../server/static-server.ts';
import type {} from '../src/page/app/page-api.ts';
import { median } from './median.ts';

/** An event of Chromium's trace: https://chromium.googlesource.com/catapult (Trace Event Format). Times in µs. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Processor time. */
  readonly tdur?: number;
}

interface Opening {
  readonly longestMs: number;
  readonly over50: number;
  readonly allMs: number;
  /** What tasks after the first paint take beyond 50 ms on a processor with a quarter of the speed. */
  readonly blockedMs: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    turns: { type: 'string', default: '5' },
    /** Width and height of the window. */
    window: { type: 'string', default: '412x823' },
  },
});
const [width = 412, height = 823] = values.window.split('x').map(Number);
const place = requireBrowser();

async function open(folder: string): Promise<Opening> {
  const site = await createStaticServer({ root: resolve(folder) });
  const browser = await chromium.launch({
    executablePath: place.path,
    chromiumSandbox: canUseSandbox(place),
    args: ['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const page = await browser.newPage({ viewport: { width, height } });
    const devtools = await page.context().newCDPSession(page);
    const events: TraceEvent[] = [];
    devtools.on('Tracing.dataCollected', ({ value }) => {
      events.push(...(value as unknown as TraceEvent[]));
    });
    await devtools.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories: ['toplevel', 'devtools.timeline', 'loading'] },
    });
    await page.goto(site.url);
    await page.waitForFunction(() => 'rerankBench' in globalThis);
    await page.evaluate(() => rerankBench.ready);
    await page.waitForTimeout(2000);
    const isOver = new Promise((done) => devtools.once('Tracing.tracingComplete', done));
    await devtools.send('Tracing.end');
    await isOver;
    return openingOf(events);
  } finally {
    await browser.close();
    await site.close();
  }
}

function openingOf(events: readonly TraceEvent[]): Opening {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const paint = events.find(({ name }) => name === 'firstContentfulPaint');
  if (paint === undefined) throw new Error('The trace has no first paint.');
  let end = 0;
  const tasks = events
    .filter(
      (event) => event.ph === 'X' && event.name.endsWith('RunTask') && threadOf(event) === threadOf(paint),
    )
    .sort((a, b) => a.ts - b.ts)
    .filter(({ ts, dur = 0 }) => {
      // A task within another counts with it.
      if (ts < end) return false;
      end = ts + dur;
      return true;
    })
    .map(({ ts, dur = 0, tdur = dur }) => ({ isAfterPaint: ts > paint.ts, ms: tdur / 1000 }));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  return {
    longestMs: Math.max(...tasks.map(({ ms }) => ms)),
    over50: tasks.filter(({ ms }) => ms > 50).length,
    allMs: sum(tasks.map(({ ms }) => ms)),
    blockedMs: sum(tasks.map(({ isAfterPaint, ms }) => (isAfterPaint ? Math.max(0, 4 * ms - 50) : 0))),
  };
}

const pages = positionals.length > 0 ? positionals : ['dist'];
const turns = new Map<string, Opening[]>(pages.map((folder) => [folder, []]));
for (let i = 0; i < Number(values.turns); i++) {
  for (const folder of pages) turns.get(folder)?.push(await open(folder));
}
console.log(`${width}×${height}, medians of ${values.turns} turns (least to most), processor time in ms\n`);
console.log('| page | longest task | tasks over 50 ms | all tasks | blocked at a quarter of the speed |');
console.log('| --- | --- | --- | --- | --- |');
for (const [folder, openings] of turns) {
  const shown = (pick: (opening: Opening) => number) => {
    const all = openings.map(pick);
    const [least, middle, most] = [Math.min(...all), median(all), Math.max(...all)].map(Math.round);
    return `${middle} (${least}–${most})`;
  };
  const cells = [shown((one) => one.longestMs), shown((one) => one.over50)];
  console.log(
    `| ${[folder, ...cells, shown((one) => one.allMs), shown((one) => one.blockedMs)].join(' | ')} |`,
  );
}
