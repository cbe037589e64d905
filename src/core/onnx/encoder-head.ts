import { editGraph, graphParts } from './edit-graph.ts';
import { firstToken, gelu, wholeNumbers } from './encoder-blocks.ts';
import { GraphBuilder, type Value } from './graph-builder.ts';
import type { GraphFacts, GraphValue } from './graph-facts.ts';
import { inputRole } from './input-roles.ts';
import { float32Tensor, scalar } from './tensor.ts';

/** What a text's vector is made of: the first token's, or the mean of all that are no padding. */
export type Pooling = 'cls' | 'mean';

export type Activation = 'identity' | 'gelu' | 'relu' | 'tanh' | 'sigmoid' | 'silu';

export type HeadLayer =
  | {
      readonly kind: 'dense';
      readonly inputs: number;
      readonly outputs: number;
      /** [outputs, inputs], row by row, as PyTorch stores it. */
      readonly weight: Float32Array;
      readonly bias: Float32Array | null;
      readonly activation: Activation;
      /** Whether what went in is added to what comes out. */
      readonly isResidual: boolean;
    }
  | {
      readonly kind: 'norm';
      readonly scale: Float32Array;
      readonly bias: Float32Array;
      readonly epsilon: number;
    };

/** What makes scores of an encoder's token vectors. */
export interface EncoderHead {
  readonly pooling: Pooling;
  readonly layers: readonly HeadLayer[];
}

/** The names of what is added; no exporter writes such. */
const prefix = 'rerank-bench.head';

/** The output of a graph with an appended head: float32 [pairs, outputs of the last layer]. */
export const headOutput = `${prefix}.scores`;

/** Whether the graph's output is the vectors of all tokens, [pairs, tokens, width]. */
const isTokenVectors = ({ name, shape }: GraphValue): boolean =>
  shape === null ? /last_hidden_state|token_embeddings/.test(name) : shape.length === 3 && shape[2] !== 1;

/** The output with the token vectors, by its usual names first; `undefined` where there is none. */
const tokenVectors = ({ outputs }: Pick<GraphFacts, 'outputs'>): GraphValue | undefined =>
  outputs.find(({ name }) => name === 'last_hidden_state' || name === 'token_embeddings') ??
  outputs.find(isTokenVectors);

/**
 * Appends a head to an encoder's model file, whose own outputs then go: a pass answers one score a pair, and
 * nothing large is read back. It computes in single precision, by operators that every version of ONNX since
 * 9 has, and LayerNormalization where the graph's version has it. Weights beside the file stay where they are.
 *
 * @throws RangeError where the graph has no token vectors, or they have another width than the head takes
 */
export function appendHead(model: Uint8Array, graph: GraphFacts, head: EncoderHead): Uint8Array {
  const vectors = tokenVectors(graph);
  if (vectors === undefined) throw new RangeError('The graph answers no vectors of tokens.');
  const [first] = head.layers;
  const width = first === undefined ? 0 : first.kind === 'dense' ? first.inputs : first.scale.length;
  const own = vectors.shape?.[2] ?? width;
  if (own !== width)
    throw new RangeError(`The graph’s vectors are ${own} wide, and the head takes ${width}.`);
  const tail = new GraphBuilder({ name: 'head', producer: 'rerank-bench' });
  const hidden = tail.input(vectors.name, vectors.type ?? 'float32', ['batch', 'sequence', width]);
  let x =
    head.pooling === 'cls'
      ? tail.node(`${prefix}.cls.float`, 'Cast', [firstToken(tail, `${prefix}.cls`, hidden)], {
          to: 'float32',
        })
      : meanToken(tail, hidden, maskOf(tail, graph), width);
  for (const [place, layer] of head.layers.entries()) {
    const name = `${prefix}.${place}`;
    x = layer.kind === 'dense' ? dense(tail, name, x, layer) : norm(tail, name, x, layer, graph.opset);
  }
  const last = head.layers.findLast((layer) => layer.kind === 'dense');
  const scores = tail.node(headOutput, 'Cast', [x], { to: 'float32' });
  tail.output(scores, 'float32', ['batch', last?.outputs ?? width]);
  return editGraph(model, { added: graphParts(tail.toBytes()) });
}

/** The mask as numbers, [pairs, tokens]: ones where the graph takes none, since nothing is padded then. */
function maskOf(tail: GraphBuilder, { inputs }: GraphFacts): Value {
  const mask = inputs.find(({ name }) => inputRole(name) === 'mask');
  const source = mask ?? inputs.find(({ name }) => inputRole(name) === 'ids');
  if (source === undefined) throw new RangeError('The graph takes neither a mask nor ids.');
  const given = tail.input(source.name, source.type ?? 'int64', ['batch', 'sequence']);
  const numbers = tail.node(`${prefix}.mask`, 'Cast', [given], { to: 'float32' });
  if (mask !== undefined) return numbers;
  const nothing = tail.node(`${prefix}.nothing`, 'Mul', [
    numbers,
    tail.initializer(`${prefix}.zero`, scalar(0)),
  ]);
  return tail.node(`${prefix}.ones`, 'Add', [nothing, tail.initializer(`${prefix}.one`, scalar(1))]);
}

/** The mean of the tokens that the mask leaves: their sum by one product, their number by another. */
function meanToken(tail: GraphBuilder, hidden: Value, mask: Value, width: number): Value {
  const shape = (name: string, ...axes: readonly number[]) =>
    tail.initializer(`${prefix}.${name}`, wholeNumbers(...axes));
  const vectors = tail.node(`${prefix}.vectors`, 'Cast', [hidden], { to: 'float32' });
  const row = tail.node(`${prefix}.row`, 'Reshape', [mask, shape('row.shape', 0, 1, -1)]);
  const column = tail.node(`${prefix}.column`, 'Reshape', [mask, shape('column.shape', 0, -1, 1)]);
  const sum = tail.node(`${prefix}.sum`, 'MatMul', [row, vectors]);
  // The mask's numbers are 0 and 1, so its product with itself counts the ones.
  const count = tail.node(`${prefix}.count`, 'MatMul', [row, column]);
  const mean = tail.node(`${prefix}.mean`, 'Div', [sum, count]);
  return tail.node(`${prefix}.pooled`, 'Reshape', [mean, shape('pooled.shape', -1, width)]);
}

type Dense = Extract<HeadLayer, { kind: 'dense' }>;
type Norm = Extract<HeadLayer, { kind: 'norm' }>;

function dense(tail: GraphBuilder, name: string, x: Value, layer: Dense): Value {
  const { inputs, outputs, bias, isResidual } = layer;
  const weight = float32Tensor([inputs, outputs], transposed(layer));
  let y = tail.node(`${name}.product`, 'MatMul', [x, tail.initializer(`${name}.weight`, weight)]);
  if (bias !== null) {
    y = tail.node(`${name}.sum`, 'Add', [
      y,
      tail.initializer(`${name}.bias`, float32Tensor([outputs], bias)),
    ]);
  }
  y = activated(tail, `${name}.act`, y, layer.activation);
  return isResidual ? tail.node(`${name}.residual`, 'Add', [y, x]) : y;
}

function transposed({ inputs, outputs, weight }: Dense): Float32Array {
  const turned = new Float32Array(weight.length);
  for (let row = 0; row < outputs; row++) {
    for (let column = 0; column < inputs; column++) {
      turned[column * outputs + row] = weight[row * inputs + column] ?? 0;
    }
  }
  return turned;
}

function activated(tail: GraphBuilder, name: string, x: Value, activation: Activation): Value {
  switch (activation) {
    case 'identity':
      return x;
    case 'relu':
      return tail.node(name, 'Relu', [x]);
    case 'tanh':
      return tail.node(name, 'Tanh', [x]);
    case 'sigmoid':
      return tail.node(name, 'Sigmoid', [x]);
    case 'silu':
      return tail.node(name, 'Mul', [x, tail.node(`${name}.gate`, 'Sigmoid', [x])]);
    case 'gelu':
      return gelu(tail, name, x, scalar, 'exported');
    default:
      return activation satisfies never;
  }
}

/** The first version of ONNX's operators that has LayerNormalization. */
const opsetOfLayerNorm = 17;

function norm(tail: GraphBuilder, name: string, x: Value, layer: Norm, opset: number): Value {
  const { scale, bias, epsilon } = layer;
  const width = scale.length;
  const vector = (of: string, values: Float32Array) =>
    tail.initializer(`${name}.${of}`, float32Tensor([width], values));
  const [weight, shift] = [vector('scale', scale), vector('shift', bias)];
  if (opset >= opsetOfLayerNorm) {
    return tail.node(name, 'LayerNormalization', [x, weight, shift], { axis: -1, epsilon });
  }
  // A mean is a product with a column of 1/width.
  const column = new Float32Array(width).fill(1 / width);
  const average = tail.initializer(`${name}.average`, float32Tensor([width, 1], column));
  const centred = tail.node(`${name}.centred`, 'Sub', [x, tail.node(`${name}.mean`, 'MatMul', [x, average])]);
  const squares = tail.node(`${name}.squares`, 'Mul', [centred, centred]);
  const variance = tail.node(`${name}.variance`, 'MatMul', [squares, average]);
  const padded = tail.node(`${name}.padded`, 'Add', [
    variance,
    tail.initializer(`${name}.epsilon`, scalar(epsilon)),
  ]);
  const normed = tail.node(`${name}.normed`, 'Div', [
    centred,
    tail.node(`${name}.deviation`, 'Sqrt', [padded]),
  ]);
  return tail.node(name, 'Add', [tail.node(`${name}.scaled`, 'Mul', [normed, weight]), shift]);
}
