import { smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { sampleCounts } from './support/outcomes.ts';
import { sentence, words } from './support/words.ts';

test('a recommendation that is not yet sure offers more rounds, which go on with the same run @full', async ({
  bench,
}) => {
  await bench.open(smallSweep);
  const first = await bench.run();
  const unsure = first.recommendations.filter(({ kind }) => kind === 'pair-count');
  expect(unsure.map((one) => 'certainty' in one && one.certainty)).toEqual(['not-yet-sure', 'not-yet-sure']);
  await expect(bench.page.getByTestId('headlines')).toContainText('Not yet sure');

  const more = bench.page.getByRole('button', { name: /^Measure [\d,]+ more rounds$/ });
  const rounds = Number(((await more.textContent()) ?? '').replace(/\D/g, ''));
  expect(rounds).toBeGreaterThanOrEqual(5);
  await more.click();
  await expect(bench.stopButton).toBeVisible();
  await bench.expectRunState('done');
  const second = await bench.record();
  expect(second.id).toBe(first.id);
  expect(Object.values(sampleCounts(second))).toEqual(Array.from({ length: 5 }, () => 2 + rounds));
  expect(second.lanes[0]?.events.map(({ kind }) => kind)).toEqual(['rounds-added']);

  // One run, kept once, with all its samples.
  await bench.page.getByRole('tab', { name: words.tabs.history, exact: true }).click();
  await expect(bench.page.getByTestId('history').getByTestId('run')).toHaveCount(1);
  await bench.reload();
  await expect.poll(async () => sampleCounts(await bench.record())).toEqual(sampleCounts(second));
});

test('a use names what to set and why, and one whose pair count is missing says which to add @full', async ({
  bench,
}) => {
  await bench.open({ ...smallSweep, repetitions: '8' });
  const record = await bench.run();
  const uses = record.recommendations.flatMap((one) => (one.kind === 'situation' ? [one.situation] : []));
  expect(uses).toEqual(['interactive', 'small-device']);
  const section = bench.page.getByTestId('recommendation');
  for (const one of record.recommendations) {
    if (one.kind !== 'situation') continue;
    const card = section.locator(`[data-situation="${one.situation}"]`);
    await expect(card).toContainText(String(one.batchSize));
    await expect(card).toContainText('WASM');
  }

  // Four documents make fifty pairs by repeating, which is no matter here.
  await bench.page.evaluate(() => rerankBench.configure({ repetitions: '2' }));
  await section.getByRole('button', { name: sentence('recommendation.addPairs', { pairs: '50' }) }).click();
  await expect.poll(() => bench.search().pairCounts).toBe('2,4,50');
  await bench.expectRunState('running', 'done');
  await bench.expectRunState('done');
  await expect(section.locator('[data-situation="offline"]')).toContainText('50 pairs');
});

test('both orders of batching are measured side by side, and memory is charted beside throughput @full', async ({
  bench,
}) => {
  await bench.open({ ...smallSweep, order: 'length,input' });
  const record = await bench.run();
  expect(record.lanes.map(({ order }) => order)).toEqual(['length', 'input']);
  await expect(bench.chart).toContainText('by length');
  await expect(bench.chart).toContainText('as given');
  for (const lane of record.lanes) {
    for (const cell of lane.cells) if (cell.state === 'measured') expect(cell.wasmBytes).toBeGreaterThan(1e6);
  }
  await bench.page.getByText(words.chartChoice.memory, { exact: true }).click();
  await expect(bench.page.getByTestId('memory-chart')).toContainText('MiB');
});
