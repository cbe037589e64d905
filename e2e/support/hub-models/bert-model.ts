import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BertShape, bertLayerNormEpsilon, bertModel } from '../../../src/core/onnx/bert/bert-model.ts';
import { elementCount } from '../../../src/core/onnx/tensor.ts';
import type { WeightSource } from '../../../src/core/onnx/transformer-encoder.ts';
import {
  float32Format,
  fourBitFormat,
  quantizedFormat,
  type WeightFormat,
} from '../../../src/core/onnx/weight-format.ts';
import { randomWeights } from './random-weights.ts';

/**
 * A BERT with token types, under the name of a model in the catalogue, in fp32, q8 and q4 but not in fp16.
 */
export const bertRepository = 'Xenova/ms-marco-TinyBERT-L-2-v2';

const builtIn = join(import.meta.dirname, '..', '..', '..', 'public', 'models', 'builtin', 'coverage');

const made = randomWeights(7);

/**
 * Weights that leave out positions. Without them the model cannot know the order of the tokens, so only token
 * types can make a difference between query and document.
 */
const weights: WeightSource = (name, shape) =>
  name === 'embeddings.position' ? new Float32Array(elementCount(shape)) : made(name, shape);

/** The repository's files by path, with the built-in model's WordPiece tokenizer. */
export async function bertFiles(): Promise<Record<string, Uint8Array>> {
  const tokenizer = await readFile(join(builtIn, 'tokenizer.json'));
  const vocabulary = Object.keys(JSON.parse(tokenizer.toString()).model.vocab).length;
  const shape: BertShape = {
    vocab_size: vocabulary,
    hidden_size: 32,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    intermediate_size: 64,
    max_position_embeddings: 512,
    type_vocab_size: 2,
  };
  const model = (format: WeightFormat) => bertModel({ shape, labels: 1, format, weights });
  const config = {
    architectures: ['BertForSequenceClassification'],
    model_type: 'bert',
    ...shape,
    hidden_act: 'gelu',
    layer_norm_eps: bertLayerNormEpsilon,
    position_embedding_type: 'absolute',
    pad_token_id: 0,
    id2label: { 0: 'LABEL_0' },
    label2id: { LABEL_0: 0 },
  };
  return {
    'config.json': new TextEncoder().encode(JSON.stringify(config)),
    'tokenizer.json': tokenizer,
    'tokenizer_config.json': await readFile(join(builtIn, 'tokenizer_config.json')),
    'onnx/model.onnx': model(float32Format),
    'onnx/model_quantized.onnx': model(quantizedFormat),
    'onnx/model_q4.onnx': model(fourBitFormat(float32Format)),
  };
}
