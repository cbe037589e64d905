import { csvFormatRows } from 'd3-dsv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DocumentsNote,
  parseDocumentsFile,
  parsePastedDocuments,
  readDocumentsFile,
} from './documents-file.ts';
import type { DocumentEntry } from './pairs.ts';

describe('parseDocumentsFile', () => {
  it('chooses the format by the extension, in any case and after any other dots', () => {
    expect(parseDocumentsFile('a.txt', 'x')).toMatchObject({ state: 'ok', format: 'txt' });
    expect(parseDocumentsFile('Export.2026.CSV', 'text\nx')).toMatchObject({ state: 'ok', format: 'csv' });
    expect(parseDocumentsFile('a.JsonL', '"x"')).toMatchObject({ state: 'ok', format: 'jsonl' });
  });

  it('refuses other extensions and names the one it met', () => {
    expect(parseDocumentsFile('photo.png', 'x')).toEqual({
      state: 'error',
      code: 'unknown-extension',
      detail: '.png',
    });
    expect(parseDocumentsFile('a.xlsx', '[]')).toMatchObject({ code: 'unknown-extension', detail: '.xlsx' });
    expect(parseDocumentsFile('a.constructor', 'x')).toMatchObject({ code: 'unknown-extension' });
    expect(parseDocumentsFile('README', 'x')).toMatchObject({ code: 'unknown-extension', detail: 'README' });
    expect(parseDocumentsFile('notes.txt/part', 'x')).toMatchObject({ code: 'unknown-extension' });
  });

  it.each(['a.txt', 'a.csv', 'a.jsonl'])('refuses a binary file named %s', (name) => {
    expect(parseDocumentsFile(name, '\uFFFDPNG\r\n\u001A\n\0\0')).toEqual({
      state: 'error',
      code: 'looks-binary',
      detail: name,
    });
  });

  it.each(['a.txt', 'a.csv', 'a.jsonl'])('calls %s empty when it holds nothing but white space', (name) => {
    expect(parseDocumentsFile(name, '')).toEqual({ state: 'error', code: 'empty', detail: name });
    expect(parseDocumentsFile(name, '\uFEFF \r\n\n')).toEqual({
      state: 'error',
      code: 'empty',
      detail: name,
    });
  });
});

describe('a .txt file', () => {
  it('gives a document for each line that is not blank, trimmed', () => {
    expect(parseDocumentsFile('a.txt', '\uFEFFone\r\n\r\n  two, and "more"\t\n   \nthree')).toEqual({
      state: 'ok',
      format: 'txt',
      entries: [{ text: 'one' }, { text: 'two, and "more"' }, { text: 'three' }],
      notes: [],
    });
  });
});

describe('a .jsonl file', () => {
  it('takes strings and objects, mixed, and skips blank lines', () => {
    const text = '\uFEFF"one"\r\n\r\n{"text": "two"}\n{"query": "q", "text": "three"}\n';
    expect(parseDocumentsFile('a.jsonl', text)).toEqual({
      state: 'ok',
      format: 'jsonl',
      entries: [{ text: 'one' }, { text: 'two' }, { text: 'three', query: 'q' }],
      notes: [],
    });
  });

  it('keeps texts as they are, empty ones and line ends within them too', () => {
    expect(parseDocumentsFile('a.jsonl', '""\n" a\\nb "')).toMatchObject({
      entries: [{ text: '' }, { text: ' a\nb ' }],
    });
  });

  it('ignores other keys, and a query that is null or blank', () => {
    const text = '{"id": 7, "text": "one", "query": null}\n{"text": "two", "query": " "}';
    expect(parseDocumentsFile('a.jsonl', text)).toMatchObject({
      state: 'ok',
      entries: [{ text: 'one' }, { text: 'two' }],
    });
  });

  it('names the line that is not JSON', () => {
    expect(parseDocumentsFile('a.jsonl', '"one"\n\n{"text": "tw')).toEqual({
      state: 'error',
      code: 'bad-json',
      line: 3,
      detail: '{"text": "tw',
    });
  });

  it.each(['7', 'null', '["one"]', '{"query": "q"}', '{"text": 7}', '{"text": "one", "query": ["q"]}'])(
    'names the line whose JSON is no document: %s',
    (line) => {
      expect(parseDocumentsFile('a.jsonl', `"one"\r\n${line}`)).toEqual({
        state: 'error',
        code: 'bad-line-shape',
        line: 2,
        detail: line,
      });
    },
  );

  it('quotes no more than sixty characters of a bad line and cuts no character in half', () => {
    expect(parseDocumentsFile('a.jsonl', '🍂'.repeat(60))).toMatchObject({ detail: '🍂'.repeat(60) });
    expect(parseDocumentsFile('a.jsonl', '🍂'.repeat(61))).toMatchObject({ detail: `${'🍂'.repeat(60)}…` });
  });
});

/** Forms of documents files: the case, the file's name, its content, the documents and the notes. */
const forms: readonly (readonly [
  string,
  string,
  string,
  readonly DocumentEntry[],
  (readonly DocumentsNote[])?,
])[] = [
  ['a JSON list of texts', 'a.json', '["one", "two"]', [{ text: 'one' }, { text: 'two' }]],
  [
    'a JSON list of objects over several lines, named .jsonl',
    'a.jsonl',
    '[\n {\n  "text": "one"\n },\n {\n  "text": "two"\n }\n]',
    [{ text: 'one' }, { text: 'two' }],
  ],
  [
    'JSON lines named .json',
    'a.json',
    '{"text": "one"}\n{"text": "two"}\n',
    [{ text: 'one' }, { text: 'two' }],
  ],
  ['JSON lines named .ndjson', 'a.NDJSON', '{"text": "one"}\r\n"two"', [{ text: 'one' }, { text: 'two' }]],
  [
    'a request as Cohere, Voyage and Jina take it',
    'a.json',
    '{"model": "m", "query": "q", "documents": ["one", {"text": "two"}], "top_n": 2, "rank_fields": ["text"]}',
    [
      { query: 'q', text: 'one' },
      { query: 'q', text: 'two' },
    ],
  ],
  [
    'a request as Text Embeddings Inference takes it',
    'a.json',
    '{"query": "q", "texts": ["one"], "raw_scores": false}',
    [{ query: 'q', text: 'one' }],
  ],
  [
    'a request as Hugging Face takes it',
    'a.json',
    '{"inputs": {"query": "q", "texts": ["one"]}}',
    [{ query: 'q', text: 'one' }],
  ],
  [
    'a request for the similarity of sentences',
    'a.json',
    '{"inputs": {"source_sentence": "q", "sentences": ["one"]}}',
    [{ query: 'q', text: 'one' }],
  ],
  [
    'a request for the classes of pairs of texts',
    'a.json',
    '{"inputs": [{"text": "q", "text_pair": "one"}]}',
    [{ query: 'q', text: 'one' }],
  ],
  [
    'a request as vLLM takes it',
    'a.json',
    '{"text_1": "q", "text_2": ["one"]}',
    [{ query: 'q', text: 'one' }],
  ],
  [
    'a request whose query and passages are objects',
    'a.json',
    '{"query": {"text": "q"}, "passages": [{"text": "one"}]}',
    [{ query: 'q', text: 'one' }],
  ],
  [
    'a request whose records have ids, titles and contents',
    'a.json',
    '{"query": "q", "records": [{"id": "r1", "title": "T", "content": "one"}]}',
    [{ query: 'q', ownId: 'r1', text: 'T one' }],
    [{ code: 'titles-joined', count: 1 }],
  ],
  [
    'several requests, a line each',
    'a.jsonl',
    '{"query": "q", "documents": ["one"]}\n{"query": "r", "documents": ["two"]}',
    [
      { query: 'q', text: 'one' },
      { query: 'r', text: 'two' },
    ],
  ],
  [
    'the pairs that CrossEncoder.predict takes',
    'a.json',
    '[["q", "one"], ["r", "two"]]',
    [
      { query: 'q', text: 'one' },
      { query: 'r', text: 'two' },
    ],
  ],
  [
    'what this project’s rank prints',
    'a.json',
    '{"query": "q", "model": "m", "results": [{"index": 1, "id": "d1", "score": 2.5, "document": "one"}]}',
    [{ query: 'q', ownId: 'd1', text: 'one' }],
  ],
  [
    'what Cohere answers',
    'a.json',
    '{"results": [{"index": 0, "relevance_score": 0.9, "document": {"text": "one"}}]}',
    [{ text: 'one' }],
  ],
  [
    'what Elasticsearch answers',
    'a.json',
    '{"took": 1, "_shards": {"total": 1}, "hits": {"total": {"value": 1}, "hits": [{"_id": "e1", "_score": 3.2, "_source": {"body": "one"}}]}}',
    [{ ownId: 'e1', text: 'one' }],
  ],
  ['a list under any one name', 'a.json', '{"version": 2, "articles": ["one"]}', [{ text: 'one' }]],
  ['a list deeper inside', 'a.json', '{"answer": {"found": [{"text": "one"}]}}', [{ text: 'one' }]],
  [
    'a corpus by id',
    'a.json',
    '{"d0": {"title": "", "text": "one"}, "d1": {"text": "two"}}',
    [
      { ownId: 'd0', text: 'one' },
      { ownId: 'd1', text: 'two' },
    ],
  ],
  [
    'documents of LangChain',
    'a.jsonl',
    '{"page_content": "one", "metadata": {"source": "0.md"}}\n{"pageContent": "two", "metadata": {}}\n{"lc": 1, "id": ["langchain", "Document"], "kwargs": {"page_content": "three"}}',
    [{ text: 'one' }, { text: 'two' }, { text: 'three' }],
  ],
  [
    'nodes of LlamaIndex',
    'a.jsonl',
    '{"node": {"id_": "n0", "text": "one", "metadata": {}}, "score": 0.5}\n{"node": {"id_": "n1", "text": "two"}, "score": 0.25}',
    [
      { ownId: 'n0', text: 'one' },
      { ownId: 'n1', text: 'two' },
    ],
  ],
  [
    'matches of vector stores',
    'a.json',
    '{"matches": [{"id": "v1", "score": 0.9, "metadata": {"text": "one"}}, {"id": 2, "payload": {"content": "two"}}]}',
    [
      { ownId: 'v1', text: 'one' },
      { ownId: '2', text: 'two' },
    ],
  ],
  [
    'passages as Pyserini writes them',
    'a.jsonl',
    '{"id": "0", "contents": "one"}\n{"docid": "1", "passage": "two"}\n{"doc_id": 2, "body": "three"}\n{"pid": 3, "document": "four"}',
    [
      { ownId: '0', text: 'one' },
      { ownId: '1', text: 'two' },
      { ownId: '2', text: 'three' },
      { ownId: '3', text: 'four' },
    ],
  ],
  [
    'a BEIR corpus, whose titles are joined to the texts',
    'corpus.jsonl',
    '{"_id": "d0", "title": "T", "text": "one", "metadata": {"url": ""}}\n{"_id": "d1", "title": "", "text": "two"}\n{"_id": "d2", "title": " Only ", "text": ""}',
    [
      { ownId: 'd0', text: 'T one' },
      { ownId: 'd1', text: 'two' },
      { ownId: 'd2', text: 'Only' },
    ],
    [{ code: 'titles-joined', count: 2 }],
  ],
  [
    'relevance under label',
    'a.jsonl',
    '{"text": "one", "label": 1}\n{"text": "two", "label": 0}\n{"text": "three"}',
    [{ text: 'one', relevance: 1 }, { text: 'two', relevance: 0 }, { text: 'three' }],
    [{ code: 'relevance-read', count: 2, field: 'label' }],
  ],
  [
    'relevance as true and false, before a score',
    'a.jsonl',
    '{"text": "one", "relevant": true, "score": 3}\n{"text": "two", "relevant": false, "score": 1}',
    [
      { text: 'one', relevance: 1 },
      { text: 'two', relevance: 0 },
    ],
    [{ code: 'relevance-read', count: 2, field: 'relevant' }],
  ],
  [
    'grades under score',
    'a.csv',
    'text,score\none,2\ntwo,0',
    [
      { text: 'one', relevance: 2 },
      { text: 'two', relevance: 0 },
    ],
    [{ code: 'relevance-read', count: 2, field: 'score' }],
  ],
  [
    'a search engine’s scores, which are no grades',
    'a.csv',
    'text,score\none,12.5\ntwo,3',
    [{ text: 'one' }, { text: 'two' }],
  ],
  ['a label that is a word', 'a.jsonl', '{"text": "one", "label": "sports"}', [{ text: 'one' }]],
  [
    'positive and negative texts of a query',
    'a.jsonl',
    '{"query": "q", "pos": ["one"], "neg": ["two"], "pos_scores": [0.9]}\n{"query": "r", "positive": "three", "negative": "four"}',
    [
      { query: 'q', text: 'one', relevance: 1 },
      { query: 'q', text: 'two', relevance: 0 },
      { query: 'r', text: 'three', relevance: 1 },
      { query: 'r', text: 'four', relevance: 0 },
    ],
    [{ code: 'relevance-read', count: 4, field: 'pos' }],
  ],
  [
    'passages of a query as Tevatron writes them',
    'a.jsonl',
    '{"query_id": "7", "query": "q", "positive_passages": [{"docid": "a", "title": "T", "text": "one"}], "negative_passages": []}',
    [{ queryId: '7', query: 'q', ownId: 'a', text: 'T one', relevance: 1 }],
    [
      { code: 'titles-joined', count: 1 },
      { code: 'relevance-read', count: 1, field: 'positive_passages' },
    ],
  ],
  [
    'a table with semicolons and a byte order mark',
    'a.csv',
    '\uFEFFquery;text\r\nq;one, and two\r\n',
    [{ query: 'q', text: 'one, and two' }],
  ],
  [
    'a table whose first line names its delimiter',
    'a.csv',
    'sep=;\r\nid;text\r\n1;one\r\n',
    [{ ownId: '1', text: 'one' }],
  ],
  ['a table with tabs, named .csv', 'a.csv', 'id\ttext\n1\tone, "two"', [{ ownId: '1', text: 'one, "two"' }]],
  ['a table with bars', 'a.csv', 'id|text\n1|one', [{ ownId: '1', text: 'one' }]],
  [
    'a table with quoted tabs',
    'a.tsv',
    'id\ttext\n1\t"one\ttwo\nthree"',
    [{ ownId: '1', text: 'one\ttwo\nthree' }],
  ],
  [
    'a table with tabs and quotes that quote nothing',
    'a.tsv',
    'id\ttext\n1\t"one" two',
    [{ ownId: '1', text: '"one" two' }],
  ],
  [
    'a table whose texts are passages',
    'a.csv',
    'query,passage,label\nq,one,1',
    [{ query: 'q', text: 'one', relevance: 1 }],
    [{ code: 'relevance-read', count: 1, field: 'label' }],
  ],
  [
    'a table with titles',
    'a.csv',
    'docid,title,body\nd1,T,one',
    [{ ownId: 'd1', text: 'T one' }],
    [{ code: 'titles-joined', count: 1 }],
  ],
  [
    'MS MARCO’s collection, which has no header',
    'collection.tsv',
    '0\tone "two"\n1\t"three\n',
    [
      { ownId: '0', text: 'one "two"' },
      { ownId: '1', text: '"three' },
    ],
    [{ code: 'no-header', columns: 'id, text' }],
  ],
  [
    'MS MARCO’s candidates, which have no header',
    'top1000.tsv',
    'q1\td0\tq\tone\nq1\td1\tq\ttwo\n',
    [
      { queryId: 'q1', ownId: 'd0', query: 'q', text: 'one' },
      { queryId: 'q1', ownId: 'd1', query: 'q', text: 'two' },
    ],
    [{ code: 'no-header', columns: 'qid, pid, query, passage' }],
  ],
  [
    'a text that is empty beside one that is not',
    'a.jsonl',
    '{"text": "", "content": "one"}',
    [{ text: 'one' }],
  ],
  [
    'an empty text',
    'a.csv',
    'id,text\n1,\n2,two',
    [
      { ownId: '1', text: '' },
      { ownId: '2', text: 'two' },
    ],
    [{ code: 'texts-empty', count: 1 }],
  ],
  [
    'an id too large to be exact',
    'a.jsonl',
    '{"id": 12345678901234567890, "text": "one"}',
    [{ text: 'one' }],
  ],
  [
    'JSON lines named .txt, which stay lines',
    'a.txt',
    '{"text": "one"}',
    [{ text: '{"text": "one"}' }],
    [{ code: 'looks-like-json' }],
  ],
  [
    'a character that its writer had lost',
    'a.txt',
    'one\ntw\uFFFD '.padEnd(300, 'o'),
    [{ text: 'one' }, { text: 'tw\uFFFD '.padEnd(296, 'o') }],
    [{ code: 'unreadable', count: 1, line: 2 }],
  ],
];

describe('a documents file', () => {
  it.each(
    forms.map(([form, name, content, entries, notes = []]) => ({ form, name, content, entries, notes })),
  )('may be $form', ({ name, content, entries, notes }) => {
    const { format: _, ...read } = { format: '', ...parseDocumentsFile(name, content) };
    expect(read).toStrictEqual({ state: 'ok', entries, notes });
  });

  it('leaves titles out where that is asked for', () => {
    const beir = '{"_id": "d0", "title": "T", "text": "one"}\n{"_id": "d1", "title": "T", "text": ""}';
    expect(parseDocumentsFile('a.jsonl', beir, { titles: 'ignore' })).toMatchObject({
      entries: [{ text: 'one' }, { text: '' }],
      notes: [{ code: 'texts-empty', count: 1 }],
    });
  });

  it.each([
    [
      'a TREC run',
      'run.tsv',
      'q1 Q0 d0 1 10.5 bm25\nq1 Q0 d1 2 9.5 bm25',
      { code: 'trec-run', detail: 'q1 Q0 d0 1 10.5 bm25' },
    ],
    ['a TREC run named .txt', 'run.txt', 'q1\tQ0\td0\t1\t-1.5e-3\tmine', { code: 'trec-run' }],
    ['qrels', 'qrels.txt', 'q1 0 d0 1\nq1 0 d1 -1', { code: 'qrels', detail: 'q1 0 d0 1' }],
    ['BEIR’s qrels', 'test.tsv', 'query-id\tcorpus-id\tscore\nq1\td0\t1', { code: 'qrels' }],
    [
      'a list broken in its middle',
      'a.json',
      '[\n {"text": "one"},\n {"text": two}\n]',
      { code: 'bad-json', line: 3, detail: ' {"text": two}' },
    ],
    [
      'a list that is cut off',
      'a.json',
      '{"query": "q",\n"documents": ["one",\n"two"',
      { code: 'bad-json', line: 3 },
    ],
    [
      'a line without its last bracket',
      'a.jsonl',
      '{"text": "one"\n{"text": "two"}',
      { code: 'bad-json', line: 1 },
    ],
    [
      'a list with something else in it',
      'a.json',
      '[\n{"text": "one"},\n\n{"title": "two"}]',
      { code: 'bad-line-shape', line: 4, detail: '{"title":"two"}' },
    ],
    [
      'an object without texts',
      'a.json',
      '{"model": "m", "n": 3}',
      { code: 'bad-line-shape', line: 1, detail: '{"model": "m", "n": 3}' },
    ],
    [
      'a document whose tags are not its text',
      'a.jsonl',
      '"one"\n{"tags": ["red"], "abstract": "two"}',
      { code: 'bad-line-shape', line: 2 },
    ],
    ['a request without documents', 'a.json', '{"query": "q", "documents": []}', { code: 'empty' }],
    ['a table whose first line names only its delimiter', 'a.csv', 'sep=;', { code: 'missing-text-column' }],
    [
      'a row cut by a semicolon, counted after the line that names it',
      'a.csv',
      'sep=;\nid;text\n1;one; two',
      { code: 'bad-cell-count', line: 3, detail: '1;one; two' },
    ],
    [
      'a table with tabs and an unknown header',
      'a.tsv',
      'docno\tdescription\n7\tone',
      { code: 'missing-text-column', line: 1, detail: 'docno\tdescription' },
    ],
  ])('says what is wrong with %s', (_case, name, content, error) => {
    expect(parseDocumentsFile(name, content)).toMatchObject({ state: 'error', ...error });
  });

  it('never throws and never loses a text, whatever JSON it is', () => {
    const text = fc.string({
      minLength: 1,
      unit: fc.constantFrom('a', '"', '\\', '\n', ' ', '[', '{', '秋'),
    });
    const asDocument = (one: string) =>
      fc.constantFrom<unknown>(
        one,
        { text: one },
        { _id: 'x', page_content: one },
        { node: { text: one } },
        { document: { text: one } },
      );
    const file = fc
      .array(text, { minLength: 1 })
      .chain((texts) =>
        fc.tuple(fc.constant(texts), fc.tuple(...texts.map(asDocument)), fc.constantFrom(...shapes)),
      );
    const shapes = [
      (documents: readonly unknown[]) => JSON.stringify(documents),
      (documents: readonly unknown[]) => JSON.stringify({ query: 'q', documents }, null, 2),
      (documents: readonly unknown[]) => JSON.stringify({ inputs: { query: 'q', texts: documents } }),
      (documents: readonly unknown[]) => documents.map((one) => JSON.stringify(one)).join('\n'),
    ];
    fc.assert(
      fc.property(file, ([texts, documents, shape]) => {
        expect(parseDocumentsFile('a.jsonl', shape(documents))).toMatchObject({
          entries: texts.map((one) => ({ text: one })),
        });
      }),
    );
  });

  it('never throws, whatever bytes it is', () => {
    const fragments = fc.constantFrom(
      ...['{', '}', '[', ']', '"', ',', ':', 'text', '"text":', '"documents":', '"query":', 'null', '1'],
      ...[
        '\n',
        '\r',
        '\t',
        ';',
        '|',
        'sep=',
        'Q0',
        'q1 0 d1 1',
        'query-id\tcorpus-id\tscore',
        '\uFEFF',
        '\\',
        'é',
      ],
    );
    const bytes = fc.oneof(
      fc.uint8Array(),
      fc.array(fragments).map((parts) => new TextEncoder().encode(parts.join(''))),
    );
    const name = fc.constantFrom('a.txt', 'a.csv', 'a.tsv', 'a.json', 'a.jsonl', 'a.ndjson', 'a.png', '');
    fc.assert(
      fc.property(name, bytes, (file, content) => {
        const read = readDocumentsFile(file, content, TextDecoder);
        expect(read.state === 'ok' ? read.entries.length : read.code.length).toBeGreaterThan(0);
        parsePastedDocuments(new TextDecoder().decode(content));
      }),
      { numRuns: 500 },
    );
  });

  it.each(['[', '{"documents":'])('survives values nested beyond the stack: %s', (open) => {
    const deep = `${open.repeat(200_000)}`;
    expect(parseDocumentsFile('a.json', deep)).toMatchObject({ code: 'bad-json' });
    const close = open === '[' ? ']' : '}';
    expect(parseDocumentsFile('a.json', `${deep}"one"${close.repeat(200_000)}`).state).toBe('error');
  });
});

describe('pasted text', () => {
  it.each([
    ['JSON lines', '{"text":"Trams run."}\n{"text":"Kettles boil."}'],
    ['a JSON list', '["Trams run.", "Kettles boil."]'],
  ])('that is %s gives its texts, and says so', (_form, text) => {
    expect(parsePastedDocuments(text)).toMatchObject({
      entries: [{ text: 'Trams run.' }, { text: 'Kettles boil.' }],
      notes: [{ code: 'read-as-json' }],
    });
  });

  it('that is broken JSON stays lines, and names the line', () => {
    expect(parsePastedDocuments('{"text": "one"}\n{"text": two}')).toMatchObject({
      entries: [{ text: '{"text": "one"}' }, { text: '{"text": two}' }],
      notes: [{ code: 'json-broken', line: 2 }],
    });
    expect(parsePastedDocuments('[\n"one",\n]')).toMatchObject({ notes: [{ code: 'json-broken', line: 3 }] });
    expect(parsePastedDocuments('[1] A footnote\n[2] Another')).toMatchObject({ notes: [] });
  });

  it('from a spreadsheet gives the rows of its table, and says so', () => {
    expect(parsePastedDocuments('query\ttext\nq\tone\nq\ttwo')).toMatchObject({
      entries: [
        { query: 'q', text: 'one' },
        { query: 'q', text: 'two' },
      ],
      notes: [{ code: 'read-as-table' }],
    });
  });

  it.each([
    'one\ntwo',
    '[1] A footnote\n[2] Another',
    '{"text": "one"}\nnot JSON',
    '{"model": "m"}\n{"model": "n"}',
    '[]\n{}',
    'Text, body and title\nof a page',
    'text\none',
    '"Quoted," she said.',
  ])('that is no list of documents stays lines: %j', (text) => {
    expect(parsePastedDocuments(text)).toMatchObject({
      format: 'txt',
      entries: text.split('\n').map((line) => ({ text: line })),
    });
  });
});

describe('a .csv file', () => {
  it('takes the column text, wherever it stands, and the ids, and ignores the others', () => {
    expect(parseDocumentsFile('a.csv', '\uFEFFid,text,lang\r\n1,one,en\r\n2,two,en\r\n')).toEqual({
      state: 'ok',
      format: 'csv',
      entries: [
        { text: 'one', ownId: '1' },
        { text: 'two', ownId: '2' },
      ],
      notes: [],
    });
  });

  it('takes the column query where there is one, and leaves out blank queries', () => {
    expect(parseDocumentsFile('a.csv', 'query,text\nq,one\n,two\n ,three')).toMatchObject({
      entries: [{ text: 'one', query: 'q' }, { text: 'two' }, { text: 'three' }],
    });
  });

  it('reads column names with spaces around them and in any case', () => {
    expect(parseDocumentsFile('a.csv', 'ID, Text\n1,one')).toMatchObject({ entries: [{ text: 'one' }] });
  });

  it('reads quoted cells with commas, doubled quotes and line ends', () => {
    expect(parseDocumentsFile('a.csv', 'text\n"one, ""two""\nthree"')).toMatchObject({
      entries: [{ text: 'one, "two"\nthree' }],
    });
  });

  it('skips blank rows but keeps a row whose text alone is empty', () => {
    expect(parseDocumentsFile('a.csv', '\nid,text\n\n1,\n,\n2,two\n')).toMatchObject({
      entries: [{ text: '' }, { text: 'two' }],
    });
  });

  it('does not treat a name that every object has as a column', () => {
    expect(parseDocumentsFile('a.csv', 'constructor,__proto__,text\na,b,one')).toMatchObject({
      entries: [{ text: 'one' }],
    });
  });

  it('quotes the header when it has no column text', () => {
    expect(parseDocumentsFile('a.csv', '\nid;remark\n1;one')).toEqual({
      state: 'error',
      code: 'missing-text-column',
      line: 2,
      detail: 'id;remark',
    });
  });

  it('refuses a row cut by a comma outside quotes, and counts the lines of quoted cells before it', () => {
    expect(parseDocumentsFile('a.csv', 'text\r\n"one\r\ntwo"\r\nHello, world\r\n')).toEqual({
      state: 'error',
      code: 'bad-cell-count',
      line: 4,
      detail: 'Hello, world',
    });
  });

  it('refuses a row too short to have a text, but takes one that lacks or adds only empty cells', () => {
    expect(parseDocumentsFile('a.csv', 'id,text\n1')).toMatchObject({ code: 'bad-cell-count', line: 2 });
    expect(parseDocumentsFile('a.csv', 'text,lang\none\ntwo,en,, ')).toMatchObject({
      entries: [{ text: 'one' }, { text: 'two' }],
    });
  });

  it('names the line of a quote that is never closed', () => {
    expect(parseDocumentsFile('a.csv', 'text\n"one"\n"two\nthree')).toEqual({
      state: 'error',
      code: 'bad-quotes',
      line: 3,
      detail: '"two',
    });
  });

  it('calls a header without rows empty', () => {
    expect(parseDocumentsFile('a.csv', 'text\n')).toMatchObject({ code: 'empty' });
  });

  it('reads back whatever a CSV writer wrote', () => {
    const text = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r\n', '秋', 'a', ' ') });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1 }), (texts) => {
        const csv = csvFormatRows([['id', 'text'], ...texts.map((each, index) => [`${index}`, each])]);
        expect(parseDocumentsFile('a.csv', csv)).toMatchObject({
          entries: texts.map((each) => ({ text: each })),
        });
      }),
    );
  });
});
