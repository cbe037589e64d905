import { GraphBuilder } from './graph-builder.ts';

/** Rows, width and how many products in a row. */
interface ProductChain {
  readonly rows: number;
  readonly width: number;
  readonly times: number;
}

/**
 * Writes a model that multiplies its input `x`, float32 [rows, width], by one stored matrix [width, width] so
 * many times in a row. Its output `y`, float32 [1, width], is the last product's first row, so that little is
 * read back.
 *
 * @param random numbers in [0, 1)
 */
export function fixedProductModel({ rows, width, times }: ProductChain, random: () => number): Uint8Array {
  const graph = new GraphBuilder({ name: 'fixed product', producer: 'rerank-bench' });
  let x = graph.input('x', 'float32', [rows, width]);
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
