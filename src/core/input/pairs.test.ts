import { describe, expect, it } from 'vitest';
import { toPairs } from './pairs.ts';

describe('toPairs', () => {
  it('puts the common query to each document, in their order', () => {
    expect(toPairs('q', [{ text: 'b' }, { text: 'a' }])).toEqual([
      { query: 'q', document: 'b' },
      { query: 'q', document: 'a' },
    ]);
  });

  it("prefers a document's own query unless that is blank", () => {
    const documents = [
      { text: 'a', query: 'own' },
      { text: 'b', query: '' },
      { text: 'c', query: ' \n' },
    ];
    expect(toPairs('q', documents).map((pair) => pair.query)).toEqual(['own', 'q', 'q']);
  });

  it('changes no white space in what is scored', () => {
    expect(toPairs(' q ', [{ text: ' a\n' }])).toEqual([{ query: ' q ', document: ' a\n' }]);
  });

  it('passes ids and relevance on, zero included, and adds neither where the file has none', () => {
    const documents = [{ text: 'a', ownId: 'd1', relevance: 0 }, { text: 'b' }];
    expect(toPairs('q', documents)).toStrictEqual([
      { query: 'q', document: 'a', id: 'd1', relevance: 0 },
      { query: 'q', document: 'b' },
    ]);
  });

  it('keeps repeated and empty documents, so that places stay', () => {
    expect(toPairs('q', [{ text: '' }, { text: 'a' }, { text: 'a' }])).toHaveLength(3);
    expect(toPairs('q', [])).toEqual([]);
  });
});
