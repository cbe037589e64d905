import { describe, expect, it } from 'vitest';
import { createAppStore } from './app-state.ts';

function filled(...texts: string[]) {
  const store = createAppStore();
  store.getState().addDocuments(texts.map((text) => ({ text })));
  const documents = () => store.getState().input.documents;
  return { store, actions: store.getState(), texts: () => documents().map(({ text }) => text), documents };
}

const idOf = ({ documents }: ReturnType<typeof filled>, text: string) =>
  documents().find((row) => row.text === text)?.id ?? '';

describe('the documents', () => {
  it('move to a place, clamped to the list', () => {
    const page = filled('a', 'b', 'c');
    page.actions.moveDocument(idOf(page, 'a'), 1);
    expect(page.texts()).toEqual(['b', 'a', 'c']);
    page.actions.moveDocument(idOf(page, 'b'), 99);
    expect(page.texts()).toEqual(['a', 'c', 'b']);
    page.actions.moveDocument(idOf(page, 'b'), -5);
    expect(page.texts()).toEqual(['b', 'a', 'c']);
  });

  it('keep the rows that were not edited, so that nothing about them is computed anew', () => {
    const page = filled('a', 'b');
    const before = page.documents()[1];
    page.actions.setDocumentText(idOf(page, 'a'), 'edited');
    expect(page.texts()).toEqual(['edited', 'b']);
    expect(page.documents()[1]).toBe(before);
  });

  it('come back after a clear or a removal', () => {
    const page = filled('a', 'b');
    page.actions.clearDocuments();
    expect(page.texts()).toEqual([]);
    page.actions.undoInput();
    expect(page.texts()).toEqual(['a', 'b']);
    page.actions.removeDocument(idOf(page, 'a'));
    page.actions.undoInput();
    expect(page.texts()).toEqual(['a', 'b']);
  });

  it('do not come back over what was typed since', () => {
    const page = filled('a', 'b');
    page.actions.clearDocuments();
    page.actions.setQuery('typed since');
    page.actions.undoInput();
    expect(page.store.getState().input).toMatchObject({ query: 'typed since', documents: [] });
  });

  it('are the visitor’s own once they are edited', () => {
    const page = filled();
    page.actions.replaceInput({
      query: 'q',
      documents: [{ text: 'a' }],
      source: { kind: 'sample', id: 'x' },
    });
    expect(page.store.getState().input.source).toEqual({ kind: 'sample', id: 'x' });
    page.actions.setQuery('r');
    expect(page.store.getState().input.source).toEqual({ kind: 'own' });
  });
});
