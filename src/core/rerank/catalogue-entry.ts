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
  /** The architecture by the name of transformers' `model_type`. */
  readonly architecture: string;
  /** SPDX id. */
  readonly licence: string;
  readonly languages: ModelLanguages;
  /** Longest pair the model was made for, in tokens. */
  readonly contextTokens: number;
  readonly layers: number;
  readonly hiddenSize: number;
  /** Pieces of the tokenizer: the embedding table, the largest tensor there is, has as many rows. */
  readonly vocabularySize: number;
  readonly parameters: number;
  readonly weights: readonly ModelWeights[];
}
