import type { StateCreator } from 'zustand';
import type { ModelFactsOfConfig } from '../../core/model-files/model-config.ts';
import type { WeightFiles } from '../../core/model-files/weight-files.ts';
import type { FailureCode } from '../../core/rerank/failure.ts';
import { parseModelId } from '../../core/rerank/model-id.ts';
import type { Settings } from '../../core/settings/settings.ts';

/** What is known of a model's files before any weight is fetched. */
export type ModelFacts =
  | { readonly state: 'looking' }
  | {
      readonly state: 'found';
      /**
       * Who told the files: a hub's listing, a host that was asked for each, or a folder the visitor gave.
       */
      readonly source: 'listing' | 'asking' | 'folder';
      readonly config: ModelFactsOfConfig;
      readonly weights: readonly WeightFiles[];
    }
  | {
      readonly state: 'refused';
      readonly code: FailureCode;
      /** For a report: an address, a status. */
      readonly detail: string;
    };

export interface ModelFactsSlice {
  /** By `modelFactsKey`; a model without an entry has not been looked at. */
  readonly modelFacts: ReadonlyMap<string, ModelFacts>;
  /** `null` takes the entry away. */
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

/** What facts belong to: the model, and the hub it comes from where it comes from one. */
export function modelFactsKey({ model, host }: Pick<Settings, 'model' | 'host'>): string {
  return parseModelId(model)?.source === 'hub' ? `${model} ${host}` : model;
}

/** The facts of the model that the settings name. */
export const currentModelFacts = (
  state: Pick<ModelFactsSlice, 'modelFacts'> & { readonly settings: Settings },
): ModelFacts | undefined => state.modelFacts.get(modelFactsKey(state.settings));
