import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** What the page is built from. */
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
 * Builds the page into `dist` where it is missing or older than its sources.
 *
 * @param root the checkout
 * @param onBuilding called before a build begins, which takes some seconds
 * @returns the folder of the built page
 * @throws Error where the build fails; Vite has then said why on stderr
 */
export async function ensureBuiltPage(root: string, onBuilding: () => void): Promise<string> {
  const dist = join(root, 'dist');
  if (isUpToDate(root, dist)) return dist;
  onBuilding();
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

/**
 * Builds in a process of its own, since a bundler's memory (about 1 GB) is only given back when its process
 * ends. The page is built beside `dist` and moved there whole, so that a build that broke off is not taken
 * for a page.
 */
async function build(root: string, dist: string): Promise<void> {
  const started = new Date();
  const unfinished = join(root, '.cache', `building-${process.pid}`);
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const options = ['--outDir', unfinished, '--emptyOutDir', '--logLevel', 'warn'];
  // stdout belongs to the result of the command that needs the page.
  const builder = spawn(process.execPath, [vite, 'build', ...options], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  const endBuilder = () => builder.kill();
  process.once('exit', endBuilder);
  try {
    const [status] = await once(builder, 'close');
    if (status !== 0) throw new Error('The page could not be built.');
    // Files that were edited during the build have to count as newer than the page.
    utimesSync(join(unfinished, 'index.html'), started, started);
    rmSync(dist, { recursive: true, force: true });
    renameSync(unfinished, dist);
  } finally {
    process.off('exit', endBuilder);
    rmSync(unfinished, { recursive: true, force: true });
  }
}
