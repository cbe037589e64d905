import { findTwin, type Twin } from './twins.ts';

const prefix = 'twin:';

/** Whether a model id is one of a synthetic twin, known or not; from an import it may be any text. */
export const isTwinId = (id: string): boolean => id.startsWith(prefix);

/** The twin a model id names; `undefined` for other models and for twins nobody knows. */
export const twinOfModelId = (id: string): Twin | undefined =>
  isTwinId(id) ? findTwin(id.slice(prefix.length)) : undefined;

/**
 * Whether a model id names a twin of fewer layers than its model has: a model of its own, that stands for no other.
 *
 * @param layers `null` for as many as its model
 */
export function isCutTwin(id: string, layers: number | null): boolean {
  const all = twinOfModelId(id)?.shape.num_hidden_layers;
  return all !== undefined && layers !== null && layers < all;
}
