import { seededRandom } from '../../core/stats/random.ts';

/** Two square matrices whose product can be checked exactly: elements are −1, 0 and 1, and no sum of a few thousand leaves what half precision counts exactly. */
export interface Operands {
  readonly size: number;
  readonly a: Float32Array;
  readonly b: Float32Array;
}

/** Prime, and so unrelated to the matrices' rows and to each other; a pattern repeats because drawing 16 million numbers would take longer than the product. */
const periods = { a: 1009, b: 1013 } as const;

export function operands(size: number): Operands {
  return { size, a: patterned(size * size, periods.a), b: patterned(size * size, periods.b) };
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
  let sum = 0;
  for (let k = 0; k < size; k++) sum += (a[row * size + k] ?? 0) * (b[k * size + column] ?? 0);
  return sum;
}
