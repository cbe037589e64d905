import type { Dtype } from './devices.ts';

export type ModelSource = 'built-in' | 'hub';

/** One way a model's weights can be had. */
export interface ModelWeights {
  readonly dtype: Dtype;
  /** What is downloaded for it, external data included, as publicly reported; the hub's own figure wins. */
  readonly approximateBytes: number;
}

/** A model the page offers by name. */
export interface CatalogueEntry {
  /** The model id of the public contracts: `builtin:<name>` or `org/name`. */
  readonly id: string;
  readonly title: string;
  readonly source: ModelSource;
  readonly licence: string;
  /** Longest pair the model was made for, in tokens. */
  readonly contextTokens: number;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly parameters: number;
  readonly weights: readonly ModelWeights[];
}

const MB = 1e6;

export const builtinModelId = 'builtin:coverage';
export const headlineModelId = 'onnx-community/bge-reranker-v2-m3-ONNX';

export const catalogue: readonly CatalogueEntry[] = [
  {
    id: builtinModelId,
    title: 'Built-in word matcher',
    source: 'built-in',
    licence: 'Apache-2.0',
    contextTokens: 512,
    layers: 2,
    hiddenSize: 56,
    parameters: 0.7e6,
    weights: [{ dtype: 'fp32', approximateBytes: 0.94 * MB }],
  },
  {
    id: headlineModelId,
    title: 'bge-reranker-v2-m3',
    source: 'hub',
    licence: 'Apache-2.0',
    contextTokens: 8192,
    layers: 24,
    hiddenSize: 1024,
    parameters: 568e6,
    weights: [
      { dtype: 'fp32', approximateBytes: 2270 * MB },
      { dtype: 'fp16', approximateBytes: 1140 * MB },
      { dtype: 'q8', approximateBytes: 571 * MB },
      { dtype: 'q4f16', approximateBytes: 700 * MB },
    ],
  },
];

export function findModel(id: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.id === id);
}
