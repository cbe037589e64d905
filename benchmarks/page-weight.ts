/**
 * Measures how much the page weighs and how soon it can be used: `npx tsx benchmarks/page-weight.ts` (after
 * `npm run build`).
 *
 * Each turn uses a new browser profile on disk: nothing is cached at first, and files are kept as in a
 * visitor's browser. It opens the page and presses Run as soon as the page can be used. Requests to the
 * server are counted while the page opens, and from Run to the first sampled point. The bytes are those of
 * the built files, plain and compressed, since hosts differ in what they compress. The page notes its times itself.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BrowserContext, chromium } from '@playwright/test';
import { canUseSandbox, requireBrowser } from '../scripts/browser.ts';
import { createStaticServer } from '../server/static-server.ts';
import type {} from '../src/page/app/page-api.ts';
import { median } from './median.ts';
import { startCountingServer } from './support/counting-server.ts';
import { kindOf, kinds, pathsOf, Scales, together, type Weight } from './support/file-weight.ts';
import { markdownTable } from './support/markdown.ts';
import type {} from './support/observed-page.ts';

declare global {
  var pageOpening: { readonly paint?: number; readonly api?: number; readonly usable?: number };
}

const { values } = parseArgs({
  options: {
    turns: { type: 'string', default: '5' },
    /**
     * Settings in the page's address that are measured one after another. With `workers` or `threads` set
     * nothing is calibrated.
     */
    settings: {
      type: 'string',
      default: 'runtime=auto runtime=auto&workers=1 runtime=plain&workers=1 runtime=asyncify&workers=1',
    },
    'brotli-quality': { type: 'string', default: '11' },
  },
});

interface WeightTurn {
  readonly opened: readonly string[];
  readonly ran: readonly string[];
  readonly paintMs: number;
  readonly usableMs: number;
  readonly warmUpPointMs: number;
  readonly sampledPointMs: number;
}

const root = join(import.meta.dirname, '..', process.env.RERANK_BENCH_DIST ?? 'dist');
const browserPlace = requireBrowser();
const site = await createStaticServer({ root });
const counted = await startCountingServer(site.url);
const scales = new Scales(root, Number(values['brotli-quality']));

async function measure(browser: BrowserContext, settings: string): Promise<WeightTurn> {
  const page = await browser.newPage();
  for (const name of ['page-opening.js', 'page-observer.js']) {
    await page.addInitScript({ path: join(import.meta.dirname, name) });
  }
  counted.take();
  await page.goto(`${counted.url}?${settings}&repetitions=1`);
  await page.waitForFunction(() => globalThis.pageOpening.usable !== undefined);
  // Requests still under way, such as fonts, belong to the opening.
  await page.waitForLoadState('networkidle');
  const opening = await page.evaluate(() => globalThis.pageOpening);
  const opened = counted.take();
  await page.getByRole('button', { name: 'Measure this device' }).click();
  await page.waitForFunction(() => globalThis.pageObserver.times.sampledPoint !== undefined, undefined, {
    timeout: 300_000,
  });
  const { times } = await page.evaluate(() => globalThis.pageObserver);
  const since = (name: string) => (times[name] ?? Number.NaN) - (times.pressed ?? Number.NaN);
  const paths = (requests: typeof opened) =>
    requests.flatMap(({ path, status }) => (status === 200 || status === 206 ? [path] : []));
  return {
    opened: paths(opened),
    ran: paths(counted.take()),
    paintMs: opening.paint ?? Number.NaN,
    usableMs: opening.usable ?? Number.NaN,
    warmUpPointMs: since('warmUpPoint'),
    sampledPointMs: since('sampledPoint'),
  };
}

async function turnsOf(settings: string): Promise<WeightTurn[]> {
  const turns: WeightTurn[] = [];
  for (let turn = 1; turn <= Number(values.turns); turn++) {
    const profile = await mkdtemp(join(tmpdir(), 'rerank-bench-profile-'));
    const browser = await chromium.launchPersistentContext(profile, {
      executablePath: browserPlace.path,
      chromiumSandbox: canUseSandbox(browserPlace),
      viewport: { width: 1440, height: 900 },
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-quic',
      ],
    });
    try {
      turns.push(await measure(browser, settings));
    } finally {
      await browser.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
    console.error(`?${settings}: turn ${turn} of ${values.turns}`);
  }
  return turns;
}

const kilobytes = (bytes: number) => Math.round(bytes / 1000).toLocaleString('en');
const weightCells = ({ files, rawBytes, gzipBytes, brotliBytes }: Weight) => [
  String(files),
  ...[rawBytes, gzipBytes, brotliBytes].map(kilobytes),
];
const weigh = async (paths: readonly string[]) =>
  together(await Promise.all(paths.map((p) => scales.weigh(p))));
const weightHead = ['files', 'kB as they are', 'kB gzip', `kB brotli (${values['brotli-quality']})`];

async function weightRows(name: string, paths: readonly string[]): Promise<string[][]> {
  const rows: string[][] = [];
  for (const kind of kinds) {
    const own = paths.filter((path) => kindOf(path) === kind);
    if (own.length > 0) rows.push([name, kind, ...weightCells(await weigh(own))]);
  }
  return [...rows, [name, '**all**', ...weightCells(await weigh(paths))]];
}

/** The paths that most turns requested. All turns should request the same. */
function pathsOfTurns(
  turns: readonly WeightTurn[],
  pick: (turn: WeightTurn) => readonly string[],
): readonly string[] {
  const all = turns.map(pick);
  const [first = []] = all;
  if (all.some((paths) => [...paths].sort().join() !== [...first].sort().join())) {
    console.error('Not every turn asked for the same files; the first is given.');
  }
  return first;
}

const timeRow = (name: string, settings: string, times: readonly number[]) => [
  name,
  `?${settings}`,
  String(times.length),
  ...[Math.min(...times), median(times), Math.max(...times)].map((ms) => ms.toFixed(0)),
];

const transfers: string[][] = [];
const times: string[][] = [];
try {
  for (const [place, settings] of values.settings.split(' ').entries()) {
    const turns = await turnsOf(settings);
    // Opening is the same whatever is run later.
    if (place === 0) {
      transfers.push(
        ...(await weightRows(
          'opening',
          pathsOfTurns(turns, ({ opened }) => opened),
        )),
      );
    }
    transfers.push(
      ...(await weightRows(
        `Run, ?${settings}`,
        pathsOfTurns(turns, ({ ran }) => ran),
      )),
    );
    times.push(
      timeRow(
        'opened → first content drawn',
        settings,
        turns.map(({ paintMs }) => paintMs),
      ),
      timeRow(
        'opened → ready, Run can be pressed',
        settings,
        turns.map(({ usableMs }) => usableMs),
      ),
      timeRow(
        'Measure pressed → first point of the warm-up',
        settings,
        turns.map(({ warmUpPointMs }) => warmUpPointMs),
      ),
      timeRow(
        'Measure pressed → first sampled point',
        settings,
        turns.map(({ sampledPointMs }) => sampledPointMs),
      ),
    );
  }
  const built = await weightRows(
    'built',
    pathsOf(root).filter((path) => !path.endsWith('.map')),
  );
  console.log('All files of the built page:\n');
  console.log(markdownTable(['', 'kind', ...weightHead], built));
} finally {
  await counted.close();
  await site.close();
}
console.log(`\nAsked for by a browser that has nothing cached (repetitions=1):\n`);
console.log(markdownTable(['when', 'kind', ...weightHead], transfers));
console.log('\nFrom the same machine, so without a network’s part:\n');
console.log(markdownTable(['', 'settings', 'n', 'min, ms', 'median, ms', 'max, ms'], times));
