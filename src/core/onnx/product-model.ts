import { GraphBuilder } from './graph-builder.ts';
import { float32Format, quantizedFormat, type WeightFormat } from './weight-format.ts';

/**
 * How a product is computed: in single precision, or in integers as a dynamically quantised model does it.
 */
export type ProductKind = 'f32' | 'int8';

const formats: Record<ProductKind, WeightFormat> = { f32: float32Format, int8: quantizedFormat };

/**
 * Writes a model that multiplies its input `x`, float32 [rows, width], by one stored matrix after another,
 * from `width` to `within` and back, as feed-forward layers do. Its output `y` is float32 [rows, width or
 * within]. The weights are constants, as a model's are, so the runtime may pack them beforehand.
 *
 * @param products how many matrices; with many, the cost of passing input and output counts for little
 * @param random numbers in [0, 1)
 */
export function productModel(
  kind: ProductKind,
  [width, within]: readonly [width: number, within: number],
  products: number,
  random: () => number,
): Uint8Array {
  const graph = new GraphBuilder({ name: 'product', producer: 'rerank-bench' });
  // Uniform values within ±√(3/n), for n rows, have variance 1/n, so that activations keep their size from
  // product to product.
  const values = (rows: number) => () => {
    const reach = Math.sqrt(3 / rows);
    return Float32Array.from({ length: width * within }, () => (2 * random() - 1) * reach);
  };
  let x = graph.input('x', 'float32', ['rows', width]);
  for (let place = 0; place < products; place++) {
    const shape = place % 2 === 0 ? ([width, within] as const) : ([within, width] as const);
    x = formats[kind].multiply(graph, `product.${place}`, x, shape, values(shape[0]));
  }
  const last = products % 2 === 0 ? width : within;
  graph.output(graph.node('y', 'Cast', [x], { to: 'float32' }), 'float32', ['rows', last]);
  return graph.toBytes();
}
