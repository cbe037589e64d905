import { BenchPage, longSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { watchShifts } from './support/layout-shifts.ts';
import { words } from './support/words.ts';

/** Departures that leave seconds of the quick suite. */
const short = {
  device: 'wasm',
  layers: '1',
  repetitions: '3',
  batchSizes: '1,2',
  pairCounts: '2',
  maxLength: '64',
} as const;

test.describe('the standard suite', () => {
  test('runs from a link, answers with a headline for each shape, and says what departs', async ({
    bench,
    page,
    traffic,
  }) => {
    const shifted = await watchShifts(page);
    await page.goto(`./?${new URLSearchParams({ suite: 'quick', autorun: '1', ...short })}`);
    await bench.expectRunState('done');
    const answer = page.getByTestId('suite-answer');
    await expect(answer.getByTestId('suite-mean')).toHaveText(/Geometric mean: [\d.,]+ pairs\/s/);
    await expect(answer.getByRole('listitem')).toHaveText([
      /^ms-marco-MiniLM-L-6-v2’s shape q8, batch [12] [\d.,]+ pairs\/s/,
      /^ettin-reranker-17m-v1’s shape q8, batch [12] [\d.,]+ pairs\/s/,
    ]);
    expect(await shifted(), 'nothing moves from the opening to the answer').toBeLessThan(0.02);
    const departures = answer.getByTestId('suite-departures');
    await expect(departures).toContainText('Not the standard settings');
    await expect(departures).toContainText('maxLength 64 (standard: 256)');

    const { suite, lanes, input, evidence } = await bench.record();
    expect(suite).toMatchObject({ id: 'rerank-bench/suite@1', name: 'quick' });
    expect(suite?.departures.map((one) => ('name' in one ? one.name : one.kind)).sort()).toEqual(
      // WASM is what this browser would compute on anyway.
      Object.keys(short)
        .filter((name) => name !== 'device')
        .sort(),
    );
    expect(lanes.map(({ task, model }) => [task, model.id, model.layers])).toEqual([
      ['ms-marco-MiniLM-L-6-v2', 'twin:ms-marco-MiniLM-L-6-v2', 1],
      ['ettin-reranker-17m-v1', 'twin:ettin-reranker-17m-v1', 1],
    ]);
    expect(input).toMatchObject({ source: 'sample', sample: 'support-search' });
    expect(traffic.offOrigin()).toEqual([]);
    // The device's pace before, between and after the two lanes, and its arithmetic.
    expect(evidence?.speed.map(({ device, ms }) => [device, ms > 0])).toEqual(
      Array.from({ length: 3 }, () => ['wasm', true]),
    );
    // What every build of this version of ONNX Runtime gives on WASM, on every machine.
    expect(evidence?.fingerprints.map(({ sha256 }) => sha256.slice(0, 12))).toEqual(['235a6bf6450b']);
    expect(evidence?.battery).toHaveLength(2);
    await expect(page.getByTestId('evidence')).toContainText(words.evidence.title);
    const { text } = await bench.savedFromMenu(words.exports.file.md);
    expect(text).toContain('### Standard suite: quick');

    // The plain control runs a suite as it is; Stop keeps what was measured.
    await page.getByRole('button', { name: words.suiteChoice.leave, exact: true }).click();
    await page.getByRole('combobox', { name: words.suiteChoice.label }).selectOption('standard');
    await page.getByRole('button', { name: words.suiteChoice.run, exact: true }).click();
    await expect(bench.progress).toContainText('1 of 4: ms-marco-MiniLM-L-6-v2’s shape');
    await bench.stopButton.click();
    await bench.expectRunState('cancelled', 'failed');
    expect((await bench.record()).suite).toMatchObject({ name: 'standard' });
  });

  test('keeps the place of its answer from the press on, however late it is planned', async ({ bench }) => {
    await bench.open(longSweep);
    await bench.runButton.click();
    await bench.expectRunState('running');
    // A run in another tab waits for this one.
    const second = new BenchPage(await bench.page.context().newPage());
    await second.open();
    await second.page.getByRole('button', { name: words.suiteChoice.run, exact: true }).click();
    await expect(second.progress).toContainText(words.progress['waiting-for-tab']);
    const atThePress = await second.chart.boundingBox();
    await bench.stopButton.click();
    await expect(second.progress).toContainText('1 of 2: ms-marco-MiniLM-L-6-v2’s shape');
    expect(await second.chart.boundingBox()).toEqual(atThePress);
  });
});
