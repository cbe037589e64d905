import type { WeightSource } from '../transformer-encoder.ts';

/** Layers computed in double precision, without matrices: what the graphs of tests have to agree with. */
export type Row = readonly number[];

/** Products with weights [inputs, outputs] by their names, which are made once. */
export function products(weights: WeightSource): (name: string, x: Row, outputs: number) => Row {
  const made = new Map<string, Float32Array>();
  return (name, x, outputs) => {
    const matrix = made.get(name) ?? weights(`${name}.weight`, [x.length, outputs]);
    made.set(name, matrix);
    return Array.from({ length: outputs }, (_, column) =>
      x.reduce((sum, value, row) => sum + value * (matrix[row * outputs + column] ?? Number.NaN), 0),
    );
  };
}

export const dot = (a: Row, b: Row) => a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
export const added = (a: Row, b: Row): Row => a.map((value, i) => value + (b[i] ?? Number.NaN));
const mean = (x: Row) => x.reduce((sum, value) => sum + value, 0) / x.length;

export function normalised(x: Row, epsilon: number): Row {
  const centre = mean(x);
  const deviation = Math.sqrt(mean(x.map((value) => (value - centre) ** 2)) + epsilon);
  return x.map((value) => (value - centre) / deviation);
}

export function softmax(x: Row): Row {
  const largest = Math.max(...x);
  const powers = x.map((value) => Math.exp(value - largest));
  const total = powers.reduce((sum, value) => sum + value, 0);
  return powers.map((value) => value / total);
}

export const gelu = (x: number) => (x * (1 + erf(x / Math.SQRT2))) / 2;

/** The error function by its Maclaurin series; beyond 4 it is 1 to within 2e-8. */
function erf(x: number): number {
  if (Math.abs(x) > 4) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}
