import { GraphBuilder } from './graph-builder.ts';
import { float32Format, quantizedFormat, type WeightFormat } from './weight-format.ts';

/** What multiplies: single precision, or integers as a dynamically quantised model does. */
export type ProductKind = 'f32' | 'int8';

const formats: Record<ProductKind, WeightFormat> = { f32: float32Format, int8: quantizedFormat };

/**
 * Writes a model that multiplies an `x`, float32 [size, size], by one stored matrix after another, and gives `y` of the same shape. The
 * weights are constants, as a model's are: the runtime may pack them beforehand as it likes.
 *
 * @param products how many matrices; many make what goes in and comes out count for little
 * @param random numbers in [0, 1)
 */
export function productModel(
  kind: ProductKind,
  size: number,
  products: number,
  random: () => number,
): Uint8Array {
  const graph = new GraphBuilder({ name: 'product', producer: 'rerank-bench' });
  // A uniform ±√(3/n) has variance 1/n, so that what flows keeps its size from product to product.
  const reach = Math.sqrt(3 / size);
  const values = () => Float32Array.from({ length: size * size }, () => (2 * random() - 1) * reach);
  let x = graph.input('x', 'float32', [size, size]);
  for (let place = 0; place < products; place++) {
    x = formats[kind].multiply(graph, `product.${place}`, x, [size, size], values);
  }
  graph.output(graph.node('y', 'Cast', [x], { to: 'float32' }), 'float32', [size, size]);
  return graph.toBytes();
}
