import { GraphBuilder } from './graph-builder.ts';
import { float32Format, quantizedFormat, type WeightFormat } from './weight-format.ts';

/** What multiplies: single precision, or integers as a dynamically quantised model does. */
export type ProductKind = 'f32' | 'int8';

const formats: Record<ProductKind, WeightFormat> = { f32: float32Format, int8: quantizedFormat };

/**
 * Writes a model that multiplies an `x`, float32 [any, width], by one stored matrix after another, from
 * `width` to `within` and back, as a feed-forward does. `y` has one of the two widths. The weights are
 * constants, as a model's are: the runtime may pack them beforehand as it likes.
 *
 * @param products how many matrices; many make what goes in and comes out count for little
 * @param random numbers in [0, 1)
 */
export function productModel(
  kind: ProductKind,
  [width, within]: readonly [width: number, within: number],
  products: number,
  random: () => number,
): Uint8Array {
  const graph = new GraphBuilder({ name: 'product', producer: 'rerank-bench' });
  // A uniform ±√(3/n) over n rows has variance 1/n, so that what flows keeps its size from product to
  // product.
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
