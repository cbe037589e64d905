import type { GraphFacts, GraphOutput, GraphValue } from '../../core/onnx/graph-facts.ts';
import { type InputRole, inputRole } from '../../core/onnx/input-roles.ts';
import type { DataType } from '../../core/onnx/tensor.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { GraphShape } from '../../core/rerank/graph-shape.ts';

export interface FedInput {
  readonly name: string;
  readonly role: InputRole;
  readonly type: InputType;
}

/** The types of numbers that inputs are given in. */
export type InputType = 'int64' | 'int32' | 'float32' | 'bool';

/** How a model's graph is fed, and how its scores are read. */
export interface GraphUse {
  readonly inputs: readonly FedInput[];
  readonly shape: GraphShape;
  /** The output that is read. */
  readonly output: string;
  /** Values that it has for each pair; `null` where only a pass will tell. */
  readonly values: 1 | 2 | null;
  /**
   * What the graph ends in and a score needs no more: a sigmoid, or a softmax over two labels. The node is
   * taken out, so that scores are logits.
   */
  readonly ending: { readonly operator: 'Sigmoid' | 'Softmax'; readonly node: number } | null;
}

const inputTypes: readonly DataType[] = ['int64', 'int32', 'float32', 'bool'];

/** What the model's configuration says of its head, to name one that cannot be used. */
export interface HeadWords {
  /** Names of its labels by place. */
  readonly labels: readonly string[];
}

/**
 * Finds out how a graph is fed and read.
 *
 * @throws Failure `not-a-reranker` naming what the graph answers, `unsupported-model` naming what it asks for
 */
export function useOfGraph(graph: GraphFacts, head: HeadWords): GraphUse {
  const inputs = graph.inputs.map(fedInput);
  for (const role of ['ids', 'mask', 'types', 'positions'] as const) {
    const same = inputs.filter((input) => input.role === role);
    if (same.length > 1)
      throw unusable(`two inputs for one thing: ${same.map(({ name }) => name).join(', ')}`);
  }
  if (!inputs.some(({ role }) => role === 'ids')) throw unusable('no input “input_ids”');
  const output = chosenOutput(graph.outputs, head);
  const takesMask = inputs.some(({ role }) => role === 'mask');
  const fixedPairs = fixedAxis(graph.inputs, 0);
  const fixedLength = fixedAxis(graph.inputs, 1);
  if (fixedLength !== null && !takesMask) {
    throw unusable(`always ${fixedLength} tokens, and no attention mask to tell them from padding`);
  }
  const shape: GraphShape = {
    ...(fixedPairs !== null && { fixedPairs }),
    ...(fixedLength !== null && { fixedLength }),
    ...(!takesMask && { takesMask }),
  };
  const values = valuesPerPair(output);
  return {
    inputs,
    shape,
    output: output.name,
    values: values === 1 || values === 2 ? values : null,
    ending: endingOf(output),
  };
}

const unusable = (asked: string): Failure =>
  new Failure('unsupported-model', asked, `The model’s graph asks for ${asked}.`);

function fedInput({ name, type, shape }: GraphValue): FedInput {
  const role = inputRole(name);
  const said = `${name} (${type ?? 'of an unknown type'}${shape === null ? '' : `, ${shapeWords(shape)}`})`;
  if (role === undefined) throw unusable(`an input that a pair of texts does not have: ${said}`);
  if (shape !== null && shape.length !== 2) throw unusable(`an input of another shape: ${said}`);
  if (type === null || !inputTypes.includes(type)) throw unusable(`an input of another type: ${said}`);
  const isId = role === 'ids' || role === 'positions' || role === 'types';
  if (isId && type !== 'int64' && type !== 'int32') throw unusable(`an input of another type: ${said}`);
  return { name, role, type: type as InputType };
}

const shapeWords = (shape: readonly (number | null)[]): string =>
  `[${shape.map((size) => size ?? '?').join(', ')}]`;

function fixedAxis(inputs: readonly GraphValue[], axis: number): number | null {
  const sizes = new Set(inputs.flatMap(({ shape }) => shape?.[axis] ?? []));
  if (sizes.size > 1) throw unusable(`inputs of different sizes: ${[...sizes].join(', ')}`);
  return [...sizes][0] ?? null;
}

/** Values a pair that an output has: 1, 2, more, or `null` where the file does not say. */
function valuesPerPair({ shape }: GraphOutput): number | null | 'other' {
  if (shape === null) return null;
  // Axes of one element change nothing.
  const axes = shape.slice(1).filter((size) => size !== 1);
  if (axes.length === 0) return 1;
  const [values = null] = axes;
  if (axes.length > 1 || (values === null && shape.length > 2)) return 'other';
  return values;
}

/**
 * The output that scores are read from: one value a pair before two, said sizes before unsaid ones, and among
 * equals the one that is called `logits`, then one without a sigmoid or softmax at its end, then the first.
 */
function bestOutput(outputs: readonly GraphOutput[]): GraphOutput | undefined {
  const rank = (output: GraphOutput): number => {
    const values = valuesPerPair(output);
    const ended = output.operator?.type === 'Sigmoid' || output.operator?.type === 'Softmax';
    const kind = values === 1 ? 0 : values === 2 ? 4 : 8;
    return kind + (output.name === 'logits' ? 0 : ended ? 2 : 1);
  };
  return outputs
    .filter((output) => [1, 2, null].includes(valuesPerPair(output) as number | null))
    .sort((a, b) => rank(a) - rank(b))[0];
}

/** Whether one of the graph's outputs has scores, as far as the file says. */
export const answersScores = ({ outputs }: GraphFacts): boolean => bestOutput(outputs) !== undefined;

function chosenOutput(outputs: readonly GraphOutput[], head: HeadWords): GraphOutput {
  const best = bestOutput(outputs);
  if (best !== undefined) return best;
  throw new Failure(
    'not-a-reranker',
    headWords(outputs, head),
    'A reranker answers one or two values a pair.',
  );
}

/** What the graph answers instead, in words. */
function headWords(outputs: readonly GraphOutput[], { labels }: HeadWords): string {
  const [first] = outputs;
  if (first === undefined) return 'no output';
  const names = outputs.map(({ name }) => name).join(', ');
  if (outputs.some(isTokenVectors)) return `${names}: an encoder without a head`;
  const values = valuesPerPair(first);
  if (values === 'other') return `${names}: ${shapeWords(first.shape ?? [])}`;
  if (labels.length === values) return `${values} labels: ${labels.join(', ')}`;
  return first.name === 'logits' ? `${values} labels` : `${names}: ${values} values a pair`;
}

/** Vectors of every token, [pairs, tokens, width], or of a whole text. */
const isTokenVectors = ({ name, shape }: GraphOutput): boolean =>
  name !== 'logits' && ((shape?.length === 3 && shape[2] !== 1) || /hidden|embedding|pooler/i.test(name));

function endingOf(output: GraphOutput): GraphUse['ending'] {
  const { operator } = output;
  if (operator === null) return null;
  const { type, node } = operator;
  // A softmax over a single value answers 1 for every pair, and what it was given is the score.
  return type === 'Sigmoid' || type === 'Softmax' ? { operator: type, node } : null;
}
