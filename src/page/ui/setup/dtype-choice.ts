import { type Dtype, type DtypeChoice, dtypeChoices, dtypes } from '../../../core/rerank/devices.ts';

/** What can be chosen for a model: what it has, or everything where that is not known or nothing. */
export function offeredDtypes(weights: readonly { readonly dtype: Dtype }[] | null): readonly DtypeChoice[] {
  return weights === null || weights.length === 0
    ? dtypeChoices
    : ['auto', ...weights.map(({ dtype }) => dtype)];
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
