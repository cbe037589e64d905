import { findPeak, type PeakMeasurement, type PreparedProduct, productFlops } from '../../core/bench/peak.ts';
import type { Clock } from '../../core/rerank/clock.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { GpuProduct } from './gpu-product.ts';
import { type ShaderPrecision, type Tiling, tilings } from './matmul-shader.ts';
import { operands } from './product-operands.ts';

/** All three matrices of the largest fit the 128 MiB that every WebGPU device can bind. */
const sizes = [128, 256, 512, 1024, 2048, 4096] as const;

/**
 * The most that this machine's GPU multiplies, by the fastest of several WGSL products. It takes a device of its own, which is gone afterwards:
 * call it in a worker that computes nothing else.
 *
 * @throws Failure `no-gpu`, `no-half-precision`; `unknown` where the GPU multiplies wrongly or reports an error
 */
export async function measureGpuPeak(precision: ShaderPrecision, clock: Clock): Promise<PeakMeasurement> {
  const start = clock.now();
  const device = await openDevice(precision);
  let last = operands(sizes[0]);
  const matrices = (size: number) => {
    if (last.size !== size) last = operands(size);
    return last;
  };
  try {
    const prepare = async (tiling: Tiling, size: number): Promise<PreparedProduct> => {
      const product = await GpuProduct.make(device, matrices(size), tiling, precision);
      return {
        run: async (repeats) => {
          const before = clock.now();
          await product.run(repeats);
          return clock.now() - before;
        },
        release: () => product.release(),
      };
    };
    const found = await findPeak(
      { sizes, variants: tilings, flops: productFlops, prepare },
      () => clock.now() - start,
    );
    if (found === null) throw new Failure('unknown', 'The clock is too coarse to time a matrix product.');
    const winner = await GpuProduct.make(device, matrices(found.size), found.variant, precision);
    await winner.run(1);
    const difference = await winner.largestDifference();
    winner.release();
    if (difference !== 0) {
      throw new Failure('unknown', `The GPU multiplies wrongly: a sum is off by ${difference}.`);
    }
    const { size, gflopsPerSecond } = found;
    const method = `WGSL, ${found.variant.name}`;
    return { device: 'webgpu', precision, gflopsPerSecond, method, size, ms: clock.now() - start };
  } finally {
    device.destroy();
  }
}

async function openDevice(precision: ShaderPrecision): Promise<GPUDevice> {
  // Absent where the browser has no WebGPU or the page is not a secure context, whatever the types say.
  const gpu = (navigator as { readonly gpu?: GPU }).gpu;
  const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw new Failure('no-gpu', 'There is no WebGPU adapter.');
  if (precision === 'f16' && !adapter.features.has('shader-f16')) {
    throw new Failure('no-half-precision', 'The adapter has no half precision.');
  }
  return adapter.requestDevice({ requiredFeatures: precision === 'f16' ? ['shader-f16'] : [] });
}
