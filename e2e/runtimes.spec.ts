import type { BrowserContext } from '@playwright/test';
import type { BenchPage } from './support/bench-page.ts';
import { smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { buildsAskedFor } from './support/traffic.ts';
import { sentence, words } from './support/words.ts';

const start = { sample: 'capital-of-france', ...smallSweep, device: 'wasm' } as const;

async function sweep(bench: BenchPage, settings: Readonly<Record<string, string>> = {}) {
  await bench.open({ ...start, ...settings });
  await bench.runButton.click();
  await expect
    .poll(() => bench.page.evaluate(() => document.documentElement.dataset.runState), { timeout: 90_000 })
    .toMatch(/^(done|failed)$/);
  const record = await bench.page.evaluate(() => rerankBench.getRecord());
  if (record === null) throw new Error('The run left no record.');
  return record;
}

/** Makes the server answer as if the jspi build's WebAssembly were missing. */
const loseJspi = (context: BrowserContext) =>
  context.route(/\.jspi[^/]*\.wasm$/, (route) => route.fulfill({ status: 404, body: 'gone' }));

test('a build that does not start gives way to the next, and the page says so @full', async ({
  bench,
  traffic,
  context,
}) => {
  await loseJspi(context);
  const record = await sweep(bench);
  expect(record.lanes[0]).toMatchObject({ state: 'done', runtime: 'plain' });
  expect(record.lanes[0]?.events.map(({ kind }) => kind)).toEqual(['runtime-fallback']);
  expect(buildsAskedFor(traffic.all())).toEqual(['jspi', 'plain']);
  await expect(bench.page.getByTestId('fold-doubts')).toContainText(
    sentence(words.warning['runtime-fallback']),
  );
});

test('each build that is asked for is a lane, and one that does not start is not replaced @full', async ({
  bench,
  context,
}) => {
  await loseJspi(context);
  const record = await sweep(bench, { runtime: 'jspi,plain' });
  expect(record.lanes.map(({ runtime, state, error }) => [runtime, state, error?.code])).toEqual([
    ['jspi', 'unavailable', 'runtime-failed'],
    ['plain', 'done', undefined],
  ]);
});

test('ranking, too, goes on with the next build @full', async ({ bench, context }) => {
  await loseJspi(context);
  await bench.open(start);
  await bench.rank();
  await expect(bench.rankingRows.first()).toBeVisible();
});
