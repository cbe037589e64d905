import { findPeak, type PeakMeasurement, type PreparedProduct } from '../../core/bench/peak.ts';
import { type ProductKind, productModel } from '../../core/onnx/product-model.ts';
import type { Clock } from '../../core/rerank/clock.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { seededRandom } from '../../core/stats/random.ts';
import type { Runtime } from './runtime.ts';

/** Rows of a product: the tokens of a batch, from a few to thousands. */
const sizes = [128, 256, 512, 1024, 2048] as const;

/** Widths of encoders, and of their feed-forwards: how fast a product is depends on its shape, and a peak is the fastest. */
const shapes = [
  [384, 384],
  [384, 1536],
  [768, 768],
  [1024, 1024],
] as const;

/** Products of one run: what goes in and comes out is copied, and counts for little beside four of them. */
const products = 4;

type Shape = (typeof shapes)[number];

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
  const prepare = async (shape: Shape, rows: number): Promise<PreparedProduct> => {
    const model = productModel(kind, shape, products, random);
    const session = await InferenceSession.create(model, { executionProviders: ['wasm'] });
    const x = Float32Array.from({ length: rows * shape[0] }, () => 2 * random() - 1);
    const input = { x: new Tensor('float32', x, [rows, shape[0]]) };
    return {
      run: async (repeats) => {
        const before = clock.now();
        for (let i = 0; i < repeats; i++) await session.run(input);
        return clock.now() - before;
      },
      release: () => session.release(),
    };
  };
  const flops = (rows: number, [width, within]: Shape) => products * 2 * rows * width * within;
  const found = await findPeak({ sizes, variants: shapes, flops, prepare }, () => clock.now() - start);
  if (found === null) throw new Failure('unknown', 'The clock is too coarse to time a matrix product.');
  const { size, gflopsPerSecond } = found;
  const method = `ONNX Runtime ${runtime.build}, ${operators[kind]}, ${threads} threads`;
  return { device: 'wasm', precision: kind, gflopsPerSecond, method, size, ms: clock.now() - start };
}
