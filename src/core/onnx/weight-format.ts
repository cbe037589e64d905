import { toFloat16 } from './float16.ts';
import type { GraphBuilder, Value } from './graph-builder.ts';
import {
  externalTensor,
  float16Tensor,
  float32Tensor,
  int8Tensor,
  type Shape,
  scalar,
  type Tensor,
  uint8Tensor,
} from './tensor.ts';

/**
 * Makes a weight's values. `twinFormat`, which has values of its own, never asks for those of a large weight.
 */
export type Values = () => Float32Array;

/**
 * What a stored vector does to the activations: `shift` is added to them, `gain` (a normalisation's scale)
 * multiplies them.
 */
export type VectorRole = 'shift' | 'gain';

/** How a model's weights are stored, and what its graph does with them. */
export interface WeightFormat {
  /** The type of the activations, which flow from layer to layer. */
  readonly flow: 'float32' | 'float16';
  /** A tensor of the activations' type, for biases and the scales of normalisations. */
  store(shape: Shape, values: Values, role?: VectorRole): Tensor;
  /** x · weight, with `shape` [in, out]: [batch, sequence, in] → [batch, sequence, out]. */
  multiply(graph: GraphBuilder, name: string, x: Value, shape: Shape, values: Values): Value;
  /**
   * The rows at `indices` of a table, with `shape` [rows, width]: [batch, sequence] → [batch, sequence,
   * width].
   */
  lookUp(graph: GraphBuilder, name: string, indices: Value, shape: Shape, values: Values): Value;
}

export const float32Format: WeightFormat = plainFormat('float32', (shape, values) =>
  float32Tensor(shape, values()),
);

export const float16Format: WeightFormat = plainFormat('float16', (shape, values) =>
  float16Tensor(shape, toFloat16(values())),
);

/**
 * Smaller tensors stay in the model file, as in onnx's own converter. Some have to: ONNX Runtime Web 1.31
 * cannot optimise a graph whose scalar constants are elsewhere ("Failed to get file size for external
 * initializer").
 */
export const fewestExternalBytes = 1024;

/** Single precision in a file of its own, which grows with each tensor that is stored. */
export interface ExternalFormat extends WeightFormat {
  /** The file's content so far. */
  data(): Uint8Array;
}

/** @param location the file's path relative to the model file */
export function externalFloat32Format(location: string): ExternalFormat {
  const parts: Float32Array[] = [];
  let length = 0;
  const format = plainFormat('float32', (shape, makeValues) => {
    const values = makeValues();
    if (values.byteLength < fewestExternalBytes) return float32Tensor(shape, values);
    const place = { location, offset: length, length: values.byteLength };
    parts.push(values);
    length += values.byteLength;
    return externalTensor('float32', shape, place);
  });
  return {
    ...format,
    data() {
      const bytes = new Uint8Array(length);
      let offset = 0;
      for (const part of parts) {
        bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), offset);
        offset += part.byteLength;
      }
      return bytes;
    },
  };
}

/**
 * Eight bits, as ONNX Runtime's dynamic quantisation writes them. Weights are int8 with one scale per tensor.
 * The input of a product is quantised when the model runs, with one scale for the whole batch. Padding takes
 * part in that scale, so such a model's scores move a little with the rest of their batch.
 */
export const quantizedFormat: WeightFormat = {
  flow: 'float32',
  store: (shape, values) => float32Tensor(shape, values()),

  multiply(graph, name, x, shape, values) {
    const { elements, scale } = quantized(values());
    return multiplyIntegers(graph, name, x, { integers: int8Tensor(shape, elements), scale });
  },

  lookUp(graph, name, indices, shape, values) {
    const { elements, scale } = quantized(values());
    return lookUpIntegers(graph, name, indices, { integers: int8Tensor(shape, elements), scale });
  },
};

/** A matrix of 8-bit integers that stands for (integers − zero) · scale. */
export interface IntegerMatrix {
  readonly integers: Tensor;
  readonly scale: number;
  /** Of the integers' type. Default: 0, for int8. */
  readonly zero?: Tensor;
}

/**
 * x · weight, with x quantised when the model runs. The weight is [in, out]; x and the product are float32.
 */
export function multiplyIntegers(
  graph: GraphBuilder,
  name: string,
  x: Value,
  { integers, scale, zero: zeroInteger = int8Tensor([], new Int8Array(1)) }: IntegerMatrix,
): Value {
  const weight = graph.initializer(`${name}.weight_quantized`, integers);
  const zero = graph.initializer(`${name}.weight_zero_point`, zeroInteger);
  const weightScale = graph.initializer(`${name}.weight_scale`, scalar(scale));
  const [bytes, bytesScale, bytesZero] = graph.nodeWithOutputs(`${name}/quantized`, 'DynamicQuantizeLinear', [
    x,
  ]);
  const product = graph.node(`${name}/integers`, 'MatMulInteger', [bytes, weight, bytesZero, zero]);
  const units = graph.node(`${name}/units`, 'Cast', [product], { to: 'float32' });
  const unit = graph.node(`${name}/unit`, 'Mul', [bytesScale, weightScale]);
  return graph.node(`${name}/product`, 'Mul', [units, unit]);
}

/** The rows at `indices` of a table [rows, width], in single precision. */
export function lookUpIntegers(
  graph: GraphBuilder,
  name: string,
  indices: Value,
  { integers, scale }: IntegerMatrix,
): Value {
  const table = graph.initializer(`${name}.weight_quantized`, integers);
  const rows = graph.node(`${name}/rows`, 'Gather', [table, indices], { axis: 0 });
  return graph.node(name, 'DequantizeLinear', [
    rows,
    graph.initializer(`${name}.weight_scale`, scalar(scale)),
    graph.initializer(`${name}.weight_zero_point`, int8Tensor([], new Int8Array(1))),
  ]);
}

/** Weights that are stored unquantised, in the activations' type, and multiplied by MatMul. */
export function plainFormat(flow: WeightFormat['flow'], store: WeightFormat['store']): WeightFormat {
  return {
    flow,
    store,
    multiply: (graph, name, x, shape, values) =>
      graph.node(`${name}/product`, 'MatMul', [x, graph.initializer(`${name}.weight`, store(shape, values))]),
    lookUp: (graph, name, indices, shape, values) =>
      graph.node(name, 'Gather', [graph.initializer(`${name}.weight`, store(shape, values)), indices], {
        axis: 0,
      }),
  };
}

/** values ≈ elements · scale, symmetric about 0. */
export function quantized(values: Float32Array): { readonly elements: Int8Array; readonly scale: number } {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = largest / 127 || 1;
  return { elements: Int8Array.from(values, (value) => Math.round(value / scale)), scale };
}

/** Number of weights that share a scale, as in the hub's q4 and q4f16 files. */
export const blockSize = 32;

/** The nibble that stands for 0: weights are (nibble − 8) · scale. */
const zeroPoint = 8;

/**
 * Four bits, as ONNX Runtime's MatMulNBits quantiser writes them. Each column of a weight [in, out] is cut
 * into blocks of 32 with a scale each, symmetric about 0. Tables, biases and the inputs of products are not
 * quantised.
 *
 * @param flow the format of everything else: `float32Format` for q4, `float16Format` for q4f16
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

/** A weight [inputs, outputs], in the form that `fourBits` makes. */
export interface NibbleMatrix {
  readonly inputs: number;
  readonly outputs: number;
  /** [outputs, blocks, 16] */
  readonly nibbles: Tensor;
  /** [outputs · blocks] */
  readonly scales: Tensor;
}

/** x · weight, with x [batch, sequence, inputs]. */
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
 * Quantises a weight: values [in, out] ≈ (nibble − 8) · scale, column by column, two nibbles a byte, the
 * first in the low half. A block's scale is its value of largest magnitude ÷ −8, so that this value is
 * represented exactly.
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
