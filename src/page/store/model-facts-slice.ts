import type { StateCreator } from 'zustand';
import type { ModelFactsOfConfig } from '../../core/model-files/model-config.ts';
import type { WeightFiles } from '../../core/model-files/weight-files.ts';
import type { FailureCode } from '../../core/rerank/failure.ts';
import { parseModelId } from '../../core/rerank/model-id.ts';
import type { Settings } from '../../core/settings/settings.ts';

/** What is known of a model's files before any weights are downloaded. */
export type ModelFacts =
  | { readonly state: 'looking' }
  | {
      readonly state: 'found';
      /**
       * How the files were found: in a hub's listing, by asking a host for each, or in the visitor's folder.
       */
      readonly source: 'listing' | 'asking' | 'folder';
      readonly config: ModelFactsOfConfig;
      readonly weights: readonly WeightFiles[];
    }
  | {
      readonly state: 'refused';
      readonly code: FailureCode;
      /** The address and status, untranslated, for bug reports. */
      readonly detail: string;
    };

export interface ModelFactsSlice {
  /** By `modelFactsKey`. A model that has not been looked at has no entry. */
  readonly modelFacts: ReadonlyMap<string, ModelFacts>;
  /** `null` removes the entry. */
  setModelFacts(key: string, facts: ModelFacts | null): void;
}

export const createModelFactsSlice: StateCreator<ModelFactsSlice> = (set) => ({
  modelFacts: new Map(),
  setModelFacts: (key, facts) =>
    set(({ modelFacts }) => {
      const next = new Map(modelFacts);
      if (facts === null) next.delete(key);
      else next.set(key, facts);
      return { modelFacts: next };
    }),
});

/** The key of a model's facts: its id and, for a model on a hub, the hub's address. */
export function modelFactsKey({ model, host }: Pick<Settings, 'model' | 'host'>): string {
  return parseModelId(model)?.source === 'hub' ? `${model} ${host}` : model;
}

/** The facts of the model in the settings; `undefined` if it has not been looked at. */
export const currentModelFacts = (
  state: Pick<ModelFactsSlice, 'modelFacts'> & { readonly settings: Settings },
): ModelFacts | undefined => state.modelFacts.get(modelFactsKey(state.settings));
