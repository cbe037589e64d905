import type { Dtype } from './devices.ts';

/** The dtypes twins come in. */
export const twinDtypes = ['fp32', 'fp16', 'q8', 'q4'] as const satisfies readonly Dtype[];
export type TwinDtype = (typeof twinDtypes)[number];

export const isTwinDtype = (dtype: Dtype): dtype is TwinDtype => twinDtypes.some((one) => one === dtype);

/**
 * How a twin's graph is written: as PyTorch's exporter does, or in ONNX Runtime's own operators for
 * attention, for a sum with its normalisation, and for GELU.
 */
export const twinGraphs = ['exported', 'fused'] as const;
export type TwinGraph = (typeof twinGraphs)[number];

/** A graph as a lane holds it: a lane without the field has the model's own graph, or the exported one. */
export const laneGraph = (graph: TwinGraph): { readonly graph?: 'fused' } =>
  graph === 'fused' ? { graph } : {};

export type TwinArchitecture = 'bert' | 'xlm-roberta' | 'modernbert';

/** The sizes of the real model, under the names of its `config.json`. */
export interface TwinShape {
  readonly vocab_size: number;
  readonly hidden_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly intermediate_size: number;
  readonly max_position_embeddings: number;
  /** 0 where the architecture has no token types. */
  readonly type_vocab_size: number;
  /** ModernBERT's alone. */
  readonly global_attn_every_n_layers?: number;
  readonly local_attention?: number;
  readonly classifier_pooling?: 'cls' | 'mean';
}

/**
 * A model with a real one's shape and made-up weights. Its scores mean nothing; its speed stands for the real
 * model's.
 */
export interface Twin {
  /** What follows `twin:` in its model id. */
  readonly name: string;
  /** The catalogue's model whose shape it has. */
  readonly catalogueId: string;
  readonly architecture: TwinArchitecture;
  readonly shape: TwinShape;
  /** Longest pair in tokens. */
  readonly contextTokens: number;
}

/** Every third layer compares all tokens, the others those within 64 to each side. */
const modernBertAttention = { global_attn_every_n_layers: 3, local_attention: 128 } as const;

/** Shapes are those of each model's `config.json`. */
export const twins: readonly Twin[] = [
  {
    name: 'bge-reranker-v2-m3',
    catalogueId: 'onnx-community/bge-reranker-v2-m3-ONNX',
    architecture: 'xlm-roberta',
    shape: {
      vocab_size: 250_002,
      hidden_size: 1024,
      num_hidden_layers: 24,
      num_attention_heads: 16,
      intermediate_size: 4096,
      max_position_embeddings: 8194,
      type_vocab_size: 1,
    },
    contextTokens: 8192,
  },
  {
    name: 'bge-reranker-base',
    catalogueId: 'Xenova/bge-reranker-base',
    architecture: 'xlm-roberta',
    shape: {
      vocab_size: 250_002,
      hidden_size: 768,
      num_hidden_layers: 12,
      num_attention_heads: 12,
      intermediate_size: 3072,
      max_position_embeddings: 514,
      type_vocab_size: 1,
    },
    contextTokens: 512,
  },
  {
    name: 'ms-marco-MiniLM-L-6-v2',
    catalogueId: 'Xenova/ms-marco-MiniLM-L-6-v2',
    architecture: 'bert',
    shape: {
      vocab_size: 30_522,
      hidden_size: 384,
      num_hidden_layers: 6,
      num_attention_heads: 12,
      intermediate_size: 1536,
      max_position_embeddings: 512,
      type_vocab_size: 2,
    },
    contextTokens: 512,
  },
  {
    name: 'gte-reranker-modernbert-base',
    catalogueId: 'Alibaba-NLP/gte-reranker-modernbert-base',
    architecture: 'modernbert',
    shape: {
      vocab_size: 50_368,
      hidden_size: 768,
      num_hidden_layers: 22,
      num_attention_heads: 12,
      intermediate_size: 1152,
      max_position_embeddings: 8192,
      type_vocab_size: 0,
      ...modernBertAttention,
      classifier_pooling: 'mean',
    },
    contextTokens: 8192,
  },
  {
    name: 'ettin-reranker-17m-v1',
    catalogueId: 'cross-encoder/ettin-reranker-17m-v1',
    architecture: 'modernbert',
    shape: {
      vocab_size: 50_368,
      hidden_size: 256,
      num_hidden_layers: 7,
      num_attention_heads: 4,
      intermediate_size: 384,
      max_position_embeddings: 7999,
      type_vocab_size: 0,
      ...modernBertAttention,
      classifier_pooling: 'cls',
    },
    contextTokens: 7999,
  },
];

/** @param name what follows `twin:` in a model id */
export const findTwin = (name: string): Twin | undefined => twins.find((twin) => twin.name === name);

/** The twin of a model of the catalogue, if it has one. */
export const twinOf = (catalogueModelId: string): Twin | undefined =>
  twins.find(({ catalogueId }) => catalogueId === catalogueModelId);

export const twinModelId = ({ name }: Twin): string => `twin:${name}`;

/** The layers a twin is built with: all of them, or the fewer that were asked for. */
export const twinDepth = ({ shape }: Twin, asked: number | null): number =>
  Math.max(1, Math.min(asked ?? shape.num_hidden_layers, shape.num_hidden_layers));

const prefix = 'twin:';

/** Whether a model id is one of a synthetic twin, known or not; from an import it may be any text. */
export const isTwinId = (id: string): boolean => id.startsWith(prefix);

/** The twin a model id names; `undefined` for other models and for unknown twins. */
export const twinOfModelId = (id: string): Twin | undefined =>
  isTwinId(id) ? findTwin(id.slice(prefix.length)) : undefined;

/** Whether a model id is one of a twin that can be built fused: any but a ModernBERT's. */
export const hasFusedGraph = (id: string): boolean =>
  isTwinId(id) && twinOfModelId(id)?.architecture !== 'modernbert';

/**
 * Whether a twin has fewer layers than its model. Such a twin is a model of its own that stands for no other.
 *
 * @param layers that the twin was built with; `null` for as many as its model
 */
export function isCutTwin(id: string, layers: number | null): boolean {
  const all = twinOfModelId(id)?.shape.num_hidden_layers;
  return all !== undefined && layers !== null && layers < all;
}
