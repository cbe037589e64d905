import { expect, test } from './support/fixtures.ts';
import { outcomes, sampleCounts } from './support/outcomes.ts';
import { sentence, words } from './support/words.ts';

// SwiftShader compiles for seconds what it has not run before: few shapes, few tokens.
const query = 'red fox';
const documents = ['a red fox', 'a red dog'];
const tinySweep = { batchSizes: '1,2', pairCounts: '2', repetitions: '2', maxLength: '32' };

test('a sweep on WebGPU and WASM measures both side by side, and doubts the software adapter', async ({
  bench,
}) => {
  await bench.open({ ...tinySweep, device: 'webgpu,wasm' });
  await bench.setInput(query, documents);
  const record = await bench.run();

  expect(record.lanes.map(({ device, deviceUsed, state }) => [device, deviceUsed, state])).toEqual([
    ['webgpu', 'webgpu', 'done'],
    ['wasm', 'wasm', 'done'],
  ]);
  for (const lane of [0, 1]) {
    expect(outcomes(record, lane)).toEqual(['2/1 measured', '2/2 measured']);
    expect(sampleCounts(record, lane)).toEqual({ '2/1': 2, '2/2': 2 });
  }
  expect(record.environment.adapter).toMatchObject({ isSoftware: true, vendor: 'google' });
  expect(record.warnings.map(({ code }) => code)).toEqual(['software-adapter']);

  await expect(bench.page.getByText(words.warning['software-adapter'])).toBeVisible();
  await expect(bench.gpuBadge).toContainText(sentence('backend.last', { devices: 'WebGPU and WASM' }));
  for (const [lane, name] of [
    ['lane-1', 'WebGPU · fp32'],
    ['lane-2', 'WASM · fp32'],
  ] as const) {
    const rows = bench.page.getByRole('rowgroup').filter({ has: bench.cell(2, 2, lane) });
    await expect(rows).toContainText(name);
    await expect(bench.chart).toContainText(name);
    await expect(bench.summary).toContainText(name.split(' ')[0] ?? '');
  }
});

test('a sweep on WebGPU can be stopped, keeps what it measured, and runs again', async ({ bench }) => {
  await bench.open({ ...tinySweep, batchSizes: '2', repetitions: '1000', device: 'webgpu' });
  await bench.setInput(query, documents);
  await bench.runButton.click();
  await expect(bench.cell(2, 2)).toHaveAttribute('data-state', 'measured');
  await bench.stopButton.click();
  await bench.expectRunState('cancelled');
  const stopped = await bench.record();
  expect(stopped.lanes).toMatchObject([{ deviceUsed: 'webgpu', state: 'cancelled' }]);
  expect(sampleCounts(stopped)['2/2']).toBeGreaterThan(0);

  await bench.page.evaluate(() => rerankBench.configure({ repetitions: 2 }));
  const record = await bench.run();
  expect(record.lanes).toMatchObject([{ device: 'webgpu', deviceUsed: 'webgpu', state: 'done' }]);
  expect(sampleCounts(record)).toEqual({ '2/2': 2 });
});
