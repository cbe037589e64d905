import type { DataType } from './data-type.ts';

/** How an attribute is stored in an ONNX node; `type` is a data type's number. */
export type AttributeKind = 'int' | 'float' | 'ints' | 'type';

interface AttributeValues {
  int: number;
  float: number;
  ints: readonly number[];
  type: DataType;
}

/** What a node of one operator has: the names of its inputs in order, its attributes (all to be given), its outputs. */
export interface OperatorShape {
  /** Set for operators that are ONNX Runtime's own. */
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeKind>>;
  readonly outputs: readonly string[];
}

const one = ['Y'] as const;
const none = {} as const;

/**
 * The operators the project's models use: standard ones as they are in opset 17 (https://onnx.ai/onnx/operators/), and ONNX Runtime's
 * own (https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md).
 * Optional inputs that no model here leaves out count as required, so that the types catch a forgotten one.
 */
export const operators = {
  Add: { inputs: ['A', 'B'], attributes: none, outputs: one },
  Sub: { inputs: ['A', 'B'], attributes: none, outputs: one },
  Mul: { inputs: ['A', 'B'], attributes: none, outputs: one },
  Div: { inputs: ['A', 'B'], attributes: none, outputs: one },
  MatMul: { inputs: ['A', 'B'], attributes: none, outputs: one },
  MatMulInteger: { inputs: ['A', 'B', 'aZeroPoint', 'bZeroPoint'], attributes: none, outputs: one },
  MatMulNBits: {
    domain: 'com.microsoft',
    inputs: ['A', 'B', 'scales'],
    attributes: { K: 'int', N: 'int', bits: 'int', block_size: 'int' },
    outputs: one,
  },
  DynamicQuantizeLinear: { inputs: ['x'], attributes: none, outputs: ['y', 'scale', 'zeroPoint'] },
  DequantizeLinear: { inputs: ['x', 'scale', 'zeroPoint'], attributes: none, outputs: one },
  Cast: { inputs: ['input'], attributes: { to: 'type' }, outputs: one },
  CumSum: { inputs: ['x', 'axis'], attributes: { exclusive: 'int', reverse: 'int' }, outputs: one },
  Erf: { inputs: ['input'], attributes: none, outputs: one },
  Gather: { inputs: ['data', 'indices'], attributes: { axis: 'int' }, outputs: one },
  LayerNormalization: {
    inputs: ['X', 'Scale', 'B'],
    attributes: { axis: 'int', epsilon: 'float' },
    outputs: one,
  },
  Relu: { inputs: ['X'], attributes: none, outputs: one },
  Reshape: { inputs: ['data', 'shape'], attributes: none, outputs: one },
  Softmax: { inputs: ['input'], attributes: { axis: 'int' }, outputs: one },
  Tanh: { inputs: ['input'], attributes: none, outputs: one },
  Transpose: { inputs: ['data'], attributes: { perm: 'ints' }, outputs: one },
  Unsqueeze: { inputs: ['data', 'axes'], attributes: none, outputs: one },
} as const satisfies Record<string, OperatorShape>;

type Operators = typeof operators;
export type OperatorName = keyof Operators;

/** One `T` for each name in the list. */
type Each<Names extends readonly string[], T> = { readonly [Place in keyof Names]: T };

export type InputsOf<Name extends OperatorName, Value> = Each<Operators[Name]['inputs'], Value>;
export type OutputsOf<Name extends OperatorName, Value> = Each<Operators[Name]['outputs'], Value>;
export type AttributesOf<Name extends OperatorName> = {
  readonly [Key in keyof Operators[Name]['attributes']]: Operators[Name]['attributes'][Key] extends AttributeKind
    ? AttributeValues[Operators[Name]['attributes'][Key]]
    : never;
};
