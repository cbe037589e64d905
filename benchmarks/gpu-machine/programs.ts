import { type SpawnSyncOptions, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';

// All paths are those within the kit, the current folder.

/** Longest time for what a program does besides measuring, in seconds. */
const aroundRun = 60;

/** The surroundings of the machine's own programs. The kit's libraries are not theirs. */
export const ownEnv = { ...process.env, LD_LIBRARY_PATH: process.env.OWN_LIBRARY_PATH ?? '' };

/**
 * Runs a program to its end. Its result goes to `results/<name>.txt`, and what else it says to `<name>.log`.
 * Meanwhile nvidia-smi writes to `<name>.gpu.csv` twice a second how much memory is used and how busy the GPU
 * is.
 *
 * @param seconds the program ends itself after this time, or is killed a minute later
 * @returns its exit code; `null` if it was killed
 */
export function runProgram(
  name: string,
  [program, ...args]: readonly [string, ...string[]],
  seconds: number,
  env: SpawnSyncOptions['env'] = ownEnv,
): number | null {
  const files = ['txt', 'log', 'gpu.csv'].map((ending) => openSync(`results/${name}.${ending}`, 'w'));
  const [output, errors, trace] = files as [number, number, number];
  const query = ['--query-gpu=memory.used,utilization.gpu', '--format=csv,noheader,nounits', '-lms', '500'];
  const watch = spawn('nvidia-smi', query, { env: ownEnv, stdio: ['ignore', trace, 'ignore'] });
  // There is no nvidia-smi without NVIDIA's driver.
  watch.on('error', () => {});
  const timeout = 1000 * (seconds + aroundRun);
  const stdio = ['ignore', output, errors] satisfies SpawnSyncOptions['stdio'];
  const { status } = spawnSync(program, args, { stdio, env, timeout, killSignal: 'SIGKILL' });
  // Without a process of its own, `kill` would signal this whole process group.
  if (watch.pid !== undefined) watch.kill();
  files.forEach(closeSync);
  return status;
}

/** How the browser is started, so that its WebGPU computes on the GPU. */
export interface BrowserStart {
  readonly flags: readonly string[];
  /** The manifest of the Vulkan driver; `null` leaves the choice to Vulkan's loader. */
  readonly driver: string | null;
}

/**
 * Runs a command of the command line in the kit's browser.
 *
 * @param command its name and arguments, with spaces between them
 * @param more further arguments, which may have spaces
 */
export function runCommand(
  name: string,
  command: string,
  { flags, driver }: BrowserStart,
  seconds: number,
  more: readonly string[] = [],
): number | null {
  const [program, ...args] = command.split(' ').filter((word) => word !== '');
  const browser = ['--browser', resolve('browser/chromium-headless-shell'), '--timeout', String(seconds)];
  const flagged = flags.map((flag) => `--browser-arg=${flag}`);
  const line = [
    process.execPath,
    `app/programs/${program}.mjs`,
    ...args,
    ...browser,
    ...flagged,
    ...more,
  ] as const;
  const home = resolve('home');
  return runProgram(name, line, seconds, {
    ...process.env,
    ...(driver === null ? {} : { VK_DRIVER_FILES: driver, VK_ICD_FILENAMES: driver }),
    LD_LIBRARY_PATH: process.env.BROWSER_LIBRARY_PATH,
    // What the browser and Vulkan's loader say goes to the log.
    DEBUG: 'pw:browser',
    VK_LOADER_DEBUG: 'error,warn',
    RERANK_BENCH_DIST: resolve('app/dist'),
    FONTCONFIG_FILE: resolve('fonts/fonts.conf'),
    HOME: home,
    XDG_CACHE_HOME: home,
    XDG_RUNTIME_DIR: home,
  });
}
