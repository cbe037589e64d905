import { describe, expect, it } from 'vitest';
import { maxDocuments, maxTotalCharacters } from '../../core/input/input-limits.ts';
import { createAppStore } from '../store/app-state.ts';
import { DocumentIntake } from './document-intake.ts';

function setUp() {
  const store = createAppStore();
  store.getState().addDocuments([{ text: 'there already' }]);
  return { store, intake: new DocumentIntake(store) };
}

const texts = ({ store }: ReturnType<typeof setUp>) =>
  store.getState().input.documents.map(({ text }) => text);
const noticed = ({ store }: ReturnType<typeof setUp>) =>
  store.getState().notices.map(({ message }) => message);

/** Presses a button of a notice. */
const act = ({ store }: ReturnType<typeof setUp>, label: string) =>
  store
    .getState()
    .notices.flatMap(({ actions = [] }) => actions)
    .find((action) => action.label === label)
    ?.act();

describe('taking in documents', () => {
  it('adds one a line of a paste', () => {
    const page = setUp();
    page.intake.addText('one\n\n two \r\nthree');
    expect(texts(page)).toEqual(['there already', 'one', 'two', 'three']);
  });

  it('adds files and names each that is refused; the others are added all the same', async () => {
    const page = setUp();
    await page.intake.addFiles([
      new File(['a\nb'], 'good.txt'),
      new File(['{"text": "c"}\nnot json'], 'bad.jsonl'),
      new File([new Uint8Array([0, 1, 2, 0, 255, 254])], 'binary.txt'),
      new File(['query,text\nq,d'], 'good.csv'),
    ]);
    expect(texts(page)).toEqual(['there already', 'a', 'b', 'd']);
    expect(noticed(page)).toMatchObject([
      { key: 'notice.fileRefused', values: { name: 'bad.jsonl', reason: 'documentsFile.bad-json', line: 2 } },
      { key: 'notice.fileRefused', values: { name: 'binary.txt', reason: 'documentsFile.looks-binary' } },
    ]);
  });

  it('refuses what would go over the limits and leaves the rest as it was', () => {
    const page = setUp();
    page.intake.addText('x'.repeat(maxTotalCharacters));
    page.intake.addText('x\n'.repeat(maxDocuments));
    expect(texts(page)).toEqual(['there already']);
    expect(noticed(page).map(({ key }) => key)).toEqual(['notice.pasteTooLarge', 'notice.tooManyDocuments']);
  });

  it('tells how a file was read, and leaves titles out on demand, in the same place', async () => {
    const page = setUp();
    await page.intake.addFiles([
      new File(['{"_id": "d0", "title": "T", "text": "one"}\n{"_id": "d1", "text": "two"}'], 'corpus.jsonl'),
      new File(['after'], 'last.txt'),
    ]);
    expect(texts(page)).toEqual(['there already', 'T one', 'two', 'after']);
    expect(page.store.getState().input.documents[1]).toMatchObject({ ownId: 'd0' });
    expect(noticed(page)).toEqual([
      {
        key: 'notice.documentsRead',
        values: { name: 'corpus.jsonl', note: 'documentsNote.titles-joined', count: 1 },
      },
    ]);
    act(page, 'documents.withoutTitles');
    expect(texts(page)).toEqual(['there already', 'one', 'two', 'after']);
    expect(noticed(page)).toEqual([]);
    page.store.getState().undoInput();
    expect(texts(page)).toEqual(['there already', 'T one', 'two', 'after']);
  });

  it('reads a paste of JSON lines as such, says so, and gives the lines back on demand', async () => {
    const page = setUp();
    await page.intake.addText('{"text":"Trams run."}\n{"title": "K", "text":"Kettles boil."}');
    expect(texts(page)).toEqual(['there already', 'Trams run.', 'K Kettles boil.']);
    expect(noticed(page).map(({ values }) => values?.note)).toEqual([
      'documentsNote.read-as-json',
      'documentsNote.titles-joined',
    ]);
    act(page, 'documents.asPlainText');
    expect(texts(page).slice(1)).toEqual(['{"text":"Trams run."}', '{"title": "K", "text":"Kettles boil."}']);
    // The way back from the way back.
    expect(noticed(page).map(({ values }) => values?.note)).toEqual(['documentsNote.looks-like-json']);
  });

  it('reads a file of Windows-1252, says so, and takes it out again on demand', async () => {
    const page = setUp();
    await page.intake.addFiles([new File([Uint8Array.of(0x43, 0x61, 0x66, 0xe9)], 'old.txt')]);
    expect(texts(page)).toEqual(['there already', 'Café']);
    expect(page.store.getState().notices).toMatchObject([
      { severity: 'warning', message: { values: { encoding: 'windows-1252' } } },
    ]);
    act(page, 'documents.takeBack');
    expect(texts(page)).toEqual(['there already']);
  });

  it('judges the documents by a qrels file, whatever the order of the files', async () => {
    const page = setUp();
    await page.intake.addFiles([
      new File(['query-id\tcorpus-id\tscore\nq1\td1\t2\n'], 'test.tsv'),
      new File(['{"_id": "d0", "text": "one"}\n{"_id": "d1", "text": "two"}'], 'corpus.jsonl'),
    ]);
    expect(page.store.getState().input.documents.map(({ relevance }) => relevance)).toEqual([
      undefined,
      0,
      2,
    ]);
    expect(noticed(page)).toMatchObject([{ values: { name: 'test.tsv', judged: 1, total: 3 } }]);
    await page.intake.addFiles([new File(['q1 0 d9 1'], 'other.txt')]);
    expect(noticed(page).at(-1)).toMatchObject({
      key: 'notice.qrelsRefused',
      values: { reason: 'qrelsProblem.no-match' },
    });
  });

  it('takes the query of a request into an empty editor only', async () => {
    const request = new File(['{"query": "q", "documents": ["one"]}'], 'request.json');
    const page = setUp();
    await page.intake.addFiles([request]);
    expect(page.store.getState().input).toMatchObject({ query: '', documents: [{}, { query: 'q' }] });
    page.store.getState().clearDocuments();
    await page.intake.addFiles([request]);
    expect(page.store.getState().input).toMatchObject({ query: 'q', documents: [{ text: 'one' }] });
    expect(page.store.getState().input.documents[0]).not.toHaveProperty('query');
  });

  it('takes exactly as many as the limit allows', () => {
    const page = setUp();
    page.intake.addText('x\n'.repeat(maxDocuments - 1));
    expect(texts(page)).toHaveLength(maxDocuments);
    expect(noticed(page)).toEqual([]);
  });
});
