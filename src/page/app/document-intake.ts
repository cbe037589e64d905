import { mayBeStructured } from '../../core/input/text-lines.ts';
import type { AppStore } from '../store/app-state.ts';
import { addWithinLimits, plainDocuments } from './add-within-limits.ts';

/** The parser is loaded when a file or a paste first needs it. */
const loadReader = () => import('./document-reader.ts');

/** Adds documents from files and pastes. A refused one gets a notice, and what is in the editor stays. */
export class DocumentIntake {
  readonly #store: AppStore;

  constructor(store: AppStore) {
    this.#store = store;
  }

  /** Adds the files' documents. Qrels among them are applied last, to all documents in the editor. */
  async addFiles(files: readonly File[]): Promise<void> {
    try {
      const { DocumentReader } = await loadReader();
      await new DocumentReader(this.#store).addFiles(files);
    } catch (error) {
      for (const { name } of files) {
        const values = { name, reason: 'documentsFile.unreadable' };
        const message = { key: 'notice.fileRefused', values, detail: String(error) };
        this.#store.getState().addNotice('error', message);
      }
    }
  }

  /** Adds a document for each line, or for each text of JSON or of a table. */
  async addText(text: string): Promise<void> {
    const reader = mayBeStructured(text) ? await loadReader().catch(() => null) : null;
    if (reader !== null) new reader.DocumentReader(this.#store).addPaste(text);
    else addWithinLimits(this.#store, plainDocuments(text));
  }
}
