import type { DenseWeights } from '../encoder-blocks.ts';
import { float32Tensor } from '../tensor.ts';

/** One non-zero element of a weight matrix: adds `weight` times input `from` to output `to`. */
export interface Wire {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** A constant added to output `to`. */
export interface Offset {
  readonly to: number;
  readonly add: number;
}

/** A dense layer given by what it connects, all else being 0. */
export function wiring(
  inputs: number,
  outputs: number,
  wires: readonly Wire[],
  offsets: readonly Offset[] = [],
): DenseWeights {
  const weight = new Float32Array(inputs * outputs);
  for (const wire of wires) weight[wire.from * outputs + wire.to] = wire.weight;
  const bias = new Float32Array(outputs);
  for (const offset of offsets) bias[offset.to] = offset.add;
  return { weight: float32Tensor([inputs, outputs], weight), bias: float32Tensor([outputs], bias) };
}

/** Wires into the two places of a feature: (x, −x). */
export function intoPair(from: number, feature: number, weight: number): readonly Wire[] {
  return [
    { from, to: feature, weight },
    { from, to: feature + 1, weight: -weight },
  ];
}
