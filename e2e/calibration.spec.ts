import { expect, test } from './support/fixtures.ts';
import { rerankerRepository } from './support/hub-models.ts';
import { words } from './support/words.ts';

/** One cell with one sample, since these tests are about what comes before it. */
const start = {
  sample: 'capital-of-france',
  model: rerankerRepository,
  device: 'wasm',
  batchSizes: '1',
  pairCounts: '2',
  repetitions: '1',
} as const;

test('a sweep finds the best threads and sessions by itself, remembers them, and can be told to look again @full', async ({
  bench,
  hub,
}) => {
  await bench.open({ ...start, host: hub.url });
  const cores = await bench.page.evaluate(() => navigator.hardwareConcurrency);
  test.skip(cores < 2, 'One core leaves no choice.');

  await bench.runButton.click();
  await expect(bench.progress).toContainText(/Calibrating: .+ \(1 of \d\)/);
  await bench.expectRunState('done');
  const first = await bench.record();
  const { calibration, threads, workers } = first.lanes[0] ?? {};
  expect(calibration?.source).toBe('measured');
  expect(calibration?.tried.length).toBeGreaterThan(1);
  expect(calibration?.tried.every(({ pairsPerSecond }) => (pairsPerSecond ?? 0) > 0)).toBe(true);
  // The choice is among the fastest plans that were tried. The record has the plan that the lane really used.
  const best = Math.max(...(calibration?.tried.map(({ pairsPerSecond }) => pairsPerSecond ?? 0) ?? []));
  const chosen = calibration?.tried.find((one) => one.threads === threads && one.workers === workers);
  expect(chosen?.pairsPerSecond).toBeGreaterThanOrEqual(best * 0.97);
  await expect(bench.page.getByTestId('calibration')).toContainText(words.calibration.measured);

  await bench.reload();
  await bench.run();
  expect((await bench.record()).lanes[0]?.calibration?.source).toBe('remembered');

  await bench.page.getByRole('button', { name: words.sweep.more }).click();
  await bench.page.getByRole('button', { name: words.calibration.again }).click();
  await expect(bench.page.getByText(words.calibration.forgotten)).toBeVisible();
  await bench.run();
  expect((await bench.record()).lanes[0]?.calibration?.source).toBe('measured');
});
