import { seededRandom } from '../stats/random.ts';
import { GraphBuilder } from './graph-builder.ts';

/** Rows, width and how many products in a row. */
interface ProductChain {
  readonly rows: number;
  readonly width: number;
  readonly times: number;
}

/** Of the matrices that are multiplied, which are the same on every device and in every version. */
const seed = 20261129;

/**
 * Writes a model that multiplies its input `x`, float32 [rows, width], by one stored matrix [width, width] so
 * many times in a row. Its output `y`, float32 [1, width], is the last product's first row, so that little is
 * read back.
 */
export function fixedProductModel({ rows, width, times }: ProductChain): Uint8Array {
  const graph = new GraphBuilder({ name: 'fixed product', producer: 'rerank-bench' });
  let x = graph.input('x', 'float32', [rows, width]);
  const random = seededRandom(seed);
  // Uniform values within ±√(3/n) have variance 1/n, so that values keep their size from product to product.
  const reach = Math.sqrt(3 / width);
  const weight = graph.initializer('weight', {
    storage: 'inline',
    type: 'float32',
    shape: [width, width],
    elements: Float32Array.from({ length: width * width }, () => (2 * random() - 1) * reach),
  });
  for (let place = 0; place < times; place++) x = graph.node(`product.${place}`, 'MatMul', [x, weight]);
  const first = graph.initializer('first', {
    storage: 'inline',
    type: 'int64',
    shape: [1],
    elements: BigInt64Array.of(0n),
  });
  graph.output(graph.node('y', 'Gather', [x, first], { axis: 0 }), 'float32', [1, width]);
  return graph.toBytes();
}

/** The input of `fixedProductModel`: values in [-1, 1), row by row. */
export function fixedProductInput({ rows, width }: ProductChain): Float32Array {
  const random = seededRandom(seed + 1);
  return Float32Array.from({ length: rows * width }, () => 2 * random() - 1);
}
