import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

/** The files and folders that the page is built from. */
const sources = [
  'src',
  'public',
  'index.html',
  'package-lock.json',
  'scripts/drawn-page.ts',
  'scripts/host-files.ts',
  'scripts/licences.ts',
  'scripts/mantine-styles.ts',
  'scripts/packed-runtime.ts',
  'scripts/service-worker-build.ts',
  'server/headers.ts',
  'vite.config.ts',
];

const isTest = (path: string) => /\.(test|spec)\.tsx?$|[\\/]testing[\\/]/.test(path);

/**
 * Builds the page into `dist` if it is missing or older than its sources.
 *
 * @param root the root folder of the checkout
 * @param onBuilding called before a build starts, since it takes some seconds
 * @returns the folder of the built page
 * @throws Error if the build fails; Vite has then printed why to stderr
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

/**
 * When a file, or the newest file in a folder, was last changed: ms since the epoch, 0 if it does not exist.
 */
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
 * Builds in a separate process, since a bundler's memory (about 1 GB) is only freed when its process ends.
 * The page is built elsewhere and then moved to `dist`, so that an aborted build is never taken for a page.
 */
async function build(root: string, dist: string): Promise<void> {
  const started = new Date();
  const unfinished = join(root, '.cache', `building-${process.pid}`);
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const options = ['--outDir', unfinished, '--emptyOutDir', '--logLevel', 'warn'];
  // stdout is left to the result of the command that needs the page.
  const builder = spawn(process.execPath, [vite, 'build', ...options], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  const endBuilder = () => builder.kill();
  process.once('exit', endBuilder);
  try {
    const [status] = await once(builder, 'close');
    if (status !== 0) throw new Error('The page could not be built.');
    // Files that were edited during the build must count as newer than the page.
    utimesSync(join(unfinished, 'index.html'), started, started);
    rmSync(dist, { recursive: true, force: true });
    renameSync(unfinished, dist);
  } finally {
    process.off('exit', endBuilder);
    rmSync(unfinished, { recursive: true, force: true });
  }
}
