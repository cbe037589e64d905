import type { CatalogueEntry } from '../../../core/rerank/catalogue.ts';
import { type DtypeChoice, dtypeChoices, dtypes } from '../../../core/rerank/devices.ts';

/** What can be chosen for a model: what the catalogue says it has, or everything for one it does not know. */
export function offeredDtypes(entry: CatalogueEntry | undefined): readonly DtypeChoice[] {
  return entry === undefined ? dtypeChoices : ['auto', ...entry.weights.map(({ dtype }) => dtype)];
}

/**
 * The choice after a change in the list. `auto` and named dtypes exclude each other in what people mean, though a link
 * may ask for both; choosing nothing is choosing `auto`.
 */
export function nextDtypes(
  before: readonly DtypeChoice[],
  chosen: readonly string[],
): readonly DtypeChoice[] {
  const named = dtypes.filter((dtype) => chosen.includes(dtype));
  const autoIsNew = chosen.includes('auto') && !before.includes('auto');
  return autoIsNew || named.length === 0 ? ['auto'] : named;
}
