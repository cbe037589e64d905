import { browsersAdapter } from './support/adapter.ts';
import { outcomes, sampleCounts } from './support/outcomes.ts';
import { turnReadbacks } from './support/score-faults.ts';
import { sentence, words } from './support/words.ts';
import { expect, test } from './support/worker-access.ts';

// SwiftShader takes seconds to compile each new shape, so there are few shapes and few tokens.
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
  const { vendor, architecture } = (await browsersAdapter(bench.page)) ?? {};
  expect(record.environment.adapter).toMatchObject({ isSoftware: true, vendor, architecture });
  // The runtime's device came from the adapter that the page found.
  expect(record.lanes[0]?.adapterUsed).toMatchObject({ vendor, architecture, isFallbackAdapter: true });
  expect(record.lanes[1]).not.toHaveProperty('adapterUsed');
  const codes = record.warnings.map(({ code }) => code);
  expect(codes).not.toContain('other-adapter');
  expect(codes).toContain('software-adapter');
  expect(codes).not.toContain('suspect-scores');

  // Both compute the same scores. The CPU's are the reference.
  const [gpu, cpu] = record.lanes.map(({ scoreCheck }) => scoreCheck);
  expect(gpu).toMatchObject({ verdict: 'ok', agreement: { laneId: 'lane-2', kendallTau: 1 } });
  expect(gpu?.agreement?.largestDifference).toBeLessThan(1e-3);
  expect(cpu).toMatchObject({ verdict: 'ok', agreement: null });

  // The ledger sees the GPU's buffers. The weights stay, and a pass needs more memory than they do.
  const cellsOf = (lane: number) =>
    record.lanes[lane]?.cells.filter((cell) => cell.state === 'measured') ?? [];
  for (const { gpuBytes } of cellsOf(0)) {
    expect(gpuBytes?.resident).toBeGreaterThan(100_000);
    expect(gpuBytes?.peak).toBeGreaterThanOrEqual(gpuBytes?.resident ?? 0);
  }
  for (const { gpuBytes, wasmBytes } of cellsOf(1)) {
    expect(gpuBytes).toBeNull();
    expect(wasmBytes).toBeGreaterThan(1_000_000);
  }

  await expect(bench.page.getByTestId('answer').getByText(words.warning['software-adapter'])).toBeVisible();
  await expect(bench.gpuBadge).toContainText('· WebGPU and WASM');
  await bench.expectGpuFacts(sentence('backend.last', { devices: 'WebGPU and WASM' }));
  for (const [lane, name] of [
    ['lane-1', 'WebGPU · fp32'],
    ['lane-2', 'WASM · fp32'],
  ] as const) {
    await bench.unfold('numbers');
    const rows = bench.page.getByRole('rowgroup').filter({ has: bench.cell(2, 2, lane) });
    await expect(rows).toContainText(name);
    await expect(bench.chart).toContainText(name);
    await expect(bench.summary).toContainText(name.split(' ')[0] ?? '');
  }
});

test('a sweep on WebGPU can be stopped, keeps what it measured, and runs again @full', async ({ bench }) => {
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

test('@full a sweep on a GPU that gets its scores wrong marks the GPU’s lane as suspect, not the CPU’s', async ({
  bench,
  workerAccess,
}) => {
  await bench.open({ ...tinySweep, batchSizes: '1', device: 'webgpu,wasm' });
  await bench.setInput(query, documents);
  workerAccess.inNext(turnReadbacks, undefined);
  const record = await bench.run();
  const checks = record.lanes.map(({ scoreCheck }) => scoreCheck);
  expect(checks.map((check) => check?.verdict)).toEqual(['suspect', 'ok']);
  expect(checks[0]?.findings.map(({ code }) => code)).toEqual(['ranks-disagree']);
  expect(checks[0]?.agreement?.kendallTau).toBeLessThan(0);
  for (const one of record.recommendations) expect(one).not.toHaveProperty('device', 'webgpu');
  await expect(bench.summary).toContainText(words.scoreFinding['ranks-disagree']);
});
