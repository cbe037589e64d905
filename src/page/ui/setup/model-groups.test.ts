import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../core/rerank/catalogue.ts';
import { twinModelId, twins } from '../../../core/rerank/twins.ts';
import { createI18n } from '../../app/testing/create-i18n.ts';
import { modelGroups, otherModel, searchGroups } from './model-groups.ts';

const { t } = createI18n('en');
const groups = modelGroups(t);
const found = (search: string) =>
  searchGroups(groups, search, t).flatMap(({ items }) => items.map(({ value }) => value));

describe('the list of models', () => {
  it('holds every model of the catalogue and every twin once, and a way to any other', () => {
    const values = groups.flatMap(({ items }) => items.map(({ value }) => value));
    expect(values.toSorted()).toEqual(
      [...catalogue.map(({ id }) => id), ...twins.map(twinModelId), otherModel].toSorted(),
    );
    expect(new Set(groups.map(({ group }) => group)).size).toBe(groups.length);
  });

  it('is searched by id, title and licence, and always leads to another model', () => {
    expect(found('Xenova MiniLM 6')).toEqual(['Xenova/ms-marco-MiniLM-L-6-v2', otherModel]);
    expect(found('twin MiniLM')).toEqual(['twin:ms-marco-MiniLM-L-6-v2', otherModel]);
    expect(found('synthetic')).toHaveLength(twins.length + 1);
    expect(found('jina cc-by')).toEqual(['jinaai/jina-reranker-v2-base-multilingual', otherModel]);
    expect(found('nothing like it')).toEqual([otherModel]);
    expect(found('')).toHaveLength(catalogue.length + twins.length + 1);
  });

  it('offers a model id that is typed, unless it is in the list', () => {
    expect(found('org/name')).toEqual(['org/name', otherModel]);
    expect(found('xenova/bge-reranker-base')).toContain('Xenova/bge-reranker-base');
    expect(found('Xenova/bge-reranker-base')).toEqual(['Xenova/bge-reranker-base', otherModel]);
    const names = searchGroups(groups, 'org/name', t).map(({ group }) => group);
    expect(new Set(names).size).toBe(names.length);
  });
});
