/**
 * Measures the processor time of the main thread's tasks while the page opens: `npx tsx benchmarks/page-tasks.ts
 * [folder of a built page]…` (`dist` by default); with `--sweep`, from the press of Measure to 3 s after the sweep's
 * end; with `--tabs`, while each tab is pressed for the first time. Several pages take turns. Other programs on the machine lengthen a task and leave its processor time nearly
 * alone, so this tells causes apart where Lighthouse cannot.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
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

interface Tasks {
  readonly longestMs: number;
  readonly over50: number;
  readonly allMs: number;
  /**
   * What tasks after the beginning, which is the first paint or the press, take beyond 50 ms on a processor with a
   * quarter of the speed.
   */
  readonly blockedMs: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    turns: { type: 'string', default: '5' },
    sweep: { type: 'boolean', default: false },
    tabs: { type: 'boolean', default: false },
    /** The page's settings, as in its address. */
    query: { type: 'string', default: '' },
    /** Width and height of the window. */
    window: { type: 'string', default: '412x823' },
  },
});
const [width = 412, height = 823] = values.window.split('x').map(Number);
const place = requireBrowser();

async function measure(folder: string): Promise<Tasks> {
  const site = await createStaticServer({ root: resolve(folder) });
  const browser = await chromium.launch({
    executablePath: place.path,
    chromiumSandbox: canUseSandbox(place),
    args: ['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const page = await browser.newPage({ viewport: { width, height } });
    const open = async () => {
      await page.goto(`${site.url}?${values.query}`);
      await page.waitForFunction(() => 'rerankBench' in globalThis);
      await page.evaluate(() => rerankBench.ready);
    };
    if (!values.sweep && !values.tabs) {
      return tasksOf(await traced(page, open, 2000), 'firstContentfulPaint');
    }
    await open();
    // Long enough for what the page does at rest: loading its other parts.
    await page.waitForTimeout(4000);
    const presses = values.tabs
      ? page.getByRole('tab')
      : page.getByRole('button', { name: 'Measure this device' });
    const places = (await Promise.all((await presses.all()).map((one) => one.boundingBox()))).flatMap(
      (box) => box ?? [],
    );
    if (places.length === 0) throw new Error('There is nothing to press.');
    const press = ({ x, y, width, height }: (typeof places)[number]) =>
      page.mouse.click(x + width / 2, y + height / 2);
    // Before the trace begins, since what a tester runs in the page has tasks of its own there.
    await page.evaluate(() => {
      addEventListener('pointerdown', () => performance.mark('pressed'), { once: true, capture: true });
      const root = document.documentElement;
      const isDone = new Promise<void>((resolve) => {
        new MutationObserver(() => root.dataset.runState === 'done' && resolve()).observe(root, {
          attributes: true,
        });
      });
      Object.assign(globalThis, { isDone });
    });
    const work = async () => {
      for (const one of places) {
        await press(one);
        // Until the tab's view is drawn.
        if (values.tabs) await page.waitForTimeout(1500);
      }
      if (values.sweep)
        await page.evaluate(() => (globalThis as unknown as { isDone: Promise<void> }).isDone);
    };
    return tasksOf(await traced(page, work, 3000), 'pressed');
  } finally {
    await browser.close();
    await site.close();
  }
}

/** What the browser traces while something is done, and for a while after it. */
async function traced(page: Page, work: () => Promise<void>, afterMs: number): Promise<TraceEvent[]> {
  const devtools = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  devtools.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      includedCategories: [
        ...['toplevel', 'devtools.timeline', 'loading', 'blink.user_timing'],
        'disabled-by-default-v8.compile',
      ],
    },
  });
  await work();
  await page.waitForTimeout(afterMs);
  const isOver = new Promise((done) => devtools.once('Tracing.tracingComplete', done));
  await devtools.send('Tracing.end');
  await isOver;
  return events;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** @param beginning name of an event on the page's main thread */
function tasksOf(events: readonly TraceEvent[], beginning: string): Tasks {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const begin = events.find(({ name }) => name === beginning);
  if (begin === undefined) throw new Error(`The trace has no ${beginning}.`);
  const mine = events.filter((event) => event.ph === 'X' && threadOf(event) === threadOf(begin));
  // Where an error is made, V8 parses the functions around it again for a debugger alone, which Playwright is. React
  // makes some as it begins, which takes 50 ms that no visitor has.
  const ofDebugger = mine.filter(({ name }) => name === 'V8.CollectSourcePositions');
  const ofDebuggerMs = (ts: number, dur: number) =>
    sum(
      ofDebugger
        .filter((event) => event.ts >= ts && event.ts < ts + dur)
        .map((event) => (event.tdur ?? event.dur ?? 0) / 1000),
    );
  let end = 0;
  const tasks = mine
    .filter(({ name }) => name.endsWith('RunTask'))
    .sort((a, b) => a.ts - b.ts)
    .filter(({ ts, dur = 0 }) => {
      // A task within another counts with it.
      if (ts < end) return false;
      end = ts + dur;
      return true;
    })
    .map(({ ts, dur = 0, tdur = dur }) => ({
      isAfter: ts > begin.ts,
      ms: tdur / 1000 - ofDebuggerMs(ts, dur),
    }));
  return {
    longestMs: Math.max(...tasks.map(({ ms }) => ms)),
    over50: tasks.filter(({ ms }) => ms > 50).length,
    allMs: sum(tasks.map(({ ms }) => ms)),
    blockedMs: sum(tasks.map(({ isAfter, ms }) => (isAfter ? Math.max(0, 4 * ms - 50) : 0))),
  };
}

const pages = positionals.length > 0 ? positionals : ['dist'];
const turns = new Map<string, Tasks[]>(pages.map((folder) => [folder, []]));
for (let i = 0; i < Number(values.turns); i++) {
  for (const folder of pages) turns.get(folder)?.push(await measure(folder));
}
console.log(`${width}×${height}, medians of ${values.turns} turns (least to most), processor time in ms\n`);
console.log('| page | longest task | tasks over 50 ms | all tasks | blocked at a quarter of the speed |');
console.log('| --- | --- | --- | --- | --- |');
for (const [folder, measured] of turns) {
  const shown = (pick: (one: Tasks) => number) => {
    const all = measured.map(pick);
    const [least, middle, most] = [Math.min(...all), median(all), Math.max(...all)].map(Math.round);
    return `${middle} (${least}–${most})`;
  };
  const cells = [shown((one) => one.longestMs), shown((one) => one.over50)];
  console.log(
    `| ${[folder, ...cells, shown((one) => one.allMs), shown((one) => one.blockedMs)].join(' | ')} |`,
  );
}
