import type { TFunction } from 'i18next';
import {
  type CatalogueEntry,
  catalogue,
  findModel,
  isNonCommercial,
} from '../../../core/rerank/catalogue.ts';
import { parseModelId } from '../../../core/rerank/model-id.ts';
import { twinModelId, twins } from '../../../core/rerank/twins.ts';
import { modelTitle } from '../kit/names.ts';

export interface ModelOption {
  readonly value: string;
  readonly label: string;
}

export interface ModelGroup {
  readonly group: string;
  /** Mutable, because Mantine's type is. */
  readonly items: ModelOption[];
}

/** The value of the option that opens a field for any model of the hub. */
export const otherModel = 'other';

const groupNames = ['builtin', 'multilingual', 'en+zh', 'en'] as const;

const groupOf = ({ source, languages }: CatalogueEntry) => (source === 'built-in' ? 'builtin' : languages);

/**
 * All options: the catalogue grouped by purpose, then the synthetic twins, and last the option for any other
 * model.
 */
export function modelGroups(t: TFunction): ModelGroup[] {
  return [
    ...groupNames.map((name) => ({
      group: t(`modelChoice.group.${name}`),
      items: catalogue
        .filter((entry) => groupOf(entry) === name)
        .map(({ id }) => ({ value: id, label: modelTitle(id, t) })),
    })),
    {
      group: t('twin.group'),
      items: twins.map((twin) => ({ value: twinModelId(twin), label: modelTitle(twinModelId(twin), t) })),
    },
    { group: t('modelChoice.group.more'), items: [{ value: otherModel, label: t('model.other') }] },
  ];
}

/**
 * The options whose id, title or licence contains every word of the search. The option for any other model
 * always stays. If the search is a hub's model id, that becomes an option too.
 */
export function searchGroups(groups: readonly ModelGroup[], search: string, t: TFunction): ModelGroup[] {
  const words = search.trim().toLowerCase().split(/\s+/);
  const matches = ({ value, label }: ModelOption) =>
    value === otherModel || words.every((word) => searchText(value, label).includes(word));
  const found = groups
    .map(({ group, items }) => ({ group, items: items.filter(matches) }))
    .filter(({ items }) => items.length > 0);
  const id = search.trim();
  if (parseModelId(id)?.source !== 'hub' || findModel(id) !== undefined) return found;
  const option = { value: id, label: t('modelChoice.use', { id }) };
  return found.map((one) =>
    one.items.some(({ value }) => value === otherModel) ? { ...one, items: [option, ...one.items] } : one,
  );
}

function searchText(value: string, label: string): string {
  const entry = findModel(value);
  const licence = entry === undefined ? '' : `${entry.licence}${isNonCommercial(entry.licence) ? ' nc' : ''}`;
  return `${value} ${label} ${licence}`.toLowerCase();
}
