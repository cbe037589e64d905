import { contextTokens, unigramTokenizer } from '../../e2e/support/hub-models/unigram-tokenizer.ts';
import { paddingId, type XlmRobertaShape } from '../../src/core/onnx/xlm-roberta/xlm-roberta-model.ts';
import { type Dtype, dtypes } from '../../src/core/rerank/devices.ts';
import { writeRepository } from './repository.ts';
import { type WeightKind, weightsOf } from './weight-kinds.ts';

const tokenizer = unigramTokenizer();

const shape: XlmRobertaShape = {
  vocab_size: tokenizer.vocabularySize,
  hidden_size: 256,
  num_hidden_layers: 6,
  num_attention_heads: 8,
  intermediate_size: 1024,
  max_position_embeddings: contextTokens + paddingId + 1,
};

export const smallReranker = (kind: WeightKind, seed: number): string => `benchmarks/${kind}-${seed}`;

/** Writes a reranker of XLM-RoBERTa's architecture (6 layers, 256 wide) in every dtype. */
export async function writeSmallReranker(
  folder: string,
  kind: WeightKind,
  seed: number,
  wanted: readonly Dtype[] = dtypes,
): Promise<void> {
  await writeRepository(folder, {
    repository: smallReranker(kind, seed),
    shape,
    weights: weightsOf(kind, seed),
    dtypes: wanted,
    tokenizer,
  });
}
