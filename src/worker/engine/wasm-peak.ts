import { findPeak, type PeakMeasurement, type PreparedProduct, productFlops } from '../../core/bench/peak.ts';
import { type ProductKind, productModel } from '../../core/onnx/product-model.ts';
import type { Clock } from '../../core/rerank/clock.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { seededRandom } from '../../core/stats/random.ts';
import type { Runtime } from './runtime.ts';

const sizes = [128, 256, 512, 1024] as const;

/** Products of one run: what goes in and comes out is copied, and counts for little beside four of them. */
const products = 4;

const operators: Record<ProductKind, string> = { f32: 'MatMul', int8: 'MatMulInteger' };

/**
 * The most that this machine's CPU multiplies, by ONNX Runtime's own product: the build of the lane, in one session with so many threads.
 *
 * @throws Failure `runtime-failed` where the build does not start
 */
export async function measureCpuPeak(
  runtime: Runtime,
  kind: ProductKind,
  threads: number,
  clock: Clock,
): Promise<PeakMeasurement> {
  const { InferenceSession, Tensor, env } = runtime.onnxruntime;
  env.wasm.numThreads = threads;
  await runtime.start();
  // From here: loading the runtime is no part of the search.
  const start = clock.now();
  const random = seededRandom(1);
  const prepare = async (_: ProductKind, size: number): Promise<PreparedProduct> => {
    const model = productModel(kind, size, products, random);
    const session = await InferenceSession.create(model, { executionProviders: ['wasm'] });
    const x = Float32Array.from({ length: size * size }, () => 2 * random() - 1);
    const input = { x: new Tensor('float32', x, [size, size]) };
    return {
      run: async (repeats) => {
        const before = clock.now();
        for (let i = 0; i < repeats; i++) await session.run(input);
        return clock.now() - before;
      },
      release: () => session.release(),
    };
  };
  const flops = (size: number) => products * productFlops(size);
  const found = await findPeak({ sizes, variants: [kind], flops, prepare }, () => clock.now() - start);
  if (found === null) throw new Failure('unknown', 'The clock is too coarse to time a matrix product.');
  const { size, gflopsPerSecond } = found;
  const method = `ONNX Runtime ${runtime.build}, ${operators[kind]}, ${threads} threads`;
  return { device: 'wasm', precision: kind, gflopsPerSecond, method, size, ms: clock.now() - start };
}
