import { modernBertNormEpsilon } from '../../../src/core/onnx/modernbert/modernbert-layers.ts';
import { type ModernBertShape, modernBertModel } from '../../../src/core/onnx/modernbert/modernbert-model.ts';
import { float16Format, float32Format } from '../../../src/core/onnx/weight-format.ts';
import { byteLevelTokenizer } from './byte-level-tokenizer.ts';
import { headFiles } from './head-beside.ts';
import { randomWeights } from './random-weights.ts';

/** A ModernBERT with its own head, which takes the mean of the tokens' vectors as gte-reranker's does. */
export const modernBertRepository = 'tests/modernbert-reranker';

/**
 * A repository in the form of `cross-encoder/ettin-reranker-17m-v1`: a ModernBERT whose ONNX file ends at
 * `last_hidden_state`, and its head in sentence-transformers' modules beside it.
 */
export const ettinRepository = 'tests/ettin-reranker';

export const modernBertWeights = randomWeights(31);

const contextTokens = 7999;
const { tokenizer, config: tokenizerConfig, vocabularySize } = byteLevelTokenizer(contextTokens);

/** Layers 0 and 3 are global; the others reach four tokens to each side, less than any text here has. */
export const modernBertShape: ModernBertShape = {
  vocab_size: vocabularySize,
  hidden_size: 32,
  num_hidden_layers: 4,
  num_attention_heads: 4,
  intermediate_size: 48,
  global_attn_every_n_layers: 3,
  local_attention: 8,
  classifier_pooling: 'mean',
};

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value, null, 2));

/** `config.json` as transformers writes a ModernBERT's. */
function config(architecture: string, more: object): Uint8Array {
  const idOf = (token: string) =>
    (tokenizer as { added_tokens: { id: number; content: string }[] }).added_tokens.find(
      ({ content }) => content === token,
    )?.id;
  return bytes({
    architectures: [architecture],
    attention_bias: false,
    attention_dropout: 0,
    bos_token_id: idOf('[CLS]'),
    classifier_activation: 'gelu',
    classifier_bias: false,
    classifier_dropout: 0,
    cls_token_id: idOf('[CLS]'),
    decoder_bias: true,
    deterministic_flash_attn: false,
    embedding_dropout: 0,
    eos_token_id: idOf('[SEP]'),
    global_rope_theta: 160_000,
    hidden_activation: 'gelu',
    initializer_cutoff_factor: 2,
    initializer_range: 0.02,
    local_rope_theta: 10_000,
    max_position_embeddings: contextTokens,
    mlp_bias: false,
    mlp_dropout: 0,
    model_type: 'modernbert',
    norm_bias: false,
    norm_eps: modernBertNormEpsilon,
    pad_token_id: idOf('[PAD]'),
    position_embedding_type: 'sans_pos',
    sep_token_id: idOf('[SEP]'),
    ...modernBertShape,
    ...more,
  });
}

const tokenizerFiles = {
  'tokenizer.json': bytes(tokenizer),
  'tokenizer_config.json': bytes(tokenizerConfig),
  'special_tokens_map.json': bytes({ cls_token: '[CLS]', sep_token: '[SEP]', pad_token: '[PAD]' }),
};

const common = { shape: modernBertShape, format: float32Format, weights: modernBertWeights };
const half = { ...common, format: float16Format };

/** The repository's files by path. */
export const modernBertFiles = (): Record<string, Uint8Array> => ({
  'config.json': config('ModernBertForSequenceClassification', {
    id2label: { 0: 'LABEL_0' },
    label2id: { LABEL_0: 0 },
  }),
  ...tokenizerFiles,
  'onnx/model.onnx': modernBertModel({ ...common, labels: 1 }),
  'onnx/model_fp16.onnx': modernBertModel({ ...half, labels: 1 }),
});

/** The repository's files by path. */
export const ettinFiles = (): Record<string, Uint8Array> => ({
  'config.json': config('ModernBertModel', { classifier_pooling: 'cls', reference_compile: null }),
  'config_sentence_transformers.json': bytes({
    __version__: { sentence_transformers: '5.5.0' },
    model_type: 'CrossEncoder',
    prompts: {},
    default_prompt_name: null,
    activation_fn: 'torch.nn.modules.linear.Identity',
  }),
  'sentence_bert_config.json': bytes({
    transformer_task: 'feature-extraction',
    modality_config: { text: { method: 'forward', method_output_name: 'last_hidden_state' } },
    module_output_name: 'token_embeddings',
  }),
  ...tokenizerFiles,
  ...headFiles(modernBertShape.hidden_size, modernBertWeights),
  'onnx/model.onnx': modernBertModel({ ...common, labels: 0 }),
});
