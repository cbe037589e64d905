import { contextTokens, unigramTokenizer } from '../../e2e/support/hub-models/unigram-tokenizer.ts';
import { paddingId, type XlmRobertaShape } from '../../src/core/onnx/xlm-roberta/xlm-roberta-model.ts';
import { type Dtype, dtypes } from '../../src/core/rerank/devices.ts';
import { writeRepository } from './repository.ts';
import { type WeightKind, weightsOf } from './weight-kinds.ts';

const tokenizer = unigramTokenizer();

export interface SmallSize {
  readonly layers: number;
  /** A multiple of 32, the width of an attention head. */
  readonly width: number;
}

const shapeOf = ({ layers, width }: SmallSize): XlmRobertaShape => ({
  vocab_size: tokenizer.vocabularySize,
  hidden_size: width,
  num_hidden_layers: layers,
  num_attention_heads: width / 32,
  intermediate_size: 4 * width,
  max_position_embeddings: contextTokens + paddingId + 1,
});

export const smallReranker = (kind: WeightKind, seed: number): string => `benchmarks/${kind}-${seed}`;

/** Writes a reranker of XLM-RoBERTa's architecture; 6 layers, 256 wide and in every dtype unless told. */
export async function writeSmallReranker(
  folder: string,
  kind: WeightKind,
  seed: number,
  wanted: readonly Dtype[] = dtypes,
  size: SmallSize = { layers: 6, width: 256 },
): Promise<void> {
  await writeRepository(folder, {
    repository: smallReranker(kind, seed),
    shape: shapeOf(size),
    weights: weightsOf(kind, seed),
    dtypes: wanted,
    tokenizer,
  });
}
