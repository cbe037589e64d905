import { attributeField, graphField, modelField, nodeField, tensorField } from './graph-facts.ts';
import { asciiText, contentsOf, firstOf } from './protobuf.ts';

/**
 * The files beside an ONNX model file that hold tensors of it, as the file itself names them: relative to the
 * folder that it lies in, each once. Fields are those of onnx.proto
 * (https://github.com/onnx/onnx/blob/main/docs/ExternalData.md).
 *
 * @returns `null` for bytes that are no such file
 */
export function externalLocations(model: Uint8Array): readonly string[] | null {
  const found = new Set<string>();
  let graphs = 0;
  try {
    for (const graph of contentsOf(model, modelField.graph)) {
      graphs += 1;
      noteGraph(graph, found);
    }
    for (const body of contentsOf(model, modelFunctions)) {
      for (const node of contentsOf(body, functionNode)) noteNode(node, found);
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
  return graphs === 0 ? null : [...found];
}

const modelFunctions = 25;
const functionNode = 7;
const entryKey = 1;
const entryValue = 2;

function noteGraph(graph: Uint8Array, found: Set<string>): void {
  for (const tensor of contentsOf(graph, graphField.initializer)) noteTensor(tensor, found);
  for (const node of contentsOf(graph, graphField.node)) noteNode(node, found);
}

function noteNode(node: Uint8Array, found: Set<string>): void {
  for (const attribute of contentsOf(node, nodeField.attribute)) {
    for (const field of [attributeField.tensor, attributeField.tensors]) {
      for (const tensor of contentsOf(attribute, field)) noteTensor(tensor, found);
    }
    for (const field of [attributeField.graph, attributeField.graphs]) {
      for (const graph of contentsOf(attribute, field)) noteGraph(graph, found);
    }
  }
}

function noteTensor(tensor: Uint8Array, found: Set<string>): void {
  for (const entry of contentsOf(tensor, tensorField.externalData)) {
    if (textOf(entry, entryKey) === 'location')
      found.add(textOf(entry, entryValue).replace(/^(?:\.\/)+/, ''));
  }
}

const textOf = (message: Uint8Array, field: number): string => {
  const bytes = firstOf(message, field) ?? new Uint8Array();
  try {
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    // Not UTF-8, as a text of protobuf should be.
    return asciiText(bytes);
  }
};
