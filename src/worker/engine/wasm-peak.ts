import {
  findPeak,
  type ModelWidths,
  type PeakMeasurement,
  type PeakOrder,
  type PreparedProduct,
} from '../../core/bench/peak.ts';
import { type ProductKind, productModel } from '../../core/onnx/product-model.ts';
import type { Clock } from '../../core/rerank/clock.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { seededRandom } from '../../core/stats/random.ts';
import type { Runtime } from './runtime.ts';

/**
 * Rows of a product are the tokens of a batch: from the one that a batch's last layer may have to thousands.
 * Those that are most often the fastest come first, in case that time runs out.
 */
const modelRows = [64, 256, 1024, 4096, 16, 4, 1] as const;

/** Rows at which products of other widths than the model's are tried. */
const otherRows = [256, 64, 1024] as const;

/**
 * Widths of encoders, and of their feed-forwards: how fast a product is depends on its shape, and a peak is
 * the fastest.
 */
const commonShapes = [
  [384, 1536],
  [384, 384],
  [768, 768],
  [1024, 1024],
] as const;

/** The products of one run: [rows, width] by as many matrices, from `width` to `within` and back. */
interface Chain {
  readonly width: number;
  readonly within: number;
  readonly products: number;
}

interface Size {
  readonly chain: Chain;
  readonly rows: number;
}

const operators: Record<ProductKind, string> = { f32: 'MatMul', int8: 'MatMulInteger' };

/** Weights repeat after so many: drawing millions would take longer than multiplying by them. */
const weightPeriod = 1009;

/**
 * The most that this machine's CPU multiplies, by ONNX Runtime's own product: the build of the lane, in one
 * session with so many threads.
 *
 * @param widths of the lane's model, whose products are tried first and with every number of rows
 * @throws Failure `runtime-failed` where the build does not start
 */
export async function measureCpuPeak(
  runtime: Runtime,
  { precision: kind, threads }: Extract<PeakOrder, { device: 'wasm' }>,
  widths: ModelWidths | null,
  clock: Clock,
): Promise<PeakMeasurement> {
  const { InferenceSession, Tensor, env } = runtime.onnxruntime;
  env.wasm.numThreads = threads;
  await runtime.start();
  // From here: loading the runtime is no part of the search.
  const start = clock.now();
  const random = repeatedRandom();
  const makeSession = ({ width, within, products }: Chain) =>
    InferenceSession.create(productModel(kind, [width, within], products, random), {
      executionProviders: ['wasm'],
    });
  /** One for each chain, since only the rows differ within a ladder. The worker's end releases them. */
  const sessions = new Map<Chain, Awaited<ReturnType<typeof makeSession>>>();
  const prepare = async (_: ProductKind, { chain, rows }: Size): Promise<PreparedProduct> => {
    const session = sessions.get(chain) ?? (await makeSession(chain));
    sessions.set(chain, session);
    const x = Float32Array.from({ length: rows * chain.width }, () => 2 * random() - 1);
    const input = { x: new Tensor('float32', x, [rows, chain.width]) };
    return {
      run: async (repeats) => {
        const before = clock.now();
        for (let i = 0; i < repeats; i++) await session.run(input);
        return clock.now() - before;
      },
      release: () => {},
    };
  };
  const found = await findPeak(
    {
      ladders: chains(widths).map((chain, place) => {
        const all = widths === null ? 1 : 2;
        return (place < all ? modelRows : otherRows).map((rows) => ({ chain, rows }));
      }),
      variants: [kind],
      flops: ({ chain: { width, within, products }, rows }) => products * 2 * rows * width * within,
      prepare,
    },
    () => clock.now() - start,
  );
  if (found === null) throw new Failure('unknown', 'The clock is too coarse to time a matrix product.');
  const { size, gflopsPerSecond } = found;
  const method = `ONNX Runtime ${runtime.build}, ${operators[kind]}, ${threads} threads`;
  return {
    device: 'wasm',
    precision: kind,
    gflopsPerSecond,
    method,
    size: size.rows,
    ms: clock.now() - start,
  };
}

/** The model's feed-forward and its projections, then other shapes; each once. */
function chains(widths: ModelWidths | null): Chain[] {
  const own =
    widths === null
      ? []
      : [
          [widths.hiddenSize, widths.intermediateSize],
          [widths.hiddenSize, widths.hiddenSize],
        ];
  const shapes = new Map([...own, ...commonShapes].map((shape) => [String(shape), shape]));
  return [...shapes.values()].map(([width = 0, within = 0]) => ({
    width,
    within,
    // A layer has four projections, and two products of its feed-forward.
    // What goes in and comes out is copied, and counts for little beside them.
    products: width === within ? 4 : 2,
  }));
}

/** Numbers in [0, 1) that repeat. */
function repeatedRandom(): () => number {
  const random = seededRandom(1);
  const numbers = Float64Array.from({ length: weightPeriod }, random);
  let next = 0;
  return () => {
    next = next === weightPeriod - 1 ? 0 : next + 1;
    return numbers[next] as number;
  };
}
