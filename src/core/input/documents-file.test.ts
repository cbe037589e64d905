import { csvFormatRows } from 'd3-dsv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countLineEnds,
  findQuoteFault,
  looksBinary,
  parseDocumentsFile,
  splitPastedDocuments,
  textLines,
  withoutByteOrderMark,
} from './documents-file.ts';
import { sampleSets } from './sample-sets.ts';

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
    expect(parseDocumentsFile('a.json', '[]')).toMatchObject({ code: 'unknown-extension', detail: '.json' });
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

describe('a .csv file', () => {
  it('takes the column text, wherever it stands, and ignores the others', () => {
    expect(parseDocumentsFile('a.csv', '\uFEFFid,text,lang\r\n1,one,en\r\n2,two,en\r\n')).toEqual({
      state: 'ok',
      format: 'csv',
      entries: [{ text: 'one' }, { text: 'two' }],
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
    expect(parseDocumentsFile('a.csv', '\nid;text\n1;one')).toEqual({
      state: 'error',
      code: 'missing-text-column',
      line: 2,
      detail: 'id;text',
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

describe('splitPastedDocuments', () => {
  it('gives one document for each line that is not blank, trimmed', () => {
    expect(splitPastedDocuments(' one\r\n\r\n\ttwo \rthree\n')).toEqual(['one', 'two', 'three']);
    expect(splitPastedDocuments(' \n ')).toEqual([]);
  });

  it('gives each sample set back when its documents are pasted as lines', () => {
    for (const { documents } of sampleSets)
      expect(splitPastedDocuments(documents.join('\n'))).toEqual(documents);
  });
});

describe('findQuoteFault', () => {
  it.each([
    ['no quotes', 'a,b\nc,d'],
    ['a quoted field with commas, line ends and doubled quotes', 'a,"b, ""c""\r\nd",e\r\n"f"\r\n'],
    ['an empty quoted field', '"",a\n""'],
    ['a quote inside an unquoted field', 'the 5" disk,and the 3.5" one'],
    ['a field that is one quote in quotes', '""""'],
    ['nothing', ''],
  ])('finds none in %s', (_case, csv) => {
    expect(findQuoteFault(csv)).toBeUndefined();
  });

  it('gives the line on which a quote opens that is never closed', () => {
    expect(findQuoteFault('text\n"one\ntwo"\n"three\nfour\n')).toBe(4);
    expect(findQuoteFault('"')).toBe(1);
    expect(findQuoteFault('a,"""')).toBe(1);
  });

  it('gives the line of a field with something after its closing quote', () => {
    expect(findQuoteFault('text\r\n"one"\r\n"two" ,three')).toBe(3);
    expect(findQuoteFault('"one"two')).toBe(1);
  });

  it('finds none in what a CSV writer wrote, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ') });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1 })), (rows) => {
        expect(findQuoteFault(csvFormatRows(rows))).toBeUndefined();
      }),
    );
  });
});

describe('looksBinary', () => {
  it('takes any text with a NUL for binary, however long', () => {
    expect(looksBinary(`${'a'.repeat(100_000)}\0`)).toBe(true);
  });

  it('lets half a per cent of replacement characters pass and no more', () => {
    expect(looksBinary(`${'a'.repeat(199)}\uFFFD`)).toBe(false);
    expect(looksBinary(`${'a'.repeat(198)}\uFFFD`)).toBe(true);
  });

  it('lets half a per cent of control characters pass and no more', () => {
    expect(looksBinary(`${'a'.repeat(398)}\u0001\u001B`)).toBe(false);
    expect(looksBinary(`${'a'.repeat(397)}\u0001\u001B`)).toBe(true);
  });

  it('does not mind the controls that plain text uses, nor any script', () => {
    expect(looksBinary('\t\r\n\f')).toBe(false);
    expect(looksBinary('Überraschung 秋天 🍂 مرحبا')).toBe(false);
    expect(looksBinary('')).toBe(false);
  });

  it('knows a PNG and a UTF-16 text that were decoded as UTF-8', () => {
    const decode = (bytes: number[]): string =>
      bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD')).join('');
    expect(looksBinary(decode([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe(true);
    expect(looksBinary(decode([0xff, 0xfe, 0x61, 0x00, 0x62, 0x00]))).toBe(true);
  });
});

describe('textLines', () => {
  it('ends lines at LF, CRLF and a lone CR alike', () => {
    expect(textLines('a\nb\r\nc\rd')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps blank lines, so that places in the list are line numbers', () => {
    expect(textLines('a\r\n\r\nb\n')).toEqual(['a', '', 'b', '']);
  });

  it('drops a byte order mark at the start only', () => {
    expect(textLines('\uFEFFa\uFEFF\nb')).toEqual(['a\uFEFF', 'b']);
    expect(withoutByteOrderMark('a')).toBe('a');
  });
});

describe('countLineEnds', () => {
  it('counts a CRLF once', () => {
    expect(countLineEnds('')).toBe(0);
    expect(countLineEnds('a\r\nb\nc\r')).toBe(3);
  });
});
