import type { Page, Request } from '@playwright/test';
import { watchdogRule } from '../src/core/bench/watchdog.ts';
import { smallSweep } from './support/bench-page.ts';
import { failureSentence, words } from './support/words.ts';
import { expect, test } from './support/worker-access.ts';
import { neverCompile } from './support/worker-faults.ts';

// The page's clock is moved on instead of waiting; the workers' own goes on as always.

const files = {
  script: /\/assets\/entry-[^/]*\.js$/,
  modules: /\/assets\/transformers-engine-[^/]*\.js$/,
  runtime: /\.jspi-[^/]*\.wasm$/,
} as const;

/** Never answers requests for a file, as often as told. */
async function hold(page: Page, file: RegExp, times: number): Promise<void> {
  await page.route(file, () => new Promise<never>(() => {}), { times });
}

/** The request for a file that comes next, of the page's or of a worker's. */
const nextRequest = (page: Page, file: RegExp): Promise<Request> =>
  page.context().waitForEvent('request', (request) => file.test(request.url()));

/** So long passes for the page that it ends a worker that was silent for it. */
async function passTime(page: Page, silentMs: number): Promise<void> {
  await page.clock.fastForward(silentMs);
  await page.clock.fastForward(watchdogRule.graceMs);
}

test.beforeEach(({ page }) => page.clock.install());

test('a worker whose script never comes is started once more before the page is ready @full', async ({
  bench,
  page,
}) => {
  await hold(page, files.script, 1);
  const asked = nextRequest(page, files.script);
  await page.goto('./?sample=capital-of-france');
  await asked;
  await passTime(page, watchdogRule.startMs);
  await bench.ready();
  await expect(bench.notices).toContainText(words.notice.startedAgain);
  await bench.rank();
  await expect(bench.rankingRows.first()).toContainText('Paris');
});

test('a worker whose modules never come is started once more, and ranks @full', async ({ bench, page }) => {
  await hold(page, files.modules, 1);
  const asked = nextRequest(page, files.modules);
  await bench.open({ sample: 'capital-of-france', device: 'wasm' });
  await bench.startRank();
  await asked;
  await passTime(page, watchdogRule.startMs);
  await expect(bench.rankingRows.first()).toContainText('Paris');
  await expect(bench.notices).toContainText(words.notice.startedAgain);
});

test('a sweep whose runtime is never compiled starts its worker once more, and records it @full', async ({
  bench,
  page,
  workerAccess,
}) => {
  await bench.open({
    ...smallSweep,
    sample: 'capital-of-france',
    device: 'wasm',
    workers: '1',
    threads: '1',
  });
  workerAccess.inNext(neverCompile, undefined);
  const asked = page
    .context()
    .waitForEvent('requestfinished', (request) => files.runtime.test(request.url()));
  await bench.runButton.click();
  await asked;
  await passTime(page, watchdogRule.startMs);
  await bench.expectRunState('done');
  const [lane] = (await bench.record()).lanes;
  expect(lane).toMatchObject({ state: 'done', events: [{ kind: 'lane-restarted' }] });
  await expect(bench.page.getByTestId('fold-doubts')).toContainText(words.warning['lane-restarted']);
});

test('a ranking whose second worker is silent too fails with what to do, and works once it can @full', async ({
  bench,
  page,
}) => {
  await bench.open({ sample: 'capital-of-france', device: 'wasm' });
  await hold(page, files.runtime, 2);
  for (const ms of [watchdogRule.startMs, watchdogRule.secondStartMs]) {
    const asked = nextRequest(page, files.runtime);
    if (ms === watchdogRule.startMs) await bench.startRank();
    await asked;
    await passTime(page, ms);
  }
  await expect(bench.rankingFailure).toContainText(failureSentence('not-started'));
  await bench.rank();
  await expect(bench.rankingRows.first()).toContainText('Paris');
});
