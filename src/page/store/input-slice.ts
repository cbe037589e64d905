import type { StateCreator } from 'zustand';
import type { DocumentEntry } from '../../core/input/pairs.ts';

/** One document in the editor. */
export interface DocumentRow extends DocumentEntry {
  /** Stays the same while the row's text and place change. */
  readonly id: string;
}

export type InputSource =
  | {
      readonly kind: 'sample';
      readonly id: string;
      /** Nobody asked for this set: the page opened with it, and it follows the page's language. */
      readonly isDefault?: true;
    }
  | { readonly kind: 'own' };

export interface Input {
  readonly query: string;
  readonly documents: readonly DocumentRow[];
  readonly source: InputSource;
}

export interface InputSlice {
  readonly input: Input;
  /** Grows with every change of the input, so that stale results can be recognised. */
  readonly inputRevision: number;
  /** What `undoInput` brings back: the input before the last change, if that change removed documents. */
  readonly undoableInput: Input | null;
  setQuery(query: string): void;
  /** Adds documents at the end. */
  addDocuments(entries: readonly DocumentEntry[]): void;
  /** Puts documents in the place of the first of these rows, at the end if none is left. Can be undone. */
  replaceDocuments(ids: ReadonlySet<string>, entries: readonly DocumentEntry[]): void;
  /** Gives rows their relevance. Can be undone. */
  setRelevance(rows: readonly DocumentRow[]): void;
  setDocumentText(id: string, text: string): void;
  removeDocument(id: string): void;
  /** Moves a document to a place, counted from 0 and clamped to the list. */
  moveDocument(id: string, place: number): void;
  clearDocuments(): void;
  replaceInput(input: Omit<Input, 'documents'> & { readonly documents: readonly DocumentEntry[] }): void;
  undoInput(): void;
}

const own: InputSource = { kind: 'own' };

let lastRow = 0;
/** The ids are unique within one visit, so a counter will do. */
const rowOf = ({ text, query, ownId, queryId, relevance }: DocumentEntry): DocumentRow => ({
  id: `d${++lastRow}`,
  text,
  ...(query !== undefined && { query }),
  ...(ownId !== undefined && { ownId }),
  ...(queryId !== undefined && { queryId }),
  ...(relevance !== undefined && { relevance }),
});

export const createInputSlice: StateCreator<InputSlice> = (set) => {
  const change = (next: (input: Input) => Partial<Input>, undoable = false) =>
    set(({ input, inputRevision }) => ({
      input: { ...input, source: own, ...next(input) },
      inputRevision: inputRevision + 1,
      // An undo after further changes would lose those.
      undoableInput: undoable ? input : null,
    }));
  return {
    input: { query: '', documents: [], source: own },
    inputRevision: 0,
    undoableInput: null,
    setQuery: (query) => change(() => ({ query })),
    addDocuments: (entries) =>
      change(({ documents }) => ({ documents: [...documents, ...entries.map(rowOf)] })),
    replaceDocuments: (ids, entries) =>
      change(({ documents }) => {
        const first = documents.findIndex(({ id }) => ids.has(id));
        const place = first < 0 ? documents.length : first;
        const others = documents.filter(({ id }) => !ids.has(id));
        return { documents: others.toSpliced(place, 0, ...entries.map(rowOf)) };
      }, true),
    setRelevance: (rows) => change(() => ({ documents: rows }), true),
    setDocumentText: (id, text) =>
      change(({ documents }) => ({
        documents: documents.map((row) => (row.id === id ? { ...row, text } : row)),
      })),
    removeDocument: (id) =>
      change(({ documents }) => ({ documents: documents.filter((row) => row.id !== id) }), true),
    moveDocument: (id, place) =>
      change(({ documents }) => {
        const row = documents.find((one) => one.id === id);
        if (!row) return {};
        const others = documents.filter((one) => one !== row);
        const target = Math.max(0, Math.min(place, others.length));
        return { documents: others.toSpliced(target, 0, row) };
      }),
    clearDocuments: () => change(() => ({ documents: [] }), true),
    replaceInput: ({ query, documents, source }) =>
      change(() => ({ query, documents: documents.map(rowOf), source }), true),
    undoInput: () =>
      set(({ inputRevision, undoableInput }) =>
        undoableInput === null
          ? {}
          : { input: undoableInput, inputRevision: inputRevision + 1, undoableInput: null },
      ),
  };
};
