import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { type BareHost, startBareHost } from './support/bare-host.ts';
import { longSweep, smallSweep } from './support/bench-page.ts';
import { test as base, expect } from './support/fixtures.ts';
import { failureSentence, words } from './support/words.ts';

const dist = resolve(import.meta.dirname, '..', process.env.RERANK_BENCH_DIST ?? 'dist');

const test = base.extend<{ readonly host: BareHost }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
  host: async ({}, use) => {
    const host = await startBareHost(dist);
    await use(host);
    await host.close().catch(() => {});
  },
  baseURL: async ({ host }, use) => use(host.url),
});

/** Counts how often the page is loaded. */
function watchLoads(page: Page): () => number {
  let loads = 0;
  page.on('load', () => loads++);
  return () => loads;
}

/** Waits until the page is isolated and everything it needs offline is kept. */
async function expectKept(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-offline', 'ready');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
}

/** The builds of the runtime that the browser keeps. */
function keptRuntimes(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const caught = await Promise.all(
      (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
    );
    return caught.flat().flatMap(({ url }) => /(\w+)-[\w-]+\.(?:wasm|gz)$/.exec(url)?.[1] ?? []);
  });
}

/** The context sees the request for a service worker's script, and not the page. */
async function withoutServiceWorker(page: Page): Promise<void> {
  await page.context().route('**/service-worker.js', (route) => route.abort());
}

test('a host without headers: isolated after one reload, and all of it works offline after one visit', async ({
  bench,
  host,
  context,
}) => {
  const loads = watchLoads(bench.page);
  await bench.page.goto('./?sample=capital-of-france');
  await expectKept(bench.page);
  expect(loads()).toBe(2);
  // Nothing has run yet: it was fetched while the visitor reads.
  expect(await keptRuntimes(bench.page)).toEqual(['jspi']);

  await host.close();
  await context.setOffline(true);
  await bench.page.goto('./?sample=capital-of-france&lang=zh-CN');
  await bench.page.goto('./?sample=capital-of-france');
  await bench.ready();
  expect(await bench.page.evaluate(() => crossOriginIsolated)).toBe(true);
  await bench.rank();
  await expect(bench.rankingRows.first()).toContainText('Paris');
  await bench.page.evaluate((settings) => rerankBench.configure(settings), smallSweep);
  const record = await bench.run();
  expect(record.lanes).toMatchObject([{ state: 'done', runtime: 'jspi' }]);
  await expect(bench.chartPoints.first()).toBeVisible();
});

test('a program that waits until the page is ready begins after that reload, and loses nothing', async ({
  page,
}) => {
  const loads = watchLoads(page);
  await page.goto('./?sample=capital-of-france&device=wasm');
  await page.waitForFunction(() => 'rerankBench' in globalThis && rerankBench.ready.then(() => true));
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const best = await page.evaluate(async () => (await rerankBench.rank()).rows[0]?.text);
  expect(best).toContain('Paris');
  expect(loads()).toBe(2);
});

test('on a metered connection no build of the runtime is fetched ahead @full', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { type: 'cellular', effectiveType: '4g' } });
  });
  await page.goto('./?sample=capital-of-france');
  await expectKept(page);
  expect(await keptRuntimes(page)).toEqual([]);
});

test('a new version is announced, and takes over only once the run has ended @full', async ({
  bench,
  host,
}) => {
  await bench.page.goto(`./?${new URLSearchParams({ sample: 'capital-of-france', ...longSweep })}`);
  await expectKept(bench.page);
  await bench.ready();
  await bench.runButton.click();
  await bench.expectRunState('running');

  const read = (file: string) => readFileSync(join(dist, file), 'utf8');
  host.replace('index.html', 'text/html', read('index.html').replace('<title>', '<title>Next '));
  host.replace('', 'text/html', read('index.html').replace('<title>', '<title>Next '));
  // Another name for its cache makes it another version.
  const next = read('service-worker.js').replaceAll('rerank-bench-page ${', 'rerank-bench-page ${1+');
  host.replace('service-worker.js', 'text/javascript', next);
  const loads = watchLoads(bench.page);
  await bench.page.evaluate(async () => {
    await (await navigator.serviceWorker.ready).update();
  });
  await expect(bench.notices).toContainText(words.notice.newVersion);
  await bench.notices.getByRole('button', { name: words.notice.reload }).click();
  await expect(bench.notices).toContainText(words.notice.newVersionLater);
  await bench.expectRunState('running');
  expect(loads()).toBe(0);

  await bench.stopButton.click();
  await expect(bench.page).toHaveTitle(/^Next /);
  await expect.poll(loads).toBe(1);
});

test('a host where isolation fails is reloaded never, and the page says what is missing', async ({
  bench,
}) => {
  await withoutServiceWorker(bench.page);
  const loads = watchLoads(bench.page);
  await bench.open({ sample: 'capital-of-france' });
  await expect(bench.notices).toContainText(words.notice.notIsolated);
  expect(loads()).toBe(1);
});

test('where the browser blocks site data the page says so, ranks, and is not reloaded', async ({
  bench,
  complaints,
}) => {
  await bench.page.addInitScript(() => {
    // As Firefox does it. Chromium lets channels between tabs be opened.
    const refuse = (): never => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    const reject = async () => refuse();
    for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get: refuse });
    Object.defineProperty(window, 'BroadcastChannel', {
      value: class {
        constructor() {
          refuse();
        }
      },
      configurable: true,
    });
    IDBFactory.prototype.open = refuse;
    IDBFactory.prototype.databases = reject;
    CacheStorage.prototype.open = CacheStorage.prototype.keys = CacheStorage.prototype.has = reject;
    ServiceWorkerContainer.prototype.register = reject;
  });
  const loads = watchLoads(bench.page);
  await bench.open({ sample: 'capital-of-france' });
  await expect(bench.notices).toContainText(words.notice.storageFailed);
  await expect(bench.notices).toContainText(words.notice.notIsolated);
  await bench.rank();
  await expect(bench.rankingRows.first()).toContainText('Paris');
  expect(loads()).toBe(1);
  expect(complaints.uncaught).toEqual([]);
});

test('inside another site the page says so, works, and is not reloaded', async ({ host, page }) => {
  host.replace('/around.html', 'text/html', `<iframe src="${host.url}" width="1200" height="800"></iframe>`);
  await page.goto('/around.html');
  const frame = page.frameLocator('iframe');
  await expect(frame.getByTestId('notices')).toContainText(words.notice.framed);
  await expect(frame.getByRole('button', { name: words.notice.openAlone })).toBeVisible();
  await expect(frame.getByRole('button', { name: words.actions.run, exact: true })).toBeEnabled();
});

test('a missing file of the page itself is never called a hub’s', async ({ bench, page }) => {
  await page.context().route('**/builtin/**/model.onnx', (route) => route.abort());
  await withoutServiceWorker(page);
  await bench.open({ sample: 'capital-of-france' });
  await bench.startRank();
  await expect(bench.rankingFailure).toContainText(failureSentence('page-file-missing'));
});
