import {
  type DebertaShape,
  debertaModel,
  debertaNormEpsilon,
} from '../../../src/core/onnx/testing/deberta-model.ts';
import { float16Format, float32Format } from '../../../src/core/onnx/weight-format.ts';
import { randomWeights } from './random-weights.ts';
import { wordPieceTokenizer } from './wordpiece-repository.ts';

/** A DeBERTa in the form of `mixedbread-ai/mxbai-rerank-xsmall-v1`, in single and in half precision. */
export const debertaRepository = 'tests/deberta-reranker';

const weights = randomWeights(43);

/**
 * The repository's files by path, with the built-in model's WordPiece tokenizer. Tokens more than 4 apart share
 * buckets, which texts of a dozen tokens have.
 */
export async function debertaFiles(): Promise<Record<string, Uint8Array>> {
  const { files, vocabularySize } = await wordPieceTokenizer();
  const shape: DebertaShape = {
    vocab_size: vocabularySize,
    hidden_size: 32,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    intermediate_size: 64,
    position_buckets: 8,
    max_position_embeddings: 128,
  };
  const config = {
    architectures: ['DebertaV2ForSequenceClassification'],
    model_type: 'deberta-v2',
    ...shape,
    hidden_act: 'gelu',
    layer_norm_eps: debertaNormEpsilon,
    max_relative_positions: -1,
    norm_rel_ebd: 'layer_norm',
    pad_token_id: 0,
    pooler_hidden_act: 'gelu',
    pooler_hidden_size: shape.hidden_size,
    pos_att_type: ['p2c', 'c2p'],
    position_biased_input: false,
    relative_attention: true,
    share_att_key: true,
    type_vocab_size: 0,
    id2label: { 0: 'LABEL_0' },
    label2id: { LABEL_0: 0 },
  };
  return {
    'config.json': new TextEncoder().encode(JSON.stringify(config)),
    ...files,
    'onnx/model.onnx': debertaModel({ shape, format: float32Format, weights }),
    'onnx/model_fp16.onnx': debertaModel({ shape, format: float16Format, weights }),
  };
}
