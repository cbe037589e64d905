import { smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
import { watchShifts } from './support/layout-shifts.ts';
import { buildsAskedFor } from './support/traffic.ts';
import { sentence, words } from './support/words.ts';

test.describe('a newcomer', () => {
  test('finds a query, documents and what will compute, with threads and the fine clock', async ({
    bench,
  }) => {
    await bench.open();
    expect(await bench.page.evaluate(() => crossOriginIsolated)).toBe(true);
    await expect(bench.page.getByTestId('documents-line')).toContainText('50 support articles');
    await bench.editDocuments();
    await expect(bench.query).not.toHaveValue('');
    await expect(bench.rows.first()).toBeVisible();
    await expect(bench.gpuBadge).toHaveText(words.gpu.none);
    await bench.expectGpuFacts(words.gpu.noAdapter);
    await bench.expectRunState('idle');
    expect(bench.search()).toEqual({});
  });

  test('ranks and measures with the fastest build alone, without a request to anywhere else', async ({
    bench,
    traffic,
    complaints,
  }) => {
    await bench.open();
    await bench.rank();
    await bench.page.evaluate((settings) => rerankBench.configure(settings), smallSweep);
    const { lanes } = await bench.run();
    expect(lanes).toMatchObject([{ state: 'done', runtime: 'jspi' }]);
    await bench.page.getByRole('tab', { name: words.tabs.throughput, exact: true }).click();
    const blank = await bench.page.getByTestId('answer').evaluate((answer) => {
      const end = (element: Element | null | undefined) =>
        element?.getBoundingClientRect().bottom ?? Number.NaN;
      return end(answer.parentElement?.parentElement) - end(answer.lastElementChild);
    });
    expect(blank, 'nothing is left blank between the answer and the chart').toBeLessThan(2);
    expect(buildsAskedFor(traffic.all())).toEqual(['jspi']);

    // The requests of the worker are watched too.
    for (const file of ['/onnx/model.onnx', '/tokenizer.json', '.wasm']) {
      expect(traffic.all()).toContainEqual(
        expect.stringMatching(new RegExp(`${file.replaceAll('.', '\\.')}$`)),
      );
    }
    expect(traffic.offOrigin()).toEqual([]);
    expect(complaints.uncaught).toEqual([]);
    expect(complaints.errors).toEqual([]);
    expect(complaints.policyBreaches()).toEqual([]);
  });

  test('ranks in a window that has lost the network @full', async ({ bench, context }) => {
    await bench.open();
    await bench.rank();
    await context.setOffline(true);
    await bench.ask('Which plan removes the limit on notes?');
    await expect(bench.ranking).toContainText(words.ranking.stale);
    await bench.rank();
  });
});

test('nothing moves while a phone opens the page over a slow connection', async ({ bench, page }) => {
  await page.setViewportSize({ width: 412, height: 823 });
  const shifted = await watchShifts(page);
  // Lighthouse's phone: 1.6 Mbit/s and 150 ms. The font takes as long as the scripts do.
  const devtools = await page.context().newCDPSession(page);
  const bytesPerSecond = 1_638_400 / 8;
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await bench.open();
  await expect(page.getByTestId('documents-line')).toContainText('50 support articles');
  expect(await page.evaluate(async () => (await document.fonts.ready).status)).toBe('loaded');
  expect(await shifted()).toBeLessThan(0.02);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('nothing moves from the start of a run to its end, and a finger reads a point', async ({
    bench,
    page,
  }) => {
    const shifted = await watchShifts(page);
    await bench.open({ ...smallSweep, order: 'length,input' });
    await bench.runButton.tap();
    await bench.expectRunState('done');
    await expect(page.getByTestId('answer')).toBeVisible();
    expect(await shifted()).toBeLessThan(0.02);
    const blank = await page.getByTestId('answer').evaluate((answer) => {
      const end = (element: Element | null) => element?.getBoundingClientRect().bottom ?? Number.NaN;
      return end(answer.parentElement) - end(answer.lastElementChild);
    });
    expect(blank, 'the answer fills its place').toBeLessThan(1);

    const point = bench.chartPoints.first();
    await point.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    const box = await point.boundingBox();
    if (box === null) throw new Error('The chart has no point.');
    await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    const readout = bench.chart.locator('.recharts-tooltip-wrapper');
    await expect(readout).toContainText(sentence('chart.column', { batch: 1 }));
    const read = await readout.locator('tbody td:first-of-type').allInnerTexts();
    expect(read).toHaveLength(2);
    // It stays below the plot, where no finger covers it.
    await page.evaluate(() => window.scrollBy(0, 100));
    await expect(readout).toBeVisible();
    const plot = await bench.chart.locator('.recharts-surface').first().boundingBox();
    expect((await readout.boundingBox())?.y).toBeGreaterThanOrEqual((plot?.y ?? 0) + (plot?.height ?? 0));

    // The chart is one image; its numbers are in a table that needs no finger.
    await page.getByTestId('fold-numbers').locator('summary').focus();
    await page.keyboard.press('Enter');
    for (const [place, figure] of read.entries()) {
      const row = bench.cell(4, 1, `lane-${place + 1}`);
      await expect(row.getByRole('cell', { name: figure, exact: true })).toBeVisible();
    }
  });
});

test('the watch over requests and complaints sees what it is there for', async ({
  bench,
  traffic,
  complaints,
}) => {
  await bench.open();
  await bench.page.evaluate(async () => {
    await fetch('https://elsewhere.test/').catch(() => {});
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'void 0' }));
    console.error('an error of the page');
  });
  await expect.poll(() => traffic.offOrigin()).toEqual(['https://elsewhere.test/']);
  await expect.poll(() => complaints.policyBreaches()).not.toEqual([]);
  await expect.poll(() => complaints.errors).toContain('an error of the page');
});
