import type { Dtype } from './devices.ts';

export type ModelSource = 'built-in' | 'hub';

/** One way a model's weights can be had. */
export interface ModelWeights {
  readonly dtype: Dtype;
  /** What is downloaded for it, external data included, as publicly reported; the hub's own figure wins. */
  readonly approximateBytes: number;
}

/** What a model was made for: one language, these two, or about a hundred. */
export type ModelLanguages = 'en' | 'en+zh' | 'multilingual';

/** A model the page offers by name. */
export interface CatalogueEntry {
  /** The model id of the public contracts: `builtin:<name>` or `org/name`. */
  readonly id: string;
  readonly title: string;
  readonly source: ModelSource;
  /** The architecture, as the `model_type` of transformers. */
  readonly architecture: string;
  /** SPDX id. */
  readonly licence: string;
  readonly languages: ModelLanguages;
  /** Longest pair the model was made for, in tokens. */
  readonly contextTokens: number;
  readonly layers: number;
  readonly hiddenSize: number;
  /** Pieces in the tokenizer's vocabulary; rows of the embedding table, which is the largest tensor. */
  readonly vocabularySize: number;
  readonly parameters: number;
  readonly weights: readonly ModelWeights[];
}

export const builtinModelId = 'builtin:coverage';
export const headlineModelId = 'onnx-community/bge-reranker-v2-m3-ONNX';

/**
 * Shapes come from each repository's `config.json`, sizes from its file list (decimal megabytes, as the hub
 * shows them), licences and languages from the model cards. Sizes and dtypes are read from the hub again
 * before a download.
 */
export const catalogue: readonly CatalogueEntry[] = [
  {
    id: 'builtin:coverage',
    title: 'Built-in word matcher',
    source: 'built-in',
    architecture: 'bert',
    licence: 'Apache-2.0',
    languages: 'en+zh',
    contextTokens: 512,
    layers: 2,
    hiddenSize: 56,
    vocabularySize: 11_974,
    parameters: 0.7e6,
    weights: megabytes({ fp32: 0.94 }),
  },
  {
    id: 'onnx-community/bge-reranker-v2-m3-ONNX',
    title: 'bge-reranker-v2-m3',
    source: 'hub',
    architecture: 'xlm-roberta',
    licence: 'Apache-2.0',
    languages: 'multilingual',
    contextTokens: 8192,
    layers: 24,
    hiddenSize: 1024,
    vocabularySize: 250_002,
    parameters: 568e6,
    weights: megabytes({ fp32: 2270, fp16: 1140, q8: 571, q4f16: 700 }),
  },
  {
    id: 'jinaai/jina-reranker-v2-base-multilingual',
    title: 'jina-reranker-v2-base-multilingual',
    source: 'hub',
    architecture: 'xlm-roberta',
    licence: 'CC-BY-NC-4.0',
    languages: 'multilingual',
    contextTokens: 1024,
    layers: 12,
    hiddenSize: 768,
    vocabularySize: 250_002,
    parameters: 278e6,
    weights: megabytes({ fp32: 1110, fp16: 557, q8: 280, q4: 827 }),
  },
  {
    id: 'Xenova/bge-reranker-base',
    title: 'bge-reranker-base',
    source: 'hub',
    architecture: 'xlm-roberta',
    licence: 'MIT',
    languages: 'en+zh',
    contextTokens: 512,
    layers: 12,
    hiddenSize: 768,
    vocabularySize: 250_002,
    parameters: 278e6,
    weights: megabytes({ fp32: 1110, fp16: 556, q8: 279 }),
  },
  {
    id: 'mixedbread-ai/mxbai-rerank-xsmall-v1',
    title: 'mxbai-rerank-xsmall-v1',
    source: 'hub',
    architecture: 'deberta-v2',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 512,
    layers: 12,
    hiddenSize: 384,
    vocabularySize: 128_100,
    parameters: 70.8e6,
    weights: megabytes({ fp32: 284, q8: 87.2 }),
  },
  {
    id: 'jinaai/jina-reranker-v1-turbo-en',
    title: 'jina-reranker-v1-turbo-en',
    source: 'hub',
    // BERT with ALiBi in place of position embeddings. The files name it `bert`, and its ONNX graph contains
    // ALiBi.
    architecture: 'bert',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 8192,
    layers: 6,
    hiddenSize: 384,
    vocabularySize: 61_056,
    parameters: 37.8e6,
    weights: megabytes({ fp32: 151, fp16: 75.8, q8: 38.3, q4: 104 }),
  },
  {
    id: 'jinaai/jina-reranker-v1-tiny-en',
    title: 'jina-reranker-v1-tiny-en',
    source: 'hub',
    architecture: 'bert',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 8192,
    layers: 4,
    hiddenSize: 384,
    vocabularySize: 61_056,
    parameters: 33e6,
    weights: megabytes({ fp32: 132, fp16: 66.3, q8: 33.4, q4: 101 }),
  },
  {
    id: 'Xenova/ms-marco-MiniLM-L-6-v2',
    title: 'ms-marco-MiniLM-L-6-v2',
    source: 'hub',
    architecture: 'bert',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 512,
    layers: 6,
    hiddenSize: 384,
    vocabularySize: 30_522,
    parameters: 22.7e6,
    weights: megabytes({ fp32: 91, fp16: 45.6, q8: 23.1 }),
  },
  {
    id: 'Xenova/ms-marco-TinyBERT-L-2-v2',
    title: 'ms-marco-TinyBERT-L-2-v2',
    source: 'hub',
    architecture: 'bert',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 512,
    layers: 2,
    hiddenSize: 128,
    vocabularySize: 30_522,
    parameters: 4.4e6,
    weights: megabytes({ fp32: 17.6, fp16: 8.84, q8: 4.5 }),
  },
];

function megabytes(sizes: Partial<Record<Dtype, number>>): ModelWeights[] {
  return (Object.entries(sizes) as [Dtype, number][]).map(([dtype, size]) => ({
    dtype,
    approximateBytes: Math.round(size * 1e6),
  }));
}

export function findModel(id: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.id === id);
}

/** Whether the licence allows no commercial use (Creative Commons names that "NC"). */
export const isNonCommercial = (licence: string): boolean => /(^|-)NC(-|$)/i.test(licence);
