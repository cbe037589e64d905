import type { BertShape } from '../bert/bert-model.ts';

/** The dtypes twins come in, by the names transformers.js gives them. */
export type TwinDtype = 'fp32' | 'fp16' | 'q8' | 'q4';

/** The sizes of a twin's model under the names of its `config.json`; the layers are those the twin is built with. */
export interface TwinSpec {
  readonly architecture: 'bert' | 'xlm-roberta';
  /** XLM-RoBERTa reads no token types: its `type_vocab_size` is only written down. */
  readonly shape: BertShape;
  readonly dtype: TwinDtype;
}
