import type { RecordFormat } from '../../core/document/record-formats.ts';
import type { RunRecord } from '../../core/document/run-record.ts';

/** What the visitor can do with models from their own disk and with those that the browser keeps. */
export interface DownloadServices {
  /**
   * Adds a folder with a model and chooses that model. Anything wrong with it is reported in `folderReport`.
   */
  openFolder(files: readonly File[]): Promise<void>;
  /** Reads the list of kept models again, for when it comes into sight. */
  refreshModelCache(): Promise<void>;
  /** Deletes a kept model by its id in the list. */
  deleteCachedModel(id: string): Promise<void>;
  deleteAllCachedModels(): Promise<void>;
}

/** What became of a text that was to be copied. */
export type CopyOutcome =
  | { readonly state: 'copied' }
  /** The browser forbids copying. The visitor can copy `text` by hand. */
  | { readonly state: 'refused'; readonly text: string }
  /** The run does not fit into a link. */
  | { readonly state: 'too-large'; readonly bytes: number }
  /** There is no run to copy. */
  | { readonly state: 'nothing' };

/** Exports of the run on show. */
export interface ExportServices {
  /** Saves the whole record as a file. */
  exportRecord(format: RecordFormat): void;
  /** Saves a picture of the chart or the share card, with the same file name as the record but for the extension. */
  exportPicture(picture: Blob, extension: 'svg' | 'png' | 'card.png'): void;
  copyRecord(format: RecordFormat): Promise<CopyOutcome>;
  /** Copies a link that carries the run's numbers. */
  copyLink(): Promise<CopyOutcome>;
  copyText(text: string): Promise<CopyOutcome>;
}

/** What the visitor can do with the runs of their history. Failures are reported in `history.report`. */
export interface HistoryServices {
  /** Reads the list of runs again, for when it comes into sight. */
  refreshHistory(): Promise<void>;
  /** Shows a run, read-only, in place of the page's own. */
  openRun(id: string): Promise<void>;
  /** The record of a run; `null` if it is gone or cannot be read. */
  loadRun(id: string): Promise<RunRecord | null>;
  renameRun(id: string, name: string): Promise<void>;
  setRunNote(id: string, note: string): Promise<void>;
  /** Deletes a run; `restoreRun` brings it back until `purgeRun`, or until the page is next opened. */
  removeRun(id: string): Promise<void>;
  restoreRun(id: string): Promise<void>;
  purgeRun(id: string): Promise<void>;
  /** Saves what is stored of unreadable runs as one file. */
  saveUnreadableRuns(): Promise<void>;
  /** Deletes unreadable runs for good. */
  removeUnreadableRuns(): Promise<void>;
  /** Saves every run as one file, or as few as an import accepts. */
  exportHistory(): Promise<void>;
  /** Adds the runs of exported files. */
  importRuns(files: readonly File[]): Promise<void>;
  dismissHistoryReport(): void;
}
