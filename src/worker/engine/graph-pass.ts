import type { InputRole } from '../../core/onnx/input-roles.ts';
import type { PaddedBatch } from '../../core/rerank/batching.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { FedInput, GraphUse } from './graph-use.ts';

/** How a model's graph is fed and read, with what its tokenizer and its configuration say. */
export interface GraphTerms extends Pick<GraphUse, 'inputs' | 'shape' | 'output'> {
  /** The id that fills up rows. */
  readonly paddingId: number;
  /**
   * The position of a row's first token: 0, or one more than the padding id where models count like RoBERTa.
   */
  readonly firstPosition: number;
  /** Place of the label that stands for relevance, where there are two. */
  readonly relevantLabel: 0 | 1;
}

/** What nearly every graph takes. The runtime passes over an input that the graph does not have. */
export const usualTerms: GraphTerms = {
  inputs: [
    { name: 'input_ids', role: 'ids', type: 'int64' },
    { name: 'attention_mask', role: 'mask', type: 'int64' },
    { name: 'token_type_ids', role: 'types', type: 'int64' },
  ],
  shape: {},
  output: 'logits',
  paddingId: 0,
  firstPosition: 0,
  relevantLabel: 1,
};

/** The numbers that an input is given for a batch, [pairs, length], in its type. */
export function inputValues(
  { role, type }: FedInput,
  batch: PaddedBatch,
  { firstPosition }: Pick<GraphTerms, 'firstPosition'>,
): BigInt64Array | Int32Array | Float32Array | Uint8Array {
  const values = valuesOf(role, batch, firstPosition);
  switch (type) {
    case 'int64':
      return values;
    case 'int32':
      return Int32Array.from(values, Number);
    case 'float32':
      return Float32Array.from(values, Number);
    case 'bool':
      return Uint8Array.from(values, Number);
    default:
      return type satisfies never;
  }
}

function valuesOf(role: InputRole, batch: PaddedBatch, firstPosition: number): BigInt64Array {
  switch (role) {
    case 'ids':
      return batch.inputIds;
    case 'mask':
      return batch.attentionMask;
    case 'types':
      return batch.tokenTypeIds;
    case 'positions':
      return positionsOf(batch, firstPosition);
    default:
      return role satisfies never;
  }
}

/**
 * Positions of a batch's tokens, counted from its first that is no padding. Where they begin after a padding
 * id, padding is at that id, as in `create_position_ids_from_input_ids` of Hugging Face's RoBERTa; elsewhere
 * it goes on counting.
 */
function positionsOf({ pairs, length, attentionMask }: PaddedBatch, first: number): BigInt64Array {
  const positions = new BigInt64Array(pairs * length);
  for (let place = 0, next = first; place < positions.length; place++) {
    if (place % length === 0) next = first;
    const isPadding = attentionMask[place] === 0n;
    positions[place] = BigInt(isPadding && first > 0 ? first - 1 : next);
    // Padding before a text takes no position.
    if (!isPadding || next > first) next++;
  }
  return positions;
}

/**
 * The logits of a part's rows, one each, from what the graph answered: its one value a pair, or the
 * difference of two, the relevant label's less the other's. A softmax's log-odds are that difference.
 *
 * @param values of all rows, those that fill up included
 * @throws Failure `not-a-reranker` where it answered neither
 */
export function logitsOf(
  values: ArrayLike<number>,
  pairs: number,
  { relevantLabel }: Pick<GraphTerms, 'relevantLabel'>,
): ArrayLike<number> {
  if (values.length === pairs) return values;
  if (values.length !== 2 * pairs) {
    throw new Failure(
      'not-a-reranker',
      `The model answered ${values.length} values for ${pairs} pairs; a reranker answers one or two a pair.`,
    );
  }
  return Float32Array.from(
    { length: pairs },
    (_, row) => (values[2 * row + relevantLabel] ?? 0) - (values[2 * row + 1 - relevantLabel] ?? 0),
  );
}
