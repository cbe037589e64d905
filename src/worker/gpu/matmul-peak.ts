import {
  findPeak,
  type ModelWidths,
  type PeakMeasurement,
  type PreparedProduct,
  type ProductSize,
  productFlops,
} from '../../core/bench/peak.ts';
import type { Clock } from '../../core/rerank/clock.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { GpuProduct } from './gpu-product.ts';
import { type ShaderPrecision, sizeStep, type Tiling, tilings } from './matmul-shader.ts';
import { operands } from './product-operands.ts';

const squares = [128, 256, 512, 1024, 2048, 4096] as const;

/** Rows of the model's products: a workgroup computes a tile of them, so that fewer take as long. */
const modelRows = [128, 512, 2048, 8192] as const;

/** Every WebGPU device can bind a buffer of this size. */
const bindableBytes = 128 * 2 ** 20;

/**
 * The most that this machine's GPU multiplies, by the fastest of several WGSL products. It takes a device of
 * its own, which is gone afterwards: call it in a worker that computes nothing else.
 *
 * @param widths of the lane's model, rounded up to whole tiles
 * @throws Failure `no-gpu`, `no-half-precision`; `unknown` where the GPU multiplies wrongly or reports an
 * error
 */
export async function measureGpuPeak(
  precision: ShaderPrecision,
  widths: ModelWidths | null,
  clock: Clock,
): Promise<PeakMeasurement> {
  const start = clock.now();
  const device = await openDevice(precision);
  const ladders = productLadders(widths);
  let last = operands(square(squares[0]));
  const matrices = (size: ProductSize) => {
    if (last.size !== size) last = operands(size);
    return last;
  };
  try {
    const prepare = async (tiling: Tiling, size: ProductSize): Promise<PreparedProduct> => {
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
      { ladders, variants: tilings, flops: productFlops, prepare },
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
    return { device: 'webgpu', precision, gflopsPerSecond, method, size: size.rows, ms: clock.now() - start };
  } finally {
    device.destroy();
  }
}

const square = (size: number): ProductSize => ({ rows: size, depth: size, columns: size });

/** Squares, which tell tilings apart, then both products of the model's feed-forward and its projections. */
function productLadders(widths: ModelWidths | null): ProductSize[][] {
  const ladders = [squares.map(square)];
  if (widths !== null) {
    const wide = wholeTiles(widths.intermediateSize);
    const narrow = wholeTiles(widths.hiddenSize);
    for (const [depth, columns] of [
      [narrow, wide],
      [wide, narrow],
      [narrow, narrow],
    ] as const) {
      ladders.push(modelRows.map((rows) => ({ rows, depth, columns })));
    }
  }
  return ladders.map((ladder) => ladder.filter(isBindable));
}

const wholeTiles = (width: number): number => sizeStep * Math.ceil(width / sizeStep);

const isBindable = ({ rows, depth, columns }: ProductSize): boolean =>
  4 * Math.max(rows * depth, depth * columns, rows * columns) <= bindableBytes;

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
