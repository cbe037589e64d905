import { halfPrecisionRepository } from './support/hub-models.ts';
import { expect, test } from './support/lavapipe.ts';
import { sentence, words } from './support/words.ts';

/** A GPU with half precision. Chromium on Linux does not offer that on NVIDIA's, which Dawn excludes. */
const pretended = { ADAPTER_TYPE: 'discrete', ADAPTER_VENDOR: '0x1002', ADAPTER_DEVICE: '0x744c' };

test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, env: { ...launchOptions.env, ...pretended } }),
});

test('a GPU is named, chosen with half precision, measured without a doubt about software, and ranks', async ({
  bench,
  hub,
}) => {
  await bench.open({
    ...{ host: hub.url, model: halfPrecisionRepository, sample: 'capital-of-france', maxLength: '64' },
    ...{ batchSizes: '1', pairCounts: '2', repetitions: '2' },
  });
  await expect(bench.gpuBadge).toContainText('AMD, RDNA 3');
  await expect(bench.gpuBadge).not.toContainText(words.gpu.software);
  await expect(bench.gpuBadge).toContainText('· WebGPU');
  await bench.expectGpuFacts(sentence('backend.next', { devices: 'WebGPU' }), 'maxBufferSize', 'shader-f16');
  const choice = bench.page.getByRole('radiogroup', { name: words.model.device });
  await expect(
    choice.getByRole('radio', { name: sentence('model.deviceAuto', { device: 'WebGPU' }) }),
  ).toBeChecked();
  await expect(bench.laneOutlook).toContainText(words.modelChoice.because['half-precision']);

  const record = await bench.run();
  expect(record.environment.adapter).toMatchObject({
    ...{ name: 'AMD, RDNA 3', nameSource: 'webgpu', isSoftware: false },
    ...{ vendor: 'amd', architecture: 'rdna-3' },
  });
  expect(record.lanes).toMatchObject([
    {
      ...{ device: 'webgpu', deviceUsed: 'webgpu', dtype: 'fp16', state: 'done' },
      ...{ scoreCheck: { verdict: 'ok' }, adapterUsed: { vendor: 'amd', isFallbackAdapter: false } },
    },
  ]);
  expect(record.warnings.map(({ code }) => code)).not.toContain('software-adapter');

  const ranking = await bench.page.evaluate(() => rerankBench.rank());
  expect(ranking).toMatchObject({ deviceUsed: 'webgpu', dtype: 'fp16' });
});
