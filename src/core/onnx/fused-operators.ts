/**
 * Operators of ONNX Runtime that stand for several of ONNX's own. Exporters and optimisers write them into a
 * graph; a device computes each by a kernel of its own.
 */
const attention = [
  'Attention',
  'GroupQueryAttention',
  'MultiHeadAttention',
  'PackedAttention',
  'PackedMultiHeadAttention',
] as const;
const others = [
  'BiasGelu',
  'EmbedLayerNormalization',
  'FastGelu',
  'FusedMatMul',
  'Gelu',
  'QuickGelu',
  'RotaryEmbedding',
  'SimplifiedLayerNormalization',
  'SkipLayerNormalization',
  'SkipSimplifiedLayerNormalization',
] as const;
const fused: ReadonlySet<string> = new Set([...attention, ...others]);

/** Whether one of a graph's fused operators computes attention as a whole. */
export const hasFusedAttention = (operators: readonly string[]): boolean =>
  attention.some((name) => operators.includes(name));

/**
 * The fused operators of an ONNX model file, each once, by name. What the runtime fuses while it loads the
 * file is not among them.
 *
 * It reads the names of the nodes' operators and steps over everything else, so that a file of gigabytes
 * takes no longer than its nodes do. Field numbers are those of onnx.proto
 * (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
 *
 * @returns an empty list for bytes that are no such file
 */
export function fusedOperators(model: Uint8Array): readonly string[] {
  const found = new Set<string>();
  try {
    for (const graph of fields(model, modelGraph)) {
      for (const node of fields(graph, graphNode)) {
        for (const type of fields(node, nodeOpType))
          found.add(String.fromCharCode(...type.subarray(0, longestName)));
      }
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [];
  }
  return [...found].filter((name) => fused.has(name)).sort();
}

/** Names are ASCII; a longer one is no operator of interest. */
const longestName = 64;

const modelGraph = 7;
const graphNode = 1;
const nodeOpType = 4;

/**
 * The contents of a message's fields of one number, those of a length of their own (protobuf's wire type 2).
 *
 * @throws RangeError where the bytes are no such message
 */
function* fields(message: Uint8Array, wanted: number): Generator<Uint8Array> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = message[at++];
      if (byte === undefined || shift > 2 ** 63) throw new RangeError('A number has no end.');
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const key = varint();
    const wireType = key % 8;
    if (wireType === 0) varint();
    else if (wireType === 1) at += 8;
    else if (wireType === 5) at += 4;
    else if (wireType === 2) {
      const length = varint();
      if (at + length > message.length) throw new RangeError('A field is longer than its message.');
      if (Math.floor(key / 8) === wanted) yield message.subarray(at, at + length);
      at += length;
    } else throw new RangeError(`There is no wire type ${wireType}.`);
  }
}
