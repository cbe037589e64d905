import { describe, expect, it } from 'vitest';
import type { DocumentEntry } from './pairs.ts';
import { judgeDocuments, parseQrels, type Qrels, trecKind } from './relevance-judgements.ts';

function qrelsOf(text: string): Qrels {
  const parsed = parseQrels(text);
  if (parsed.state === 'error') throw new Error(parsed.detail);
  return parsed.qrels;
}

const relevances = (documents: readonly DocumentEntry[], text: string) => {
  const judged = judgeDocuments(documents, qrelsOf(text));
  return judged.state === 'ok' ? judged.documents.map(({ relevance }) => relevance) : judged;
};

describe('parseQrels', () => {
  it.each([
    ['TREC’s lines', 'q1 0 d0 1\nq1 0 d1 -1\n\nq2\t0\td0\t2\n'],
    ['BEIR’s table', '\uFEFFquery-id\tcorpus-id\tscore\r\nq1\td0\t1\r\nq1\td1\t0\r\nq2\td0\t2\r\n'],
    ['a table with commas and quotes', '"query_id","doc_id","relevance"\n"q1","d0",1\nq1,d1,0\nq2,d0,2'],
  ])('reads %s', (_form, text) => {
    expect(qrelsOf(text)).toEqual(
      new Map([
        [
          'q1',
          new Map([
            ['d0', 1],
            ['d1', 0],
          ]),
        ],
        ['q2', new Map([['d0', 2]])],
      ]),
    );
  });

  it.each([
    ['q1 0 d0 1\nq1 0', 2, 'q1 0'],
    ['q1 0 d0 high', 1, 'q1 0 d0 high'],
    ['some text', 1, 'some text'],
    ['\n', 1, ''],
  ])('names the line of %j that is no judgement', (text, line, detail) => {
    expect(parseQrels(text)).toEqual({ state: 'error', code: 'bad-qrels', line, detail });
  });
});

describe('trecKind', () => {
  it.each([
    ['q1 Q0 d0 1 10.5 bm25', 'run'],
    ['q1 0 d0 1', 'qrels'],
    ['query-id\tcorpus-id\tscore\nq1\td0\t1', 'qrels'],
    ['q1 0 d0 1\nThe harbour trams run.', null],
    ['id\ttext\n1\tone', null],
    ['', null],
  ])('tells that %j is %s', (text, kind) => {
    expect(trecKind(text)).toBe(kind);
  });
});

describe('judgeDocuments', () => {
  const [d0, d1, d2] = [{ text: 'a', ownId: 'd0' }, { text: 'b', ownId: 'd1' }, { text: 'c' }];

  it('finds the only query that judges the documents; what it does not judge is not relevant if it has an id', () => {
    expect(relevances([d0, d1, d2], 'q1 0 d0 2\nq1 0 d9 1\nq2 0 d8 1')).toEqual([2, 0, undefined]);
  });

  it('finds each document’s query by its id', () => {
    const documents = [
      { ...d0, query: 'a?', queryId: 'q1' },
      { ...d0, query: 'b?', queryId: 'q2' },
      { ...d0, query: 'c?', queryId: 'q3' },
    ];
    expect(relevances(documents, 'q1 0 d0 2\nq2 0 d0 1')).toEqual([2, 1, undefined]);
  });

  it('guesses the query of the documents that share one', () => {
    const documents = [
      { ...d0, query: 'a?' },
      { ...d1, query: 'b?' },
    ];
    expect(relevances(documents, 'q1 0 d0 2\nq2 0 d1 1')).toEqual([2, 1]);
  });

  it('does not guess between several queries, and says where nothing matches', () => {
    expect(relevances([d0, d1], 'q1 0 d0 2\nq2 0 d1 1')).toMatchObject({
      code: 'which-query',
      detail: 'q1, q2',
    });
    expect(relevances([d0], 'q1 0 d9 1')).toMatchObject({ code: 'no-match' });
    expect(relevances([d2], 'q1 0 d0 1')).toMatchObject({ code: 'no-ids' });
  });
});
