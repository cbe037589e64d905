import { asciiText, fieldsOf, firstOf } from './protobuf.ts';
import { type DataType, dataTypeOf } from './tensor.ts';

/** An input or output of a graph. */
export interface GraphValue {
  readonly name: string;
  /** `null` for a type that no model of this project uses, and for what is no tensor. */
  readonly type: DataType | null;
  /** Sizes of its axes, `null` for one that is known only when the model runs; `null` where none is said. */
  readonly shape: readonly (number | null)[] | null;
}

export interface GraphOutput extends GraphValue {
  /** The operator that computes it, past those that only change its shape or type; `null` where none does. */
  readonly operator: { readonly type: string; readonly node: number } | null;
}

/** What a model file says of its graph, without the weights. */
export interface GraphFacts {
  /** What a pass has to be given; stored tensors are not among them. */
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphOutput[];
  /** The operators of its nodes, each once. */
  readonly operators: ReadonlySet<string>;
  /** The version of ONNX's own operators. */
  readonly opset: number;
}

/**
 * Reads what a model file says of its graph. Weights are stepped over, so that a file of gigabytes takes no
 * longer than its nodes do. Field numbers are those of onnx.proto
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 *
 * @returns `null` for bytes that are no model file
 */
export function graphFacts(model: Uint8Array): GraphFacts | null {
  try {
    return readModel(model);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Numbers of the fields that are read. */
export const modelField = { graph: 7, opsetImport: 8 } as const;
export const graphField = { node: 1, initializer: 5, input: 11, output: 12 } as const;
export const nodeField = { input: 1, output: 2, opType: 4, attribute: 5 } as const;
export const attributeField = { tensor: 5, graph: 6, tensors: 10, graphs: 11 } as const;
export const tensorField = {
  dims: 1,
  int32Data: 5,
  int64Data: 7,
  name: 8,
  rawData: 9,
  externalData: 13,
} as const;
const valueField = { name: 1, type: 2 } as const;
const tensorTypeField = { elementType: 1, shape: 2 } as const;
const opsetField = { domain: 1, version: 2 } as const;

/** Operators that only change a value's shape or type. */
const reshaping: ReadonlySet<string> = new Set([
  'Cast',
  'Flatten',
  'Identity',
  'Reshape',
  'Squeeze',
  'Unsqueeze',
]);

/** An operator with the names of the values that it takes and gives. */
export interface GraphNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

function readModel(model: Uint8Array): GraphFacts | null {
  const values = { inputs: [] as GraphValue[], outputs: [] as GraphValue[] };
  const stored = new Set<string>();
  const nodes: GraphNode[] = [];
  /** The node that computes a value, by the value's name. */
  const makers = new Map<string, number>();
  let opset = 0;
  let hasGraph = false;
  for (const field of fieldsOf(model)) {
    if (field.number === modelField.opsetImport) opset = ownVersion(field.bytes) ?? opset;
    if (field.number !== modelField.graph) continue;
    hasGraph = true;
    for (const { number, bytes } of fieldsOf(field.bytes)) {
      if (number === graphField.input) values.inputs.push(readValue(bytes));
      else if (number === graphField.output) values.outputs.push(readValue(bytes));
      else if (number === graphField.initializer)
        stored.add(asciiText(firstOf(bytes, tensorField.name) ?? none));
      else if (number === graphField.node) {
        const node = readNode(bytes);
        for (const output of node.outputs) makers.set(output, nodes.length);
        nodes.push(node);
      }
    }
  }
  if (!hasGraph) return null;
  const operatorBehind = (name: string): GraphOutput['operator'] => {
    let at = makers.get(name);
    // A graph has no cycle, but bytes from anywhere may.
    for (let steps = 0; at !== undefined && steps < nodes.length; steps++) {
      const { type, inputs } = nodes[at] as GraphNode;
      const [firstInput] = inputs;
      if (!reshaping.has(type) || firstInput === undefined) return { type, node: at };
      at = makers.get(firstInput);
    }
    return null;
  };
  return {
    inputs: values.inputs.filter(({ name }) => !stored.has(name)),
    outputs: values.outputs.map((value) => ({ ...value, operator: operatorBehind(value.name) })),
    operators: new Set(nodes.map(({ type }) => type)),
    opset,
  };
}

const none = new Uint8Array(0);

/** The version of ONNX's own operators, if the entry is about them. */
function ownVersion(entry: Uint8Array): number | null {
  let domain = '';
  let version = 0;
  for (const { number, value, bytes } of fieldsOf(entry)) {
    if (number === opsetField.domain) domain = asciiText(bytes);
    else if (number === opsetField.version) version = value;
  }
  return domain === '' || domain === 'ai.onnx' ? version : null;
}

/** @throws RangeError where the bytes are no node */
export function readNode(node: Uint8Array): GraphNode {
  let type = '';
  const inputs: string[] = [];
  const outputs: string[] = [];
  for (const { number, bytes } of fieldsOf(node)) {
    if (number === nodeField.opType) type = asciiText(bytes);
    else if (number === nodeField.input) inputs.push(asciiText(bytes));
    else if (number === nodeField.output) outputs.push(asciiText(bytes));
  }
  return { type, inputs, outputs };
}

function readValue(value: Uint8Array): GraphValue {
  const name = asciiText(firstOf(value, valueField.name) ?? none);
  const typeOfAny = firstOf(value, valueField.type);
  // A tensor's type is the first of several kinds.
  const tensorType = typeOfAny && firstOf(typeOfAny, 1);
  if (tensorType === undefined) return { name, type: null, shape: null };
  let type: DataType | null = null;
  let shape: (number | null)[] | null = null;
  for (const field of fieldsOf(tensorType)) {
    if (field.number === tensorTypeField.elementType) type = dataTypeOf(field.value);
    else if (field.number === tensorTypeField.shape) shape = readShape(field.bytes);
  }
  return { name, type, shape };
}

/** Exporters write −1 or 0 for a size that they do not know. A negative number is read as a huge one. */
const largestSize = 2 ** 40;

function readShape(shape: Uint8Array): (number | null)[] {
  const axes: (number | null)[] = [];
  for (const { number, bytes } of fieldsOf(shape)) {
    if (number !== 1) continue;
    let size: number | null = null;
    for (const part of fieldsOf(bytes)) {
      if (part.number === 1 && part.value > 0 && part.value < largestSize) size = part.value;
    }
    axes.push(size);
  }
  return axes;
}
