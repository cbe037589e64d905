import type { GraphBuilder, Value } from './graph-builder.ts';
import { type Tensor, uint8Tensor } from './tensor.ts';
import type { WeightFormat } from './weight-format.ts';

/** Weights that share a scale, as in the q4 and q4f16 files of the hub. */
export const blockSize = 32;

/** A nibble that stands for 0: weights are (nibble − 8) · scale. */
const zeroPoint = 8;

/**
 * Four bits, as ONNX Runtime's MatMulNBits quantiser writes them: each column of a weight [in, out] is cut into blocks of 32 with a
 * scale each, symmetric about 0; tables and biases stay as they are. What is multiplied is not quantised.
 *
 * @param flow what the rest is: `float32Format` for q4, `float16Format` for q4f16
 */
export function fourBitFormat(flow: WeightFormat): WeightFormat {
  return {
    ...flow,
    multiply(graph, name, x, [inputs = 0, outputs = 0], values) {
      const blocks = Math.ceil(inputs / blockSize);
      const { nibbles, scales } = fourBits(inputs, outputs, values());
      return multiplyNibbles(graph, name, x, {
        inputs,
        outputs,
        nibbles: uint8Tensor([outputs, blocks, blockSize / 2], nibbles),
        scales: flow.store([outputs * blocks], () => scales),
      });
    },
  };
}

/** A weight of `inputs` × `outputs`, as `fourBits` makes one. */
export interface NibbleMatrix {
  readonly inputs: number;
  readonly outputs: number;
  /** [outputs, blocks, 16] */
  readonly nibbles: Tensor;
  /** [outputs · blocks] */
  readonly scales: Tensor;
}

/** x · weight. */
export function multiplyNibbles(
  graph: GraphBuilder,
  name: string,
  x: Value,
  { inputs, outputs, nibbles, scales }: NibbleMatrix,
): Value {
  return graph.node(
    `${name}/product`,
    'MatMulNBits',
    [x, graph.initializer(`${name}.weight_Q4`, nibbles), graph.initializer(`${name}.weight_scales`, scales)],
    { K: inputs, N: outputs, bits: 4, block_size: blockSize },
  );
}

/**
 * values [in, out] ≈ (nibble − 8) · scale, column by column, two nibbles a byte, the first in the low half.
 * A block's scale is its value of largest size, sign included, ÷ −8, so that this value is met exactly.
 */
export function fourBits(
  inputs: number,
  outputs: number,
  values: Float32Array,
): { readonly nibbles: Uint8Array; readonly scales: Float32Array } {
  const blocks = Math.ceil(inputs / blockSize);
  const nibbles = new Uint8Array((outputs * blocks * blockSize) / 2);
  const scales = new Float32Array(outputs * blocks);
  for (let block = 0; block < outputs * blocks; block += 1) {
    const column = Math.floor(block / blocks);
    const first = (block % blocks) * blockSize;
    const at = (place: number) =>
      first + place < inputs ? (values[(first + place) * outputs + column] ?? 0) : 0;
    let largest = 0;
    for (let place = 0; place < blockSize; place += 1) {
      if (Math.abs(at(place)) > Math.abs(largest)) largest = at(place);
    }
    const scale = largest / -zeroPoint || 1;
    scales[block] = scale;
    for (let place = 0; place < blockSize; place += 1) {
      const nibble = Math.min(15, Math.max(0, Math.round(at(place) / scale) + zeroPoint));
      const byte = (block * blockSize + place) >> 1;
      nibbles[byte] = (nibbles[byte] ?? 0) | (nibble << (place % 2 === 0 ? 0 : 4));
    }
  }
  return { nibbles, scales };
}
