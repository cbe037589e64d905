import type { onnx as Onnx } from 'onnx-proto';
import * as onnxProto from 'onnx-proto';
import { type DataType, dataTypeCode, type Tensor, tensorBytes } from './tensor.ts';

/**
 * ONNX's protobuf messages. `onnx-proto` is a CommonJS module whose exports Node cannot see by name, so in
 * Node they are on the default export. A bundler offers the names themselves.
 */
export const { onnx } = (onnxProto as typeof onnxProto & { default?: typeof onnxProto }).default ?? onnxProto;

/** One value that flows through a graph: an input, a stored tensor or a node's output. */
export interface Value {
  readonly name: string;
}

/**
 * An axis of an input or output: a fixed size, or the name of a size that is known only when the model runs.
 */
export type Axis = number | string;

/** Stands for an optional input that a node does not get. */
export const absent: Value = { name: '' };

export interface GraphOptions {
  readonly name: string;
  /**
   * Who wrote the file. It contains no date and no version of Node, so that the same graph always has the
   * same bytes.
   */
  readonly producer: string;
  readonly opset?: number;
}

/**
 * Opset 17 is the first with LayerNormalization; version 8 of the intermediate representation came with it.
 */
const defaultOpset = 17;
const irVersion = 8;

/**
 * Collects an ONNX graph in the order of its calls and writes it as a model file.
 *
 * A node can only take values that exist already, so the nodes are in topological order, as ONNX demands.
 * The same calls give the same bytes.
 */
export class GraphBuilder {
  readonly #options: GraphOptions;
  readonly #names = new Set<string>();
  readonly #inputs: Onnx.IValueInfoProto[] = [];
  readonly #outputs: Onnx.IValueInfoProto[] = [];
  readonly #initializers: Onnx.ITensorProto[] = [];
  readonly #nodes: Onnx.INodeProto[] = [];
  /** Domains of the nodes' operators that are not ONNX's own; all are at version 1. */
  readonly #domains = new Set<string>();

  constructor(options: GraphOptions) {
    this.#options = options;
  }

  /** Declares an input of the model. */
  input(name: string, type: DataType, axes: readonly Axis[]): Value {
    const value = this.#claim(name);
    this.#inputs.push(valueInfo(name, type, axes));
    return value;
  }

  /** Stores a tensor in the model file, or as a reference to its bytes in another file. */
  initializer(name: string, tensor: Tensor): Value {
    const value = this.#claim(name);
    this.#initializers.push(tensorProto(name, tensor));
    return value;
  }

  /** Adds a node of an operator with one output and returns that output, called `name`. */
  node<Name extends OperatorName>(
    name: string,
    operator: OutputsOf<Name, Value>['length'] extends 1 ? Name : never,
    inputs: InputsOf<Name, Value>,
    ...attributes: AttributeArguments<Name>
  ): Value {
    const output = this.#claim(name);
    this.#push(name, operator, inputs, [output], attributes[0] ?? {});
    return output;
  }

  /**
   * Adds a node of an operator with several outputs and returns them; each is called `name` and its name in
   * ONNX.
   */
  nodeWithOutputs<Name extends OperatorName>(
    name: string,
    operator: Name,
    inputs: InputsOf<Name, Value>,
    ...attributes: AttributeArguments<Name>
  ): OutputsOf<Name, Value> {
    const shape: OperatorShape = operators[operator];
    const outputs = shape.outputs.map((output) => this.#claim(`${name}/${output}`));
    this.#push(name, operator, inputs, outputs, attributes[0] ?? {});
    // One value for each output name, which is how OutputsOf is defined.
    return outputs as unknown as OutputsOf<Name, Value>;
  }

  /** Declares `value` as an output of the model, under the value's own name. */
  output(value: Value, type: DataType, axes: readonly Axis[]): void {
    this.#outputs.push(valueInfo(value.name, type, axes));
  }

  /** The model file. */
  toBytes(): Uint8Array {
    const { name, producer, opset = defaultOpset } = this.#options;
    return onnx.ModelProto.encode({
      irVersion,
      producerName: producer,
      opsetImport: [
        { domain: '', version: opset },
        ...Array.from(this.#domains, (domain) => ({ domain, version: 1 })),
      ],
      graph: {
        name,
        node: this.#nodes,
        initializer: this.#initializers,
        input: this.#inputs,
        output: this.#outputs,
      },
    }).finish();
  }

  #push(
    name: string,
    operator: OperatorName,
    inputs: readonly Value[],
    outputs: readonly Value[],
    attributes: Readonly<Record<string, unknown>>,
  ): void {
    const shape: OperatorShape = operators[operator];
    if (shape.domain !== undefined) this.#domains.add(shape.domain);
    this.#nodes.push({
      name,
      opType: shape.operator ?? operator,
      ...(shape.domain !== undefined && { domain: shape.domain }),
      input: inputs.map((value) => value.name),
      output: outputs.map((value) => value.name),
      attribute: Object.entries(shape.attributes).map(([key, kind]) => attribute(key, kind, attributes[key])),
    });
  }

  #claim(name: string): Value {
    if (this.#names.has(name)) throw new Error(`The graph already has a value named "${name}".`);
    this.#names.add(name);
    return { name };
  }
}

/** No argument for an operator without attributes, one object with all of them otherwise. */
type AttributeArguments<Name extends OperatorName> = keyof AttributesOf<Name> extends never
  ? []
  : [AttributesOf<Name>];

function valueInfo(name: string, type: DataType, axes: readonly Axis[]): Onnx.IValueInfoProto {
  const dim = axes.map((axis) => (typeof axis === 'number' ? { dimValue: axis } : { dimParam: axis }));
  return { name, type: { tensorType: { elemType: dataTypeCode(type), shape: { dim } } } };
}

function tensorProto(name: string, tensor: Tensor): Onnx.ITensorProto {
  const head = { name, dims: [...tensor.shape], dataType: dataTypeCode(tensor.type) };
  if (tensor.storage === 'inline') return { ...head, rawData: tensorBytes(tensor) };
  const { location, offset, length } = tensor.place;
  return {
    ...head,
    dataLocation: onnx.TensorProto.DataLocation.EXTERNAL,
    externalData: [
      { key: 'location', value: location },
      { key: 'offset', value: String(offset) },
      { key: 'length', value: String(length) },
    ],
  };
}

function attribute(name: string, kind: AttributeKind, value: unknown): Onnx.IAttributeProto {
  const { AttributeType } = onnx.AttributeProto;
  switch (kind) {
    case 'int':
      return { name, type: AttributeType.INT, i: value as number };
    case 'float':
      return { name, type: AttributeType.FLOAT, f: value as number };
    case 'ints':
      return { name, type: AttributeType.INTS, ints: value as number[] };
    case 'type':
      return { name, type: AttributeType.INT, i: dataTypeCode(value as DataType) };
  }
}

/** How an attribute is stored in an ONNX node; `type` is a data type's number. */
export type AttributeKind = 'int' | 'float' | 'ints' | 'type';

interface AttributeValues {
  int: number;
  float: number;
  ints: readonly number[];
  type: DataType;
}

/**
 * What a node of one operator has: the names of its inputs in order, its attributes, all of them required,
 * and its outputs.
 */
export interface OperatorShape {
  /** Set for ONNX Runtime's own operators. */
  readonly domain?: string;
  /** ONNX's name, where the table lists one operator for each number of its outputs. */
  readonly operator?: string;
  readonly inputs: readonly string[];
  readonly attributes: Readonly<Record<string, AttributeKind>>;
  readonly outputs: readonly string[];
}

const one = ['Y'] as const;
const none = {} as const;

/**
 * The operators that the project's models use: standard ones as in opset 17
 * (https://onnx.ai/onnx/operators/), and ONNX Runtime's own
 * (https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md). Optional inputs that every
 * model here gives are required, so that the types catch a forgotten one.
 */
export const operators = {
  Abs: { inputs: ['X'], attributes: none, outputs: one },
  Add: { inputs: ['A', 'B'], attributes: none, outputs: one },
  And: { inputs: ['A', 'B'], attributes: none, outputs: one },
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
  Ceil: { inputs: ['X'], attributes: none, outputs: one },
  Clip: { inputs: ['input', 'min', 'max'], attributes: none, outputs: one },
  Concat: { inputs: ['first', 'second'], attributes: { axis: 'int' }, outputs: one },
  Cos: { inputs: ['input'], attributes: none, outputs: one },
  CumSum: { inputs: ['x', 'axis'], attributes: { exclusive: 'int', reverse: 'int' }, outputs: one },
  Erf: { inputs: ['input'], attributes: none, outputs: one },
  Expand: { inputs: ['input', 'shape'], attributes: none, outputs: one },
  Gather: { inputs: ['data', 'indices'], attributes: { axis: 'int' }, outputs: one },
  GatherElements: { inputs: ['data', 'indices'], attributes: { axis: 'int' }, outputs: one },
  Greater: { inputs: ['A', 'B'], attributes: none, outputs: one },
  Less: { inputs: ['A', 'B'], attributes: none, outputs: one },
  LessOrEqual: { inputs: ['A', 'B'], attributes: none, outputs: one },
  LayerNormalization: {
    inputs: ['X', 'Scale', 'B'],
    attributes: { axis: 'int', epsilon: 'float' },
    outputs: one,
  },
  Log: { inputs: ['input'], attributes: none, outputs: one },
  Gelu: { domain: 'com.microsoft', inputs: ['X'], attributes: none, outputs: one },
  MultiHeadAttention: {
    domain: 'com.microsoft',
    inputs: ['query', 'key', 'value', 'bias', 'keyPaddingMask', 'attentionBias'],
    attributes: { num_heads: 'int', scale: 'float' },
    outputs: one,
  },
  SkipLayerNormalization: {
    domain: 'com.microsoft',
    inputs: ['input', 'skip', 'gamma', 'beta', 'bias'],
    attributes: { epsilon: 'float' },
    outputs: one,
  },
  Neg: { inputs: ['X'], attributes: none, outputs: one },
  Not: { inputs: ['X'], attributes: none, outputs: one },
  Range: { inputs: ['start', 'limit', 'delta'], attributes: none, outputs: one },
  ReduceSum: { inputs: ['data', 'axes'], attributes: { keepdims: 'int' }, outputs: one },
  Relu: { inputs: ['X'], attributes: none, outputs: one },
  Reshape: { inputs: ['data', 'shape'], attributes: none, outputs: one },
  Shape: { inputs: ['data'], attributes: none, outputs: one },
  Sigmoid: { inputs: ['X'], attributes: none, outputs: one },
  Sign: { inputs: ['input'], attributes: none, outputs: one },
  Sin: { inputs: ['input'], attributes: none, outputs: one },
  Slice: { inputs: ['data', 'starts', 'ends', 'axes'], attributes: none, outputs: one },
  Softmax: { inputs: ['input'], attributes: { axis: 'int' }, outputs: one },
  SplitInTwo: {
    operator: 'Split',
    inputs: ['input', 'split'],
    attributes: { axis: 'int' },
    outputs: ['first', 'second'],
  },
  SplitInThree: {
    operator: 'Split',
    inputs: ['input', 'split'],
    attributes: { axis: 'int' },
    outputs: ['first', 'second', 'third'],
  },
  Sqrt: { inputs: ['X'], attributes: none, outputs: one },
  Squeeze: { inputs: ['data', 'axes'], attributes: none, outputs: one },
  Tanh: { inputs: ['input'], attributes: none, outputs: one },
  Tile: { inputs: ['input', 'repeats'], attributes: none, outputs: one },
  Transpose: { inputs: ['data'], attributes: { perm: 'ints' }, outputs: one },
  Unsqueeze: { inputs: ['data', 'axes'], attributes: none, outputs: one },
  Where: { inputs: ['condition', 'X', 'Y'], attributes: none, outputs: one },
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
