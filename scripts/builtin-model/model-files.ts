import { coverageModel } from '../../src/core/onnx/coverage/coverage-model.ts';
import { hiddenWidth } from '../../src/core/onnx/coverage/features.ts';
import { averageAttention, matchFeedForward } from '../../src/core/onnx/coverage/layers.ts';
import { maxTokens, tokenizerConfigJson, tokenizerJson } from './tokenizer-files.ts';
import type { VocabularyEntry } from './vocabulary.ts';

/** Maps a path within the model's folder to the file's content. */
export type ModelFiles = ReadonlyMap<string, Uint8Array>;

/** The files of `builtin:coverage` in the layout that transformers.js loads. */
export function builtinModelFiles(vocabulary: readonly VocabularyEntry[]): ModelFiles {
  return new Map([
    ['config.json', json(configJson(vocabulary), 2)],
    ['tokenizer.json', json(tokenizerJson(vocabulary))],
    ['tokenizer_config.json', json(tokenizerConfigJson(), 2)],
    ['onnx/model.onnx', coverageModel(vocabulary)],
  ]);
}

/** Describes the model as the BERT that it is loaded as. Only `model_type` and the labels are read. */
function configJson(vocabulary: readonly VocabularyEntry[]): object {
  return {
    architectures: ['BertForSequenceClassification'],
    model_type: 'bert',
    hidden_act: 'relu',
    hidden_size: hiddenWidth,
    intermediate_size: matchFeedForward.width,
    num_attention_heads: averageAttention.heads,
    num_hidden_layers: 2,
    layer_norm_eps: 1e-12,
    max_position_embeddings: maxTokens,
    position_embedding_type: 'none',
    type_vocab_size: 2,
    vocab_size: vocabulary.length,
    pad_token_id: 0,
    id2label: { 0: 'LABEL_0' },
    label2id: { LABEL_0: 0 },
    num_labels: 1,
  };
}

function json(value: object, indent?: number): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, indent)}\n`);
}
