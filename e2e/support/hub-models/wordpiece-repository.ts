import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BertShape, bertLayerNormEpsilon } from '../../../src/core/onnx/bert/bert-model.ts';

const builtIn = join(import.meta.dirname, '..', '..', '..', 'public', 'models', 'builtin', 'coverage');

/** The built-in model's WordPiece tokenizer: a repository's files by path, and the number of its tokens. */
export async function wordPieceTokenizer() {
  const tokenizer = await readFile(join(builtIn, 'tokenizer.json'));
  return {
    files: {
      'tokenizer.json': tokenizer,
      'tokenizer_config.json': await readFile(join(builtIn, 'tokenizer_config.json')),
    } satisfies Record<string, Uint8Array>,
    vocabularySize: Object.keys(JSON.parse(tokenizer.toString()).model.vocab).length,
  };
}

/** `config.json` of a BERT that classifies, with one label unless `more` has others. */
export const bertConfig = (shape: BertShape, more: object = {}): Uint8Array =>
  new TextEncoder().encode(
    JSON.stringify({
      architectures: ['BertForSequenceClassification'],
      model_type: 'bert',
      ...shape,
      hidden_act: 'gelu',
      layer_norm_eps: bertLayerNormEpsilon,
      position_embedding_type: 'absolute',
      pad_token_id: 0,
      id2label: { 0: 'LABEL_0' },
      label2id: { LABEL_0: 0 },
      ...more,
    }),
  );
