import type { StateCreator } from 'zustand';
import type { Message } from '../../core/texts/message.ts';
import type { LocalFile } from '../../worker/protocol/messages.ts';

/** What is wrong with the folder that was chosen last. */
export interface FolderReport {
  readonly severity: 'warning' | 'error';
  readonly message: Message;
}

export interface LocalFoldersSlice {
  /** The files of each folder added in this visit, by the folder's name. */
  readonly localFolders: ReadonlyMap<string, readonly LocalFile[]>;
  readonly folderReport: FolderReport | null;
  /** Adds a folder. It replaces one of the same name. */
  addLocalFolder(name: string, files: readonly LocalFile[]): void;
  setFolderReport(report: FolderReport | null): void;
}

export const createLocalFoldersSlice: StateCreator<LocalFoldersSlice> = (set) => ({
  localFolders: new Map(),
  folderReport: null,
  addLocalFolder: (name, files) =>
    set(({ localFolders }) => ({ localFolders: new Map(localFolders).set(name, files) })),
  setFolderReport: (folderReport) => set({ folderReport }),
});
