import { describe, expect, it } from 'vitest';
import {
  checkInput,
  countEmptyDocuments,
  maxDocuments,
  maxQueryCharacters,
  maxTotalCharacters,
} from './input-limits.ts';
import { sampleSets } from './sample-sets.ts';

describe('checkInput', () => {
  it('finds nothing wrong with the sample sets', () => {
    for (const { query, documents } of sampleSets) {
      expect(
        checkInput(
          query,
          documents.map((text) => ({ text })),
        ),
      ).toEqual([]);
    }
  });

  it('misses a query only for documents that bring none of their own, and names the first of them', () => {
    const own = { text: 'a', query: 'own' };
    expect(checkInput(' ', [own])).toEqual([]);
    expect(checkInput(' ', [own, { text: 'b' }, { text: 'c' }])).toEqual([{ code: 'no-query', document: 1 }]);
    expect(checkInput('', [{ text: 'b', query: ' ' }])).toEqual([{ code: 'no-query', document: 0 }]);
  });

  it('misses both query and documents when there is nothing at all', () => {
    expect(checkInput('', [])).toEqual([{ code: 'no-query' }, { code: 'no-documents' }]);
  });

  it('allows documents of white space beside others, but not alone', () => {
    expect(checkInput('q', [{ text: ' ' }, { text: 'a' }])).toEqual([]);
    expect(checkInput('q', [{ text: ' ' }, { text: '' }])).toEqual([{ code: 'no-documents' }]);
    expect(checkInput('q', [])).toEqual([{ code: 'no-documents' }]);
  });

  it('takes as many documents as the limit and not one more', () => {
    const documents = Array.from({ length: maxDocuments }, () => ({ text: 'a' }));
    expect(checkInput('q', documents)).toEqual([]);
    expect(checkInput('q', [...documents, { text: 'a' }])).toEqual([
      { code: 'too-many-documents', actual: 20_001, limit: 20_000 },
    ]);
  });

  it('takes as many characters as the limit and not one more, in texts and own queries together', () => {
    const half = 'a'.repeat(maxTotalCharacters / 2);
    expect(checkInput('common', [{ text: half }, { text: half }])).toEqual([]);
    expect(checkInput('common', [{ text: half }, { text: half, query: 'q' }])).toEqual([
      { code: 'too-many-characters', actual: 8_000_001, limit: 8_000_000 },
    ]);
  });

  it('takes a query as long as the limit and not one character longer', () => {
    const longest = 'q'.repeat(maxQueryCharacters);
    expect(checkInput(longest, [{ text: 'a' }])).toEqual([]);
    expect(checkInput(`${longest}q`, [{ text: 'a' }])).toEqual([
      { code: 'query-too-long', actual: 20_001, limit: 20_000 },
    ]);
  });

  it("holds a document's own query to the same limit and says which document it is", () => {
    const longest = 'q'.repeat(maxQueryCharacters);
    const documents = [
      { text: 'a', query: longest },
      { text: 'b', query: `${longest}q` },
    ];
    expect(checkInput('q', documents.slice(0, 1))).toEqual([]);
    expect(checkInput('q', documents)).toEqual([
      { code: 'query-too-long', actual: 20_001, limit: 20_000, document: 1 },
    ]);
  });

  it('reports everything that is wrong at once', () => {
    const documents = Array.from({ length: maxDocuments + 1 }, () => ({ text: 'a'.repeat(400) }));
    expect(checkInput('', documents).map((problem) => problem.code)).toEqual([
      'no-query',
      'too-many-documents',
      'too-many-characters',
    ]);
  });
});

describe('countEmptyDocuments', () => {
  it('counts documents with nothing but white space', () => {
    expect(countEmptyDocuments([{ text: '' }, { text: ' \t\n' }, { text: '\u3000' }, { text: 'a' }])).toBe(3);
  });
});
