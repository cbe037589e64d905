import type { ProductSize } from '../../core/bench/peak.ts';
import { seededRandom } from '../../core/stats/random.ts';

/**
 * Two matrices whose product can be checked exactly: elements are −1, 0 and 1, and no sum of a few thousand
 * leaves what half precision counts exactly.
 */
export interface Operands {
  readonly size: ProductSize;
  /** rows × depth */
  readonly a: Float32Array;
  /** depth × columns */
  readonly b: Float32Array;
}

/**
 * Prime, and so unrelated to the matrices' rows and to each other; a pattern repeats because drawing 16
 * million numbers would take longer than the product.
 */
const periods = { a: 1009, b: 1013 } as const;

export function operands(size: ProductSize): Operands {
  const { rows, depth, columns } = size;
  return { size, a: patterned(rows * depth, periods.a), b: patterned(depth * columns, periods.b) };
}

function patterned(length: number, period: number): Float32Array {
  const random = seededRandom(period);
  const pattern = Float32Array.from({ length: period }, () => Math.floor(3 * random()) - 1);
  const values = new Float32Array(length);
  for (let start = 0; start < length; start += period) {
    values.set(pattern.subarray(0, Math.min(period, length - start)), start);
  }
  return values;
}

/** One element of the product. */
export function productAt({ size, a, b }: Operands, row: number, column: number): number {
  const { depth, columns } = size;
  let sum = 0;
  for (let k = 0; k < depth; k++) sum += (a[row * depth + k] ?? 0) * (b[k * columns + column] ?? 0);
  return sum;
}
