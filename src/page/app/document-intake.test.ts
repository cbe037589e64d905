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

  it('takes exactly as many as the limit allows', () => {
    const page = setUp();
    page.intake.addText('x\n'.repeat(maxDocuments - 1));
    expect(texts(page)).toHaveLength(maxDocuments);
    expect(noticed(page)).toEqual([]);
  });
});
