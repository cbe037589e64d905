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

/**
 * What published figures of quality were measured on. Figures of one data set come from one evaluator and one
 * protocol, so they compare; figures of two do not.
 * - `mteb-eng-v2`: MTEB(eng, v2) Retrieval, mean of its 10 tasks and of 6 first-stage retrievers whose top
 * 100   are reranked, by the author of the ettin rerankers.
 * - `beir-17`: mean of 17 data sets of BEIR, by Jina AI.
 * - `trec-dl-19`: TREC Deep Learning 2019, by the authors of Sentence Transformers.
 */
export const qualityDatasets = ['mteb-eng-v2', 'beir-17', 'trec-dl-19'] as const;
export type QualityDataset = (typeof qualityDatasets)[number];

/** A published figure of a model's quality. It belongs to the unquantised model. */
export interface PublishedQuality {
  readonly dataset: QualityDataset;
  /** Mean NDCG@10, 0 to 1. */
  readonly ndcgAt10: number;
  /** Address of the page that published it. */
  readonly source: string;
  /** Set where the figure was read in a copy, since the page itself could not be. */
  readonly isSecondHand?: true;
}

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
  /** Set where the sizes of the files are estimated from the parameters, since none were found published. */
  readonly areSizesEstimated?: true;
  /** At most one figure for each data set; none where nothing was found published. */
  readonly quality: readonly PublishedQuality[];
}

const mteb = (ndcgAt10: number): PublishedQuality => ({
  dataset: 'mteb-eng-v2',
  ndcgAt10,
  source: 'https://huggingface.co/blog/ettin-reranker',
});
const beir = (ndcgAt10: number, model: string): PublishedQuality => ({
  dataset: 'beir-17',
  ndcgAt10,
  source: `https://huggingface.co/jinaai/${model}`,
});
const secondHand = (figure: PublishedQuality): PublishedQuality => ({ ...figure, isSecondHand: true });
const jinaV1 = 'jina-reranker-v1-turbo-en';
const jinaV2 = 'jina-reranker-v2-base-multilingual';
const trec = (ndcgAt10: number): PublishedQuality =>
  secondHand({
    dataset: 'trec-dl-19',
    ndcgAt10,
    source: 'https://sbert.net/docs/pretrained-models/ce-msmarco.html',
  });

export const builtinModelId = 'builtin:coverage';
export const headlineModelId = 'onnx-community/bge-reranker-v2-m3-ONNX';

/**
 * Shapes come from each repository's `config.json`, sizes from its file list (decimal megabytes, as the hub
 * shows them), licences and languages from the model cards; those of a conversion are the original's. Sizes
 * and dtypes are read from the hub again before a download.
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
    quality: [],
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
    quality: [mteb(0.5526), beir(0.5365, jinaV2)],
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
    quality: [beir(0.5317, jinaV2)],
  },
  {
    id: 'cross-encoder/mmarco-mMiniLMv2-L12-H384-v1',
    title: 'mmarco-mMiniLMv2-L12-H384-v1',
    source: 'hub',
    architecture: 'xlm-roberta',
    licence: 'Apache-2.0',
    languages: 'multilingual',
    contextTokens: 512,
    layers: 12,
    hiddenSize: 384,
    vocabularySize: 250_002,
    parameters: 117.6e6,
    weights: megabytes({ fp32: 471 }),
    quality: [beir(0.454, jinaV2)],
  },
  {
    id: 'Xenova/bge-reranker-large',
    title: 'bge-reranker-large',
    source: 'hub',
    architecture: 'xlm-roberta',
    licence: 'MIT',
    languages: 'en+zh',
    contextTokens: 512,
    layers: 24,
    hiddenSize: 1024,
    vocabularySize: 250_002,
    parameters: 560e6,
    weights: megabytes({ fp32: 2240, q8: 563 }),
    quality: [mteb(0.5098)],
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
    quality: [mteb(0.489), secondHand(beir(0.4789, jinaV1))],
  },
  {
    id: 'Alibaba-NLP/gte-reranker-modernbert-base',
    title: 'gte-reranker-modernbert-base',
    source: 'hub',
    architecture: 'modernbert',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 8192,
    layers: 22,
    hiddenSize: 768,
    vocabularySize: 50_368,
    parameters: 149.6e6,
    weights: megabytes({ fp32: 599, fp16: 300, q8: 151, q4: 225, q4f16: 140 }),
    quality: [mteb(0.5843)],
  },
  {
    id: 'jrc2139/granite-embedding-reranker-english-r2-ONNX',
    title: 'granite-embedding-reranker-english-r2',
    source: 'hub',
    architecture: 'modernbert',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 8192,
    layers: 22,
    hiddenSize: 768,
    vocabularySize: 50_368,
    parameters: 149.6e6,
    weights: megabytes({ fp32: 599 }),
    quality: [mteb(0.5656)],
  },
  {
    id: 'cross-encoder/ettin-reranker-150m-v1',
    title: 'ettin-reranker-150m-v1',
    source: 'hub',
    architecture: 'modernbert',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 7999,
    layers: 22,
    hiddenSize: 768,
    vocabularySize: 50_368,
    parameters: 149.6e6,
    weights: megabytes({ fp32: 599 }),
    areSizesEstimated: true,
    quality: [mteb(0.5994)],
  },
  {
    id: 'cross-encoder/ettin-reranker-68m-v1',
    title: 'ettin-reranker-68m-v1',
    source: 'hub',
    architecture: 'modernbert',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 7999,
    layers: 19,
    hiddenSize: 512,
    vocabularySize: 50_368,
    parameters: 68.4e6,
    weights: megabytes({ fp32: 274 }),
    areSizesEstimated: true,
    quality: [mteb(0.5915)],
  },
  {
    id: 'cross-encoder/ettin-reranker-32m-v1',
    title: 'ettin-reranker-32m-v1',
    source: 'hub',
    architecture: 'modernbert',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 7999,
    layers: 10,
    hiddenSize: 384,
    vocabularySize: 50_368,
    parameters: 32e6,
    weights: megabytes({ fp32: 128 }),
    areSizesEstimated: true,
    quality: [mteb(0.5779)],
  },
  {
    id: 'cross-encoder/ettin-reranker-17m-v1',
    title: 'ettin-reranker-17m-v1',
    source: 'hub',
    architecture: 'modernbert',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 7999,
    layers: 7,
    hiddenSize: 256,
    vocabularySize: 50_368,
    parameters: 16.9e6,
    weights: megabytes({ fp32: 67.5 }),
    areSizesEstimated: true,
    quality: [mteb(0.5576)],
  },
  {
    id: 'mixedbread-ai/mxbai-rerank-large-v1',
    title: 'mxbai-rerank-large-v1',
    source: 'hub',
    architecture: 'deberta-v2',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 512,
    layers: 24,
    hiddenSize: 1024,
    vocabularySize: 128_100,
    parameters: 435e6,
    weights: megabytes({ fp32: 1740, q8: 643 }),
    quality: [mteb(0.5063)],
  },
  {
    id: 'mixedbread-ai/mxbai-rerank-base-v1',
    title: 'mxbai-rerank-base-v1',
    source: 'hub',
    architecture: 'deberta-v2',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 512,
    layers: 12,
    hiddenSize: 768,
    vocabularySize: 128_100,
    parameters: 184e6,
    weights: megabytes({ fp32: 739, q8: 244 }),
    quality: [mteb(0.4865), beir(0.4919, jinaV1)],
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
    quality: [mteb(0.4968), beir(0.488, jinaV1)],
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
    quality: [beir(0.496, jinaV1)],
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
    quality: [beir(0.4854, jinaV1)],
  },
  {
    id: 'Xenova/ms-marco-MiniLM-L-12-v2',
    title: 'ms-marco-MiniLM-L-12-v2',
    source: 'hub',
    architecture: 'bert',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 512,
    layers: 12,
    hiddenSize: 384,
    vocabularySize: 30_522,
    parameters: 33.4e6,
    weights: megabytes({ fp32: 134, fp16: 67.1, q8: 34.2 }),
    quality: [mteb(0.5066), trec(0.7431)],
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
    quality: [mteb(0.5082), beir(0.4864, jinaV1), trec(0.743)],
  },
  {
    id: 'Xenova/ms-marco-MiniLM-L-4-v2',
    title: 'ms-marco-MiniLM-L-4-v2',
    source: 'hub',
    architecture: 'bert',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 512,
    layers: 4,
    hiddenSize: 384,
    vocabularySize: 30_522,
    parameters: 19.2e6,
    weights: megabytes({ fp32: 76.8, fp16: 38.5, q8: 19.5 }),
    quality: [mteb(0.4979), secondHand(beir(0.4781, jinaV1)), trec(0.7304)],
  },
  {
    id: 'Xenova/ms-marco-MiniLM-L-2-v2',
    title: 'ms-marco-MiniLM-L-2-v2',
    source: 'hub',
    architecture: 'bert',
    licence: 'Apache-2.0',
    languages: 'en',
    contextTokens: 512,
    layers: 2,
    hiddenSize: 384,
    vocabularySize: 30_522,
    parameters: 15.6e6,
    weights: megabytes({ fp32: 62.5, fp16: 31.3, q8: 15.8 }),
    quality: [trec(0.7101)],
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
    quality: [trec(0.6984)],
  },
];

function megabytes(sizes: Partial<Record<Dtype, number>>): ModelWeights[] {
  return (Object.entries(sizes) as [Dtype, number][]).map(([dtype, size]) => ({
    dtype,
    approximateBytes: Math.round(size * 1e6),
  }));
}

/** A model's published figure on a data set; `undefined` where none was found. */
export const publishedQuality = (id: string, dataset: QualityDataset): PublishedQuality | undefined =>
  findModel(id)?.quality.find((figure) => figure.dataset === dataset);

export function findModel(id: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.id === id);
}

/** Whether the licence allows no commercial use (Creative Commons names that "NC"). */
export const isNonCommercial = (licence: string): boolean => /(^|-)NC(-|$)/i.test(licence);
