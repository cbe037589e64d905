import { useMemo } from 'react';
import { type KnownModel, knownModel, withFile } from '../../jobs/known-model.ts';
import { useAppState } from '../../store/app-context.ts';
import { currentModelFacts, type ModelFacts } from '../../store/model-facts-slice.ts';

/**
 * The facts of the chosen model from its hub or folder, and everything known of it, catalogue included.
 * `known` has the weights of the chosen file alone, if one is chosen; `whole` has all.
 */
export function useKnownModel(): {
  readonly facts: ModelFacts | undefined;
  readonly known: KnownModel | undefined;
  readonly whole: KnownModel | undefined;
} {
  const model = useAppState((state) => state.settings.model);
  const layers = useAppState((state) => state.settings.layers);
  const file = useAppState((state) => state.settings.file);
  const facts = useAppState(currentModelFacts);
  return useMemo(() => {
    const whole = knownModel(model, facts, layers);
    return { facts, known: withFile(whole, model, file), whole };
  }, [model, facts, layers, file]);
}
