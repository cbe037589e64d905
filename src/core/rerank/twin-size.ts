import { embeddingTableBytes } from './model-fit.ts';
import type { Twin, TwinDtype } from './twins.ts';

/** What a twin consists of, with v pieces, w wide, f within the feed-forward part. */
interface Parts {
  /** Rows of all embedding tables, each w wide. */
  readonly rows: number;
  /** Weight matrices, [in, out]. */
  readonly matrices: readonly (readonly [inputs: number, outputs: number])[];
  /** Numbers in biases and normalisations. */
  readonly vectors: number;
}

/**
 * Tables: v + positions (+ token types, BERT) rows. A layer: four matrices of w², [w, f] and [f, w], their biases 5w + f, and two normalisations
 * of 2w. Besides: the first normalisation, and the head's [w, w] and [w, 1] with their biases.
 */
function partsOf({ architecture, shape }: Twin, layers: number): Parts {
  const {
    vocab_size,
    max_position_embeddings,
    type_vocab_size,
    hidden_size: w,
    intermediate_size: f,
  } = shape;
  const layer = [
    [w, w],
    [w, w],
    [w, w],
    [w, w],
    [w, f],
    [f, w],
  ] as const;
  const matrices = [...Array.from({ length: layers }, () => layer).flat(), [w, w], [w, 1]] as const;
  return {
    rows: vocab_size + max_position_embeddings + (architecture === 'bert' ? type_vocab_size : 0),
    matrices,
    vectors: layers * (5 * w + f + 4 * w) + 2 * w + w + 1,
  };
}

const allLayers = ({ shape }: Twin): number => shape.num_hidden_layers;

const product = ([inputs, outputs]: Parts['matrices'][number]): number => inputs * outputs;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Numbers that a twin's weights stand for. */
export function twinParameters(twin: Twin, layers = allLayers(twin)): number {
  const { rows, matrices, vectors } = partsOf(twin, layers);
  return rows * twin.shape.hidden_size + sum(matrices.map(product)) + vectors;
}

/**
 * Bytes of a twin's weights as files of the real model's hold them:
 * fp32 4 a number, fp16 2; q8 1 for each of tables and matrices, with a scale (4) and a zero point (1) a tensor, 4 for vectors; q4 matrices in
 * blocks of 32 inputs of 16 bytes and a scale of 4, all else as in fp32.
 */
export function twinWeightBytes(twin: Twin, dtype: TwinDtype, layers = allLayers(twin)): number {
  const { rows, matrices, vectors } = partsOf(twin, layers);
  const table = rows * twin.shape.hidden_size;
  switch (dtype) {
    case 'fp32':
      return 4 * twinParameters(twin, layers);
    case 'fp16':
      return 2 * twinParameters(twin, layers);
    case 'q8': {
      const tables = twin.architecture === 'bert' ? 3 : 2;
      return table + sum(matrices.map(product)) + 5 * (tables + matrices.length) + 4 * vectors;
    }
    case 'q4': {
      const blocks = sum(matrices.map(([inputs, outputs]) => Math.ceil(inputs / 32) * outputs));
      return 4 * table + (16 + 4) * blocks + 4 * vectors;
    }
    default:
      return dtype satisfies never;
  }
}

/** Bytes of a twin's largest tensor, the table of word embeddings: what has to fit in one GPU buffer. */
export const twinLargestTensorBytes = ({ shape }: Twin, dtype: TwinDtype): number =>
  embeddingTableBytes(dtype, shape.vocab_size, shape.hidden_size);
