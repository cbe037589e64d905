import type { TFunction } from 'i18next';
import { twinOfModelId } from '../../../core/rerank/twin-model-id.ts';

/**
 * What a synthetic twin is called: by its id, never without saying that it is synthetic.
 *
 * @param layers how deep it was or is to be built, `null` for as deep as its model; left out, nothing is said of it
 */
export function twinTitle(id: string, t: TFunction, layers?: number | null): string {
  const all = twinOfModelId(id)?.shape.num_hidden_layers ?? null;
  const depth = layers === undefined ? null : (layers ?? all);
  if (depth === null) return t('twin.name', { id });
  return all !== null && depth < all
    ? t('twin.nameCut', { id, layers: depth, all })
    : t('twin.nameWithDepth', { id, count: depth });
}
