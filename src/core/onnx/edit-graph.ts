import { graphField, modelField, nodeField } from './graph-facts.ts';
import { asciiBytes, fieldHead, fieldsOf, joined } from './protobuf.ts';

/** What to change in a model file's graph. */
export interface GraphEdit {
  /** Places of nodes, with one input that counts and one output, that hand on their input as it is. */
  readonly passedThrough?: readonly number[];
  /** Fields of a graph to add at its end: nodes, stored tensors and outputs. Its own outputs then go. */
  readonly added?: Uint8Array;
}

/**
 * A model file with changes to its graph. All else, weights above all, stays byte for byte as it is, and so
 * does what the file says of external data.
 *
 * @throws RangeError where the bytes are no model file
 */
export function editGraph(model: Uint8Array, { passedThrough = [], added }: GraphEdit): Uint8Array {
  const replaced = new Set(passedThrough);
  const parts: Uint8Array[] = [];
  for (const field of fieldsOf(model)) {
    if (field.number !== modelField.graph) {
      parts.push(model.subarray(field.start, field.end));
      continue;
    }
    const graph = [...editedFields(field.bytes, replaced, added !== undefined), added ?? nothing];
    const length = graph.reduce((sum, part) => sum + part.length, 0);
    parts.push(fieldHead(modelField.graph, length), ...graph);
  }
  return joined(parts);
}

const nothing = new Uint8Array(0);

function* editedFields(
  graph: Uint8Array,
  replaced: ReadonlySet<number>,
  losesOutputs: boolean,
): Generator<Uint8Array> {
  let node = 0;
  for (const { number, bytes, start, end } of fieldsOf(graph)) {
    if (number === graphField.node && replaced.has(node++)) {
      const identity = passingOn(bytes);
      yield fieldHead(graphField.node, identity.length);
      yield identity;
    } else if (number !== graphField.output || !losesOutputs) yield graph.subarray(start, end);
  }
}

/** The node with its names and the operator that changes nothing. */
function passingOn(node: Uint8Array): Uint8Array {
  const parts = [fieldHead(nodeField.opType, identity.length), identity];
  const seen = new Set<number>();
  for (const { number, start, end } of fieldsOf(node)) {
    const isKept = number === nodeField.input || number === nodeField.output;
    if (isKept && !seen.has(number)) parts.push(node.subarray(start, end));
    seen.add(number);
  }
  return joined(parts);
}

const identity = asciiBytes('Identity');

/**
 * The nodes, stored tensors and outputs of a model file's graph, as `GraphEdit.added` takes them. Their
 * inputs are values of the graph they are added to.
 */
export function graphParts(model: Uint8Array): Uint8Array {
  const kept: ReadonlySet<number> = new Set([graphField.node, graphField.initializer, graphField.output]);
  const parts: Uint8Array[] = [];
  for (const { number, bytes } of fieldsOf(model)) {
    if (number !== modelField.graph) continue;
    for (const part of fieldsOf(bytes)) {
      if (kept.has(part.number)) parts.push(bytes.subarray(part.start, part.end));
    }
  }
  return joined(parts);
}
