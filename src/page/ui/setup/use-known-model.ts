import { useMemo } from 'react';
import { type KnownModel, knownModel } from '../../jobs/known-model.ts';
import { useAppState } from '../../store/app-context.ts';
import { currentModelFacts, type ModelFacts } from '../../store/model-facts-slice.ts';

/** The facts of the chosen model from its hub or folder, and everything known of it, catalogue included. */
export function useKnownModel(): {
  readonly facts: ModelFacts | undefined;
  readonly known: KnownModel | undefined;
} {
  const model = useAppState((state) => state.settings.model);
  const layers = useAppState((state) => state.settings.layers);
  const facts = useAppState(currentModelFacts);
  return useMemo(() => ({ facts, known: knownModel(model, facts, layers) }), [model, facts, layers]);
}
