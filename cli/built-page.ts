import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandError } from './command-error.ts';
import type { CommandTools } from './command-tools.ts';

/** What the page is built of. */
const sources = [
  'src',
  'public',
  'index.html',
  'package-lock.json',
  'scripts/licences.ts',
  'server/headers.ts',
  'vite.config.ts',
];

const isTest = (path: string) => /\.(test|spec)\.tsx?$|[\\/]testing[\\/]/.test(path);

/**
 * The folder of the built page; it is built where it is missing or older than what it is made of. `RERANK_BENCH_DIST` names one
 * that is used as it is.
 *
 * @throws CommandError where it cannot be built
 */
export async function builtPage({ root, env, terminal }: CommandTools): Promise<string> {
  const given = env.RERANK_BENCH_DIST;
  if (given !== undefined && given !== '') {
    if (existsSync(join(root, given, 'index.html')) || existsSync(join(resolve(given), 'index.html'))) {
      return resolve(root, given);
    }
    throw new CommandError(`RERANK_BENCH_DIST names ${given}, where no built page is.`);
  }
  const dist = join(root, 'dist');
  if (isUpToDate(root, dist)) return dist;
  terminal.note('Building the page …');
  await build(root, dist);
  return dist;
}

/** Whether the folder holds a page that is no older than its sources. */
export function isUpToDate(root: string, dist: string): boolean {
  const built = statSync(join(dist, 'index.html'), { throwIfNoEntry: false });
  return built !== undefined && built.mtimeMs >= Math.max(...sources.map((path) => newest(join(root, path))));
}

/** When the file, or the newest of the folder's files, was changed; ms since the epoch. */
function newest(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !isTest(file))
    .reduce((latest, file) => Math.max(latest, statSync(file).mtimeMs), 0);
}

/** Builds beside the folder and puts the whole page in its place: one that broke off is not taken for a page. */
async function build(root: string, dist: string): Promise<void> {
  const { build: viteBuild } = await import('vite');
  const started = new Date();
  const unfinished = join(root, '.cache', `building-${process.pid}`);
  try {
    await viteBuild({ root, logLevel: 'warn', build: { outDir: unfinished, emptyOutDir: true } });
    // What was edited meanwhile is newer than the page.
    utimesSync(join(unfinished, 'index.html'), started, started);
    rmSync(dist, { recursive: true, force: true });
    renameSync(unfinished, dist);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new CommandError(`The page could not be built: ${error instanceof Error ? error.message : error}`);
  }
}
