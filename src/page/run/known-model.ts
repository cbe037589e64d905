import type { ModelFitness } from '../../core/hub/model-config.ts';
import type { HubFile } from '../../core/hub/weight-files.ts';
import { isRunnableModelType } from '../../core/rerank/architectures.ts';
import { type CatalogueEntry, findModel } from '../../core/rerank/catalogue.ts';
import type { Dtype } from '../../core/rerank/devices.ts';
import { embeddingTableBytes } from '../../core/rerank/model-fit.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { currentModelFacts, type ModelFacts, type ModelFactsSlice } from '../store/model-facts-slice.ts';

/** One dtype of a model, as well as it is known. */
export interface KnownWeights {
  readonly dtype: Dtype;
  /** `null` where the hub does not say. */
  readonly bytes: number | null;
  /** `null` where only the catalogue speaks of them. */
  readonly files: readonly HubFile[] | null;
}

/** What is known of a model before it is loaded: what its hub says, else what the catalogue says. */
export interface KnownModel {
  /** What can be downloaded; `null` where nobody says. */
  readonly weights: readonly KnownWeights[] | null;
  readonly fitness: ModelFitness;
  readonly vocabularySize: number | null;
  readonly hiddenSize: number | null;
}

const catalogueFitness = ({ architecture }: CatalogueEntry): ModelFitness =>
  isRunnableModelType(architecture) ? { state: 'reranker' } : { state: 'unsupported', found: architecture };

/** Puts together what the hub and the catalogue say of a model; `undefined` where neither says anything. */
export function knownModel(id: string, facts: ModelFacts | undefined): KnownModel | undefined {
  const entry = findModel(id);
  if (facts?.state === 'found') {
    const { fitness, vocabularySize, hiddenSize } = facts.config;
    return {
      weights: facts.weights,
      fitness,
      vocabularySize: vocabularySize ?? entry?.vocabularySize ?? null,
      hiddenSize: hiddenSize ?? entry?.hiddenSize ?? null,
    };
  }
  if (entry === undefined) return undefined;
  return {
    weights: entry.weights.map(({ dtype, approximateBytes }) => ({
      dtype,
      bytes: approximateBytes,
      files: null,
    })),
    fitness: catalogueFitness(entry),
    vocabularySize: entry.vocabularySize,
    hiddenSize: entry.hiddenSize,
  };
}

/** What is known of the model that the settings name. */
export const currentModel = (
  state: Pick<ModelFactsSlice, 'modelFacts'> & { readonly settings: Settings },
): KnownModel | undefined => knownModel(state.settings.model, currentModelFacts(state));

/** Bytes of the model's largest tensor in a dtype; `null` where its shape is not known. */
export function largestTensorBytes({ vocabularySize, hiddenSize }: KnownModel, dtype: Dtype): number | null {
  return vocabularySize === null || hiddenSize === null
    ? null
    : embeddingTableBytes(dtype, vocabularySize, hiddenSize);
}
