import { parseDocumentsFile, splitPastedDocuments } from '../../core/input/documents-file.ts';
import { countCharacters, maxDocuments, maxTotalCharacters } from '../../core/input/input-limits.ts';
import type { DocumentEntry } from '../../core/input/pairs.ts';
import { fileRefusedMessage, pasteTooLargeMessage } from '../../core/texts/message.ts';
import type { AppStore } from '../store/app-state.ts';

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
    const characters = countCharacters(input.documents) + countCharacters(entries);
    if (characters > maxTotalCharacters) {
      addNotice('error', pasteTooLargeMessage(characters, maxTotalCharacters));
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
