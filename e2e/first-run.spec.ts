import { smallSweep } from './support/bench-page.ts';
import { expect, test } from './support/fixtures.ts';
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
    await bench.expectGpuFacts(sentence('backend.next', { devices: 'WASM' }));
    await bench.expectRunState('idle');
    expect(bench.search()).toEqual({});
  });

  test('ranks and measures without a request to anywhere else', async ({ bench, traffic, complaints }) => {
    await bench.open();
    await bench.rank();
    await bench.page.evaluate((settings) => rerankBench.configure(settings), smallSweep);
    await bench.run();

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
  await page.addInitScript(() => {
    const shifts: number[] = [];
    Object.assign(globalThis, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
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
  const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: readonly number[] }).shifts);
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
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
