import {
  attributeField,
  type GraphNode,
  graphField,
  modelField,
  nodeField,
  readNode,
  tensorField,
} from './graph-facts.ts';
import { inputRole } from './input-roles.ts';
import { asciiText, contentsOf, fieldsOf, numbersIn } from './protobuf.ts';

/** Rows of the tables that a graph looks tokens up in; `null` where none was recognised. */
export interface EmbeddingTables {
  readonly ids: number | null;
  readonly types: number | null;
  /** `first` is the position of a pair's first token, where the graph computes it in a known way. */
  readonly positions: { readonly rows: number; readonly first: number | null } | null;
}

/**
 * Finds a model file's tables of ids, token types and positions. They are recognised by the inputs that
 * they are indexed with, and one of positions that the graph counts itself by its name. Weights are stepped over. Bytes that are no model file
 * have none.
 */
export function embeddingTables(model: Uint8Array): EmbeddingTables {
  try {
    return readTables(model);
  } catch (error) {
    if (error instanceof RangeError) return { ids: null, types: null, positions: null };
    throw error;
  }
}

function readTables(model: Uint8Array): EmbeddingTables {
  const graph = readGraph(model);
  const found = { ids: [] as number[], types: [] as number[], positions: [] as number[] };
  let first: number | null = null;
  for (const { type, inputs } of graph.nodes) {
    const lookUps: readonly (readonly [index: number, table: number])[] =
      type === 'Gather' || type === 'GatherBlockQuantized'
        ? [[1, 0]]
        : type === 'EmbedLayerNormalization'
          ? [
              [0, 2],
              [1, 4],
              [8, 3],
            ]
          : [];
    for (const [indexAt, tableAt] of lookUps) {
      const name = behind(graph, inputs[tableAt] ?? '');
      const rows = graph.tables.get(name);
      if (rows === undefined) continue;
      const index = behind(graph, inputs[indexAt] ?? '');
      const role = inputRole(index);
      if (role === 'ids' || role === 'types') found[role].push(rows);
      else if (role === 'positions' || ofPositions.test(name) || type === 'EmbedLayerNormalization') {
        found.positions.push(rows);
        first ??= firstPosition(graph, index);
      }
    }
  }
  const fewest = (rows: readonly number[]) => (rows.length === 0 ? null : Math.min(...rows));
  const rows = fewest(found.positions);
  return {
    ids: fewest(found.ids),
    types: fewest(found.types),
    positions: rows === null ? null : { rows, first },
  };
}

/** Names that exporters give tables of absolute positions: PyTorch's modules, and this project's own. */
const ofPositions = /(^|[./_])(wpe|embed_positions|position_embeddings?|embeddings\.position)\b/i;

interface Graph {
  readonly nodes: readonly GraphNode[];
  /** The node that computes a value, by the value's name. */
  readonly makers: ReadonlyMap<string, GraphNode>;
  /** Rows of the stored matrices, by name. */
  readonly tables: ReadonlyMap<string, number>;
  /** Stored whole numbers, by name. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** Operators that leave a value what it is. */
const passing: ReadonlySet<string> = new Set(['Cast', 'DequantizeLinear', 'Identity']);

/** The name of the value that this one is made of, past operators that leave it what it is. */
function behind({ makers }: Graph, name: string): string {
  let at = name;
  for (let steps = 0; steps < 8; steps++) {
    const maker = makers.get(at);
    if (maker === undefined || !passing.has(maker.type)) break;
    at = maker.inputs[0] ?? at;
  }
  return at;
}

/**
 * A number that is added to counted positions: RoBERTa adds its padding id to a count from 1, BART adds 2 to
 * a count from 0.
 */
function firstPosition(graph: Graph, index: string): number | null {
  const sum = graph.makers.get(index);
  if (sum?.type !== 'Add') return null;
  const [left = '', right = ''] = sum.inputs.map((input) => behind(graph, input));
  const added = graph.numbers.get(right) ?? graph.numbers.get(left);
  if (added === undefined) return null;
  let at = graph.numbers.has(right) ? left : right;
  for (let steps = 0; steps < 8; steps++) {
    const maker = graph.makers.get(at);
    if (maker === undefined) return added;
    if (maker.type === 'CumSum') return added + 1;
    at = behind(graph, maker.inputs[0] ?? '');
  }
  return added;
}

function readGraph(model: Uint8Array): Graph {
  const nodes: GraphNode[] = [];
  const makers = new Map<string, GraphNode>();
  const tables = new Map<string, number>();
  const numbers = new Map<string, number>();
  const keep = (name: string, { rows, number }: StoredTensor) => {
    if (rows !== null) tables.set(name, rows);
    if (number !== null) numbers.set(name, number);
  };
  for (const graph of contentsOf(model, modelField.graph)) {
    for (const { number, bytes } of fieldsOf(graph)) {
      if (number === graphField.initializer) {
        const tensor = readTensor(bytes);
        keep(tensor.name, tensor);
      } else if (number === graphField.node) {
        const node = readNode(bytes);
        nodes.push(node);
        for (const output of node.outputs) makers.set(output, node);
        if (node.type !== 'Constant') continue;
        for (const attribute of contentsOf(bytes, nodeField.attribute)) {
          for (const value of contentsOf(attribute, attributeField.tensor))
            keep(node.outputs[0] ?? '', readTensor(value));
        }
      }
    }
  }
  return { nodes, makers, tables, numbers };
}

/** What a look-up needs to know of a tensor in a model file. */
interface StoredTensor {
  readonly name: string;
  /** Rows of a matrix; `null` for other shapes. */
  readonly rows: number | null;
  /** The value of a single whole number. */
  readonly number: number | null;
}

function readTensor(tensor: Uint8Array): StoredTensor {
  const dims: number[] = [];
  let name = '';
  let number: number | null = null;
  for (const field of fieldsOf(tensor)) {
    if (field.number === tensorField.name) name = asciiText(field.bytes);
    else if (field.number === tensorField.dims) dims.push(...numbersIn(field));
    else if (field.number === tensorField.int32Data || field.number === tensorField.int64Data) {
      // A number takes ten bytes at the most; what is longer is no single one.
      number = field.bytes.length <= 10 ? (numbersIn(field)[0] ?? null) : null;
    } else if (
      field.number === tensorField.rawData &&
      (field.bytes.length === 4 || field.bytes.length === 8)
    ) {
      // Little-endian; positions are small and never negative.
      number = new DataView(field.bytes.buffer, field.bytes.byteOffset).getInt32(0, true);
    }
  }
  const isSingle = dims.every((size) => size === 1);
  return { name, rows: dims.length === 2 ? (dims[0] ?? null) : null, number: isSingle ? number : null };
}
