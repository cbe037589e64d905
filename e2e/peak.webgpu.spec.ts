import { matmulShader, sizeStep, tileColumns, tileRows, tilings } from '../src/worker/gpu/matmul-shader.ts';
import { operands, productAt } from '../src/worker/gpu/product-operands.ts';
import { browsersAdapter } from './support/adapter.ts';
import { expect, test } from './support/fixtures.ts';
import { measuredPeak } from './support/measured-peak.ts';

test('every WGSL product is right to the last digit, and the fastest gives the GPU’s peak @full', async ({
  bench,
}) => {
  await bench.open();
  // The strides differ, so that mixing them up would show.
  const size = { rows: sizeStep, depth: 2 * sizeStep, columns: sizeStep };
  const { rows, columns } = size;
  const matrices = operands(size);
  const expected = Array.from({ length: rows * columns }, (_, i) =>
    productAt(matrices, Math.floor(i / columns), i % columns),
  );
  for (const tiling of tilings) {
    const found = await bench.page.evaluate(
      async ([code, a, b, length, across, down]) => {
        const adapter = await navigator.gpu.requestAdapter();
        if (adapter === null) throw new Error('no adapter');
        const device = await adapter.requestDevice();
        const [copySource, copyTarget, storage, mapRead] = [4, 8, 128, 1];
        const buffers = [a, b, new Array<number>(length).fill(0)].map((values) => {
          const size = 4 * values.length;
          const buffer = device.createBuffer({ size, usage: storage | copySource | copyTarget });
          device.queue.writeBuffer(buffer, 0, Float32Array.from(values));
          return buffer;
        });
        const module = device.createShaderModule({ code });
        const pipeline = device.createComputePipeline({ layout: 'auto', compute: { module } });
        const staging = device.createBuffer({ size: 4 * length, usage: mapRead | copyTarget });
        const encoder = device.createCommandEncoder();
        const pass = encoder.beginComputePass();
        pass.setPipeline(pipeline);
        const entries = buffers.map((buffer, binding) => ({ binding, resource: { buffer } }));
        pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
        pass.dispatchWorkgroups(across, down);
        pass.end();
        encoder.copyBufferToBuffer(buffers[2] as GPUBuffer, 0, staging, 0, 4 * length);
        device.queue.submit([encoder.finish()]);
        await staging.mapAsync(1);
        const product = Array.from(new Float32Array(staging.getMappedRange()));
        device.destroy();
        return product;
      },
      [
        matmulShader(size, tiling, 'f32'),
        Array.from(matrices.a),
        Array.from(matrices.b),
        rows * columns,
        columns / tileColumns(tiling),
        rows / tileRows(tiling),
      ] as const,
    );
    expect(found, tiling.name).toEqual(expected);
  }

  const peak = await measuredPeak(
    bench.page,
    { device: 'webgpu', precision: 'f32' },
    { hiddenSize: 384, intermediateSize: 1536 },
  );
  expect(peak).toMatchObject({ device: 'webgpu', precision: 'f32' });
  expect(tilings.map(({ name }) => `WGSL, ${name}`)).toContain(peak.method);
  expect(peak.gflopsPerSecond).toBeGreaterThan(0.01);
  expect(peak.ms).toBeLessThan(15_000);
  test.info().annotations.push({ type: 'peak', description: JSON.stringify(peak) });
  // The other WebGPU adapter of these tests has half precision; see half-precision.lavapipe.spec.ts.
  expect(await browsersAdapter(bench.page)).toMatchObject({ hasHalfPrecision: false });
  await expect(measuredPeak(bench.page, { device: 'webgpu', precision: 'f16' })).rejects.toThrow(
    /half precision/,
  );
});
