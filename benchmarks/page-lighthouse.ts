/**
 * Audits the page with Lighthouse, on a phone and on a desktop: `npx tsx benchmarks/page-lighthouse.ts` (after
 * `npm run build`; needs npm's registry once). Each category's score is the median of the turns. `RERANK_BENCH_DIST`
 * names another folder than `dist`.
 *
 * A whole Chromium draws its window beside the page, which takes time from the page where there are two cores. The
 * headless shell has none: `CHROMIUM_PATH=$(command -v chromium-headless-shell)`.
 *
 * Lighthouse presumes a fast machine and slows a phone's processor down to a quarter of it. A third table slows it
 * down to what a slow phone has, as far as this machine is faster.
 *
 * Lighthouse is no dependency of the project: it brings 130 packages that nothing else needs.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { canUseSandbox, requireBrowser } from '../scripts/browser.ts';
import { createStaticServer } from '../server/static-server.ts';
import { median } from './median.ts';
import { markdownTable } from './support/markdown.ts';

/** The last version that runs on Node 20. */
const lighthouse = 'lighthouse@12.8.2';

const { values } = parseArgs({ options: { turns: { type: 'string', default: '3' } } });

const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

const timings = {
  'first-contentful-paint': 'first paint, s',
  'largest-contentful-paint': 'largest paint, s',
  'total-blocking-time': 'blocked, ms',
  'cumulative-layout-shift': 'layout shift',
} as const;
type Timing = keyof typeof timings;

/** What is read of a report: https://github.com/GoogleChrome/lighthouse/blob/main/docs/understanding-results.md */
interface Report {
  readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  readonly audits: Readonly<
    Record<string, { readonly title: string; readonly score: number | null; readonly numericValue?: number }>
  >;
  /** How fast this machine was, by a small benchmark of Lighthouse's. */
  readonly environment: { readonly benchmarkIndex: number };
  readonly runtimeError?: { readonly message: string };
}

/**
 * Lighthouse's index of a slow phone's processor, a Moto G Power of 2022, by which Chromium's own tools calibrate
 * (https://app.unpkg.com/chrome-devtools-frontend@1.0.1473514/files/front_end/panels/mobile_throttling/CalibrationController.ts).
 */
const slowPhoneIndex = 264;

const run = promisify(execFile);
const browser = requireBrowser();
const browserFlags = [
  '--headless=new',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(canUseSandbox(browser) ? [] : ['--no-sandbox']),
];

/** @param slowdown divides the processor's speed; Lighthouse's own divisor by default */
async function audit(
  url: string,
  device: 'mobile' | 'desktop',
  folder: string,
  slowdown?: number,
): Promise<Report> {
  const file = join(folder, 'report.json');
  await run(
    'npm',
    [
      ...['exec', '--yes', `--package=${lighthouse}`, '--', 'lighthouse', url, '--quiet'],
      ...['--output=json', `--output-path=${file}`, `--only-categories=${categories.join(',')}`],
      ...(device === 'desktop' ? ['--preset=desktop'] : []),
      ...(slowdown === undefined ? [] : [`--throttling.cpuSlowdownMultiplier=${slowdown}`]),
      `--chrome-flags=${browserFlags.join(' ')}`,
    ],
    // Outside the project, so that nothing is looked up in its packages.
    { cwd: folder, env: { ...process.env, CHROME_PATH: browser.path } },
  );
  const report = JSON.parse(await readFile(file, 'utf8')) as Report;
  if (report.runtimeError !== undefined) throw new Error(report.runtimeError.message);
  return report;
}

const site = await createStaticServer({
  root: join(import.meta.dirname, '..', process.env.RERANK_BENCH_DIST ?? 'dist'),
});
const folder = await mkdtemp(join(tmpdir(), 'lighthouse-'));
try {
  const indices: number[] = [];
  const audits = async (device: 'mobile' | 'desktop', slowdown?: number) => {
    const reports: Report[] = [];
    for (let turn = 0; turn < Number(values.turns); turn++) {
      reports.push(await audit(site.url, device, folder, slowdown));
    }
    indices.push(...reports.map(({ environment }) => environment.benchmarkIndex));
    const scoreOf = (name: string) =>
      Math.round(100 * median(reports.map((report) => report.categories[name]?.score ?? Number.NaN)));
    const timingOf = (name: Timing) => {
      const value = median(reports.map(({ audits }) => audits[name]?.numericValue ?? Number.NaN));
      return name.endsWith('paint') ? (value / 1000).toFixed(1) : String(Number(value.toPrecision(2)));
    };
    const name = slowdown === undefined ? device : `${device}, processor slowed down by ${slowdown}`;
    console.log(`\n${name}, median of ${reports.length}\n`);
    console.log(
      markdownTable(
        [...categories, ...Object.values(timings)],
        [
          [
            ...categories.map((name) => String(scoreOf(name))),
            ...(Object.keys(timings) as Timing[]).map(timingOf),
          ],
        ],
      ),
    );
    const failed = Object.values(reports.at(-1)?.audits ?? {}).filter(
      ({ score }) => score !== null && score < 0.9,
    );
    console.log(`\nBelow 90: ${failed.map(({ title }) => title).join('; ') || 'nothing'}`);
  };
  await audits('mobile');
  await audits('desktop');
  const slowdown = Math.max(1, median(indices) / slowPhoneIndex);
  console.log(`\nLighthouse's index of this machine: ${indices.map(Math.round).join(', ')}`);
  await audits('mobile', Number(slowdown.toPrecision(2)));
} finally {
  await rm(folder, { recursive: true, force: true });
  await site.close();
}
