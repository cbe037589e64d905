import type { ModelShape } from '../rerank/flops.ts';
import * as z from '../schema/zod.ts';
import { isRunnableModelType, type ModelFitness, modelTypeOfClass } from './model-fitness.ts';
import { mostLabels } from './relevant-label.ts';
import type { ExternalDataParts } from './weight-files.ts';

const count = z.number().int().positive();
/** A number that is only shown; a value of another kind counts as none. */
const shown = count.nullish().catch(null);
const parts = z.union([z.boolean(), z.number().int().nonnegative()]).transform(Number);

const configuration = z.object({
  model_type: z.string().nullish().catch(null),
  architectures: z.array(z.string()).nullish().catch(null),
  auto_map: z.record(z.string(), z.unknown()).nullish().catch(null),
  id2label: z.record(z.string(), z.unknown()).nullish().catch(null),
  num_labels: shown,
  num_hidden_layers: shown,
  hidden_size: shown,
  intermediate_size: shown,
  // An unreadable value becomes '', which `shapeOf` does not accept.
  position_embedding_type: z.string().nullish().catch(''),
  feed_forward_type: z.string().nullish().catch(''),
  relative_attention: z.boolean().nullish().catch(null),
  pos_att_type: z
    .union([z.string(), z.array(z.string())])
    .nullish()
    .catch(null),
  position_buckets: z.number().int().nullish().catch(null),
  max_relative_positions: z.number().int().nullish().catch(null),
  conv_kernel_size: z.number().nullish().catch(1),
  vocab_size: shown,
  // DeBERTa has none at all.
  type_vocab_size: z.number().int().nonnegative().nullish().catch(null),
  max_position_embeddings: shown,
  pad_token_id: z.number().int().nonnegative().nullish().catch(null),
  position_biased_input: z.boolean().nullish().catch(null),
  'transformers.js_config': z
    .object({
      use_external_data_format: z
        .union([parts, z.record(z.string(), parts)])
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});

type Configuration = z.infer<typeof configuration>;

/** What a model is, by its `config.json`. */
export interface ModelFactsOfConfig {
  readonly modelType: string | null;
  readonly fitness: ModelFitness;
  /** Names of its labels, in the order of what its head answers; empty where it names none. */
  readonly labels: readonly string[];
  readonly layers: number | null;
  readonly hiddenSize: number | null;
  /** The shape of its layers; `null` unless they are layers that `flopsOf` counts. */
  readonly shape: ModelShape | null;
  readonly vocabularySize: number | null;
  readonly tokenTypes: number | null;
  /** Longest pair in tokens, as far as positions limit it; `null` where they do not, or nothing is said. */
  readonly contextTokens: number | null;
  /** The position of a pair's first token. */
  readonly firstPosition: number;
  readonly externalData: ExternalDataParts;
}

/**
 * Types that count positions from after the padding id, and so never use the first of them. The padding id is
 * the configuration's, in MPNet always 1 (`create_position_ids_from_input_ids` in transformers'
 * modeling_roberta.py, modeling_mpnet.py and the like).
 */
const countsFromPadding: ReadonlySet<string | null> = new Set([
  ...['roberta', 'xlm-roberta', 'camembert', 'esm', 'mpnet'],
]);

const firstPositionOf = ({ pad_token_id }: Configuration, modelType: string | null): number => {
  if (!countsFromPadding.has(modelType)) return 0;
  return (modelType === 'mpnet' ? 1 : (pad_token_id ?? 1)) + 1;
};

/**
 * Whether `max_position_embeddings` is a limit. ALiBi has no table of positions, and the built-in model no
 * positions at all. DeBERTa has a table only where it adds it to its input; its relative distances go into
 * as many buckets, however long a pair is.
 */
const positionsAreLimited = (config: Configuration, modelType: string | null): boolean => {
  if (modelType === 'deberta' || modelType === 'deberta-v2') {
    return !(config.relative_attention === true && config.position_biased_input === false);
  }
  return config.position_embedding_type !== 'alibi' && config.position_embedding_type !== 'none';
};

/** Number of tokens that a model has positions for. */
function contextOf(config: Configuration, modelType: string | null): number | null {
  const positions = config.max_position_embeddings ?? null;
  if (positions === null || !positionsAreLimited(config, modelType)) return null;
  return positions - firstPositionOf(config, modelType);
}

/** Reads a model's `config.json`; `null` if `json` is no object of that kind. */
export function readModelConfig(json: unknown): ModelFactsOfConfig | null {
  const parsed = configuration.safeParse(json);
  if (!parsed.success) return null;
  const config = parsed.data;
  const modelType = typeOf(config);
  return {
    modelType,
    fitness: fitnessOf(config, modelType),
    labels: labelNames(config),
    layers: config.num_hidden_layers ?? null,
    hiddenSize: config.hidden_size ?? null,
    shape: shapeOf(config, modelType),
    vocabularySize: config.vocab_size ?? null,
    tokenTypes: config.type_vocab_size ?? null,
    contextTokens: contextOf(config, modelType),
    firstPosition: firstPositionOf(config, modelType),
    externalData: config['transformers.js_config']?.use_external_data_format ?? null,
  };
}

/** Types whose layers have exactly BERT's products, but for a gate. */
const plainEncoders: ReadonlySet<string | null> = new Set(['bert', 'roberta', 'xlm-roberta', 'camembert']);

/**
 * Position embeddings that add no product to a layer. The built-in model's `none` is not among them: its
 * layers are built differently.
 */
const plainPositions: ReadonlySet<unknown> = new Set([undefined, null, 'absolute', 'alibi']);

/** Feed-forward blocks without a gate. */
const plainFeedForward: ReadonlySet<unknown> = new Set([undefined, null, 'original']);

/** JinaBERT's feed-forward blocks with a gate: `geglu` and `reglu` differ in their activation alone. */
const gatedFeedForward = /glu$/;

/**
 * The shape; `null` where something is missing, or the layers have products that `flopsOf` does not count.
 * Operations are counted or not shown, never guessed.
 */
function shapeOf(config: Configuration, modelType: string | null): ModelShape | null {
  const { num_hidden_layers: layers, hidden_size: hiddenSize, intermediate_size: intermediateSize } = config;
  const products = layerProducts(config, modelType);
  if (products === null || !layers || !hiddenSize || !intermediateSize) return null;
  return { layers, hiddenSize, intermediateSize, ...products };
}

/** What a layer computes beside BERT's products; `null` where that is not known. */
function layerProducts(
  config: Configuration,
  modelType: string | null,
): Pick<ModelShape, 'isGated' | 'relativePositions'> | null {
  if (modelType === 'modernbert') return { isGated: true };
  if (modelType === 'deberta-v2') return debertaProducts(config);
  if (!plainEncoders.has(modelType) || !plainPositions.has(config.position_embedding_type)) return null;
  const { feed_forward_type: feedForward } = config;
  if (plainFeedForward.has(feedForward)) return {};
  return modelType === 'bert' && gatedFeedForward.test(feedForward ?? '') ? { isGated: true } : null;
}

/**
 * DeBERTa's attention multiplies each token's query with the keys of all relative positions (`c2p`), and its
 * key with their queries (`p2c`). There are twice as many positions as buckets, whatever the pair's length
 * (`disentangled_attention_bias` in transformers' modeling_deberta_v2.py). The largest models have a
 * convolution as well, which is not counted.
 */
function debertaProducts(config: Configuration): Pick<ModelShape, 'relativePositions'> | null {
  if (config.relative_attention !== true || (config.conv_kernel_size ?? 0) > 0) return null;
  const { pos_att_type: kinds, position_buckets: buckets, max_relative_positions: asked } = config;
  const named = typeof kinds === 'string' ? kinds.split('|') : (kinds ?? []);
  const farthest = (asked ?? -1) > 0 ? asked : config.max_position_embeddings;
  const span = (buckets ?? -1) > 0 ? buckets : farthest;
  const products = ['c2p', 'p2c'].filter((kind) => named.includes(kind)).length;
  if (!span) return null;
  return products === 0 ? {} : { relativePositions: products * 2 * span };
}

/** The model's type. Some repositories (`jinaai/jina-reranker-v2-base-multilingual`) name only its class. */
function typeOf({ model_type, architectures }: Configuration): string | null {
  return model_type ?? modelTypeOfClass(architectures ?? []);
}

/** Names that are not as many as `num_labels` says are left over from another head, and count as none. */
function labelNames({ id2label, num_labels: count }: Configuration): string[] {
  const names = Object.entries(id2label ?? {})
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, name]) => String(name));
  return (count ?? names.length) === names.length ? names : [];
}

function fitnessOf(config: Configuration, modelType: string | null): ModelFitness {
  const classes = config.architectures ?? [];
  const found = classes.join(', ');
  const isClassifier = classes.some((name) => name.endsWith('ForSequenceClassification'));
  // A repository with code of its own may name its plain encoder here, and the classifier only in `auto_map`.
  const mayBeClassifier = Object.hasOwn(config.auto_map ?? {}, 'AutoModelForSequenceClassification');
  if (classes.length > 0 && !isClassifier && !mayBeClassifier) {
    return { state: 'other-head', found, labels: null };
  }
  const labels = labelNames(config).length || (config.num_labels ?? 0);
  if (labels > mostLabels) return { state: 'other-head', found, labels };
  if (modelType === null || !isRunnableModelType(modelType)) {
    return { state: 'unsupported', found: modelType ?? found };
  }
  return { state: 'reranker' };
}

/** Whether a model's configuration leaves it open that its head lies beside it. */
export const mayHaveHeadBeside = ({ fitness, modelType }: ModelFactsOfConfig): boolean =>
  fitness.state === 'other-head' &&
  fitness.labels === null &&
  /^\w+Model$/.test(fitness.found) &&
  modelType !== null &&
  isRunnableModelType(modelType);
