import { expect, test } from './support/fixtures.ts';
import { rerankerRepository } from './support/hub-models.ts';
import { measuredPeak } from './support/measured-peak.ts';
import { words } from './support/words.ts';

test('ONNX Runtime’s own products give the CPU’s peak, of single precision and of integers @full', async ({
  bench,
  complaints,
}) => {
  await bench.open();
  for (const [precision, operator] of [
    ['f32', 'MatMul'],
    ['int8', 'MatMulInteger'],
  ] as const) {
    const peak = await measuredPeak(bench.page, { device: 'wasm', precision, runtime: 'plain', threads: 2 });
    expect(peak).toMatchObject({ device: 'wasm', precision });
    expect(peak.method).toBe(`ONNX Runtime plain, ${operator}, 2 threads`);
    expect(peak.gflopsPerSecond).toBeGreaterThan(0.1);
    expect(peak.gflopsPerSecond).toBeLessThan(5000);
    test.info().annotations.push({ type: 'peak', description: JSON.stringify(peak) });
  }
  expect([...complaints.uncaught, ...complaints.errors, ...complaints.policyBreaches()]).toEqual([]);
});

test('a model whose shape is known is held against the device’s peak, in record, chart and table @full', async ({
  bench,
  hub,
}) => {
  await bench.open({
    ...{ host: hub.url, model: rerankerRepository, dtype: 'fp32,q8', sample: 'capital-of-france' },
    ...{ batchSizes: '1,2', pairCounts: '4', repetitions: '2', threads: '1' },
  });
  const record = await bench.run();
  const { hardwareConcurrency } = record.environment;
  expect(record.lanes.map(({ peak }) => peak?.precision)).toEqual(['f32', 'int8']);
  for (const lane of record.lanes) {
    expect(lane.model.shape).toEqual({ layers: 2, hiddenSize: 32, intermediateSize: 64 });
    expect(lane.peak?.method).toContain(` ${Math.min(lane.threads ?? 0, hardwareConcurrency)} threads`);
    for (const cell of lane.cells) {
      if (cell.state !== 'measured') throw new Error(cell.state);
      const rate = cell.gflopsPerSecond ?? Number.NaN;
      expect(rate).toBeCloseTo((cell.flops ?? Number.NaN) / cell.latencyMs.mean / 1e6, 9);
      // So small a model spends most of its time on other work than products.
      expect(rate / (lane.peak?.gflopsPerSecond ?? 0)).toBeLessThan(1);
    }
  }

  await bench.page.getByText(words.peakChart.choice, { exact: true }).click();
  const chart = bench.page.getByTestId('peak-chart');
  await expect(chart.locator('[data-point]').first()).toBeVisible();
  await expect(chart.getByTestId('peak-outlook')).toHaveCount(2);
  await expect(chart.getByTestId('peak-outlook').first()).toContainText(/at best [\d.]+% of the device/);

  await bench.unfold('numbers');
  await bench.page.getByRole('button', { name: words.wideTable.more }).click();
  await expect(bench.cell(4, 2).locator('[data-column="percentOfPeak"]')).toHaveText(/^[\d.]+%$/);
});

test('the built-in model, whose layers are a construction of its own, is held against nothing @full', async ({
  bench,
}) => {
  await bench.open({ sample: 'capital-of-france', batchSizes: '1,2', pairCounts: '4', repetitions: '2' });
  const record = await bench.run();
  expect(record.lanes[0]).not.toHaveProperty('peak');
  expect(record.lanes[0]?.cells[0]).not.toHaveProperty('flops');
  await expect(bench.page.getByText(words.chartChoice.memory, { exact: true })).toBeVisible();
  await expect(bench.page.getByText(words.peakChart.choice, { exact: true })).toHaveCount(0);
});
