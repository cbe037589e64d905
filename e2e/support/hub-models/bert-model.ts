import { type BertShape, bertModel } from '../../../src/core/onnx/bert/bert-model.ts';
import { elementCount } from '../../../src/core/onnx/tensor.ts';
import type { WeightSource } from '../../../src/core/onnx/transformer-encoder.ts';
import {
  float32Format,
  fourBitFormat,
  quantizedFormat,
  type WeightFormat,
} from '../../../src/core/onnx/weight-format.ts';
import { randomWeights } from './random-weights.ts';
import { bertConfig, wordPieceTokenizer } from './wordpiece-repository.ts';

/**
 * A BERT with token types, under the name of a model in the catalogue, in fp32, q8 and q4 but not in fp16.
 */
export const bertRepository = 'Xenova/ms-marco-TinyBERT-L-2-v2';

const made = randomWeights(7);

/**
 * Weights that leave out positions. Without them the model cannot know the order of the tokens, so only token
 * types can make a difference between query and document.
 */
const weights: WeightSource = (name, shape) =>
  name === 'embeddings.position' ? new Float32Array(elementCount(shape)) : made(name, shape);

/** The repository's files by path, with the built-in model's WordPiece tokenizer. */
export async function bertFiles(): Promise<Record<string, Uint8Array>> {
  const { files, vocabularySize } = await wordPieceTokenizer();
  const shape: BertShape = {
    vocab_size: vocabularySize,
    hidden_size: 32,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    intermediate_size: 64,
    max_position_embeddings: 512,
    type_vocab_size: 2,
  };
  const model = (format: WeightFormat) => bertModel({ shape, labels: 1, format, weights });
  return {
    'config.json': bertConfig(shape),
    ...files,
    'onnx/model.onnx': model(float32Format),
    'onnx/model_quantized.onnx': model(quantizedFormat),
    'onnx/model_q4.onnx': model(fourBitFormat(float32Format)),
  };
}
