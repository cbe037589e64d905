import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { canUseSandbox, requireBrowser } from '../../scripts/browser.ts';
import { findLavapipe } from '../../scripts/lavapipe.ts';
import { packedRuntime } from '../../scripts/packed-runtime.ts';
import { type HubStandIn, startHubStandIn } from '../../server/hub-stand-in.ts';
import { createStaticServer, type StaticServer } from '../../server/static-server.ts';
import type { BenchmarkPage, CallKind, CallMap } from './calls.ts';

const root = join(import.meta.dirname, '..', '..');

/** A worker of the benchmarks' page, controlled from Node. */
export interface BenchmarkWorker {
  call<K extends CallKind>(kind: K, params: CallMap[K]['params']): Promise<CallMap[K]['result']>;
  end(): Promise<void>;
}

export interface OpenBenchmark {
  /** The base address of the hub that holds the models. */
  readonly host: string;
  /** @param options whether GPU buffers are counted, as in the product; the default is true */
  start(options?: { readonly ledger: boolean }): Promise<BenchmarkWorker>;
  /** The browser's name and version. */
  readonly browser: string;
  /** The page itself, for benchmarks that start their own workers. */
  readonly page: Page;
  close(): Promise<void>;
}

const closedNetwork = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
];

/** A real WebGPU device that computes on the CPU. Without the first flag requestAdapter() answers null. */
export const softwareGpu = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/**
 * A WebGPU adapter that computes in half precision, on the CPU. Sets this process's environment, which the
 * browser inherits.
 *
 * @returns arguments of the browser
 * @throws where it is not installed
 */
export function halfPrecisionGpu(): readonly string[] {
  const lavapipe = findLavapipe();
  if (lavapipe.state === 'absent') throw new Error(lavapipe.reason);
  Object.assign(process.env, lavapipe.env);
  return lavapipe.args;
}

/**
 * Builds the benchmarks' page, serves it together with a hub of models, and opens it in a browser.
 *
 * @param writeModels writes repositories into a folder, laid out as on the hub:
 * `<folder>/<owner>/<name>/<file>`
 */
export async function openBenchmark(
  args: readonly string[],
  writeModels: (folder: string) => Promise<void> = async () => {},
): Promise<OpenBenchmark> {
  await mkdir(join(root, '.cache'), { recursive: true });
  const folder = await mkdtemp(join(root, '.cache', 'benchmark-'));
  const closing: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of closing.reverse()) await end();
  };
  try {
    const outDir = join(folder, 'page');
    const models = join(folder, 'models');
    await buildPage(outDir);
    await mkdir(models);
    await writeModels(models);
    const site: StaticServer = await createStaticServer({ root: outDir });
    closing.push(() => site.close());
    const hub: HubStandIn = await startHubStandIn({ root: models });
    closing.push(() => hub.close());
    const browser = await launch(args);
    closing.push(() => browser.close());
    const page = await browser.newPage();
    await page.goto(site.url);
    await page.waitForFunction(() => 'benchmark' in globalThis);
    return {
      host: hub.url,
      browser: `Chromium ${browser.version()}`,
      page,
      start: (options = { ledger: true }) => startWorker(page, options),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Builds the page like the product's, and with the product's public files. */
async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: join(root, 'benchmarks', 'page'),
    publicDir: join(root, 'public'),
    base: './',
    logLevel: 'error',
    // As the page itself is built.
    plugins: [packedRuntime()],
    worker: { format: 'es', plugins: () => [packedRuntime()] },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1500,
    },
  });
}

function launch(args: readonly string[]): Promise<Browser> {
  const place = requireBrowser();
  return chromium.launch({
    executablePath: place.path,
    chromiumSandbox: canUseSandbox(place),
    args: [...closedNetwork, ...args],
  });
}

async function startWorker(page: Page, options: { readonly ledger: boolean }): Promise<BenchmarkWorker> {
  const worker = await page.evaluate((given) => globalThis.benchmark.start(given), options);
  return {
    call: async <K extends CallKind>(kind: K, params: CallMap[K]['params']) =>
      page.evaluate(
        async ([place, name, given]): Promise<CallMap[CallKind]['result']> =>
          (globalThis.benchmark as BenchmarkPage).call(place, name, given as CallMap[typeof name]['params']),
        [worker, kind, params] as const,
        // The answer has the kind of the call.
      ) as Promise<CallMap[K]['result']>,
    end: () => page.evaluate((place) => globalThis.benchmark.end(place), worker),
  };
}
