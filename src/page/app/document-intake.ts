import { parseDocumentsFile, splitPastedDocuments } from '../../core/input/documents-file.ts';
import { maxDocuments, maxTotalCharacters } from '../../core/input/input-limits.ts';
import type { DocumentEntry } from '../../core/input/pairs.ts';
import { fileRefusedMessage } from '../../core/texts/message.ts';
import type { AppStore } from '../store/app-state.ts';

const megabytes = (characters: number): number => Math.round(characters / 1e5) / 10;

/** Adds documents from files and pastes. A refused one gets a notice, and what is in the editor stays. */
export class DocumentIntake {
  readonly #store: AppStore;

  constructor(store: AppStore) {
    this.#store = store;
  }

  async addFiles(files: readonly File[]): Promise<void> {
    for (const file of files) {
      const { addNotice } = this.#store.getState();
      if (file.size > 4 * maxTotalCharacters) {
        // UTF-8 needs at most four bytes a character, so this file is over the limit. Reading it could crash
        // the tab.
        addNotice('error', {
          key: 'notice.fileRefused',
          values: { name: file.name, reason: 'documentsFile.too-large' },
        });
        continue;
      }
      let text: string;
      try {
        text = await file.text();
      } catch (error) {
        addNotice('error', {
          key: 'notice.fileRefused',
          values: { name: file.name, reason: 'documentsFile.unreadable' },
          detail: String(error),
        });
        continue;
      }
      const parsed = parseDocumentsFile(file.name, text);
      if (parsed.state === 'error') addNotice('error', fileRefusedMessage(file.name, parsed));
      else this.#add(parsed.entries);
    }
  }

  addText(text: string): void {
    this.#add(splitPastedDocuments(text).map((one) => ({ text: one })));
  }

  #add(entries: readonly DocumentEntry[]): void {
    const { input, addDocuments, addNotice } = this.#store.getState();
    const charactersOf = (documents: readonly DocumentEntry[]) =>
      documents.reduce((total, { text, query }) => total + text.length + (query?.length ?? 0), 0);
    const characters = charactersOf(input.documents) + charactersOf(entries);
    if (characters > maxTotalCharacters) {
      addNotice('error', {
        key: 'notice.pasteTooLarge',
        values: { megabytes: megabytes(characters), limit: megabytes(maxTotalCharacters) },
      });
      return;
    }
    const count = input.documents.length + entries.length;
    if (count > maxDocuments) {
      addNotice('error', { key: 'notice.tooManyDocuments', values: { count, limit: maxDocuments } });
      return;
    }
    if (entries.length > 0) addDocuments(entries);
  }
}
