import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InputOptions, readInput } from './documents.ts';
import { recordedTools } from './testing/command-tools.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a command reads from a file of these bytes, and what it notes. */
async function read(name: string, bytes: Uint8Array | string, options: InputOptions = {}) {
  await writeFile(join(folder, name), bytes);
  const tools = recordedTools([]);
  const pairs = readInput({ documents: join(folder, name), query: 'q', ...options }, tools);
  return { pairs, notes: tools.written.stderr.replaceAll(folder, '.') };
}

describe('the documents of a command', () => {
  it('are read from Excel’s UTF-16 without a word', async () => {
    const bytes = Buffer.from('\uFEFFquery;text\r\nq;"Tram; every ten minutes"\r\n', 'utf16le');
    expect(await read('excel.csv', bytes)).toEqual({
      pairs: [{ query: 'q', document: 'Tram; every ten minutes' }],
      notes: '',
    });
  });

  it('are read from Windows-1252, which is told, with what to do', async () => {
    const { pairs, notes } = await read('old.csv', Buffer.from('text\r\nCaf\xE9 \x96 menu\r\n', 'latin1'));
    expect(pairs?.map(({ document }) => document)).toEqual(['Café – menu']);
    expect(notes).toBe(
      './old.csv: it is not UTF-8 and was read as windows-1252. If letters look wrong, save it as UTF-8. Or name the encoding with --encoding.\n',
    );
    const named = await read('old.csv', Buffer.from('text\nK\xB9\n', 'latin1'), { encoding: 'windows-1250' });
    expect(named).toMatchObject({ pairs: [{ document: 'Ką' }], notes: '' });
  });

  it('have their titles scored too, and their ids with them', async () => {
    const beir = '{"_id": "d0", "title": "Trams", "text": "Every ten minutes."}\n';
    const { pairs, notes } = await read('corpus.jsonl', beir);
    expect(pairs).toEqual([{ query: 'q', document: 'Trams Every ten minutes.', id: 'd0' }]);
    expect(notes).toBe(
      './corpus.jsonl: 1 document has a title, which is scored before its text. Leave them out with --titles ignore.\n',
    );
    const plain = await read('corpus.jsonl', beir, { titles: 'ignore' });
    expect(plain).toMatchObject({ pairs: [{ document: 'Every ten minutes.' }], notes: '' });
  });

  it('get their relevance from a qrels file', async () => {
    await writeFile(join(folder, 'test.tsv'), 'query-id\tcorpus-id\tscore\nq1\td1\t2\nq2\td9\t1\n');
    const corpus = '{"_id": "d0", "text": "a"}\n{"_id": "d1", "text": "b"}\n';
    const { pairs, notes } = await read('judged.jsonl', corpus, { qrels: join(folder, 'test.tsv') });
    expect(pairs?.map(({ id, relevance }) => [id, relevance])).toEqual([
      ['d0', 0],
      ['d1', 2],
    ]);
    expect(notes).toBe(
      './test.tsv: it judges 1 of 2 documents. The others of the same query count as not relevant.\n',
    );
  });

  it('take --query in place of the one that their file gives them all, without what was judged for it', async () => {
    const request = '{"query": "old", "documents": ["a", {"text": "b", "label": 1}]}';
    const { pairs, notes } = await read('request.json', request);
    expect(pairs).toStrictEqual([
      { query: 'q', document: 'a' },
      { query: 'q', document: 'b' },
    ]);
    expect(notes).toContain('its own query, "old", is replaced by --query, and the relevance');
    const { pairs: own } = await read('request.json', request, { query: '' });
    expect(own?.map((pair) => [pair.query, pair.relevance])).toEqual([
      ['old', undefined],
      ['old', 1],
    ]);
  });
});
