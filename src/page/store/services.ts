import type { RecordFormat } from '../../core/document/record-formats.ts';
import type { RunRecord } from '../../core/document/run-record.ts';

/** What the visitor can do with models of their own disk and with those that the browser keeps. */
export interface DownloadServices {
  /**
   * Takes in a folder with a model and chooses that model; what is wrong with it is told in `folderReport`.
   */
  openFolder(files: readonly File[]): Promise<void>;
  /** Brings the list of kept models up to date, for when it comes into sight. */
  refreshModelCache(): Promise<void>;
  /** Deletes what the browser keeps of a model, by the id that the list gives it. */
  deleteCachedModel(id: string): Promise<void>;
  deleteAllCachedModels(): Promise<void>;
}

/** What became of a text that should have gone to the clipboard. */
export type CopyOutcome =
  | { readonly state: 'copied' }
  /** The browser does not let the page write to the clipboard; here is the text, to be copied by hand. */
  | { readonly state: 'refused'; readonly text: string }
  /** The run does not fit into a link. */
  | { readonly state: 'too-large'; readonly bytes: number }
  /** There is no run to copy. */
  | { readonly state: 'nothing' };

/** Ways out of the page for the run on show. */
export interface ExportServices {
  /** Saves the whole record as a file. */
  exportRecord(format: RecordFormat): void;
  /** Saves a picture of the chart, named as the record's files are. */
  exportPicture(picture: Blob, extension: 'svg' | 'png'): void;
  copyRecord(format: RecordFormat): Promise<CopyOutcome>;
  /** Copies an address that carries the run's numbers. */
  copyLink(): Promise<CopyOutcome>;
  copyText(text: string): Promise<CopyOutcome>;
}

/** What the visitor can do with the runs of their history. What goes wrong is told in `history.report`. */
export interface HistoryServices {
  /** Brings the list of runs up to date, for when it comes into sight. */
  refreshHistory(): Promise<void>;
  /** Shows a run, read-only, in place of the page's own. */
  openRun(id: string): Promise<void>;
  /** The record of a run; `null` where it is gone or cannot be read. */
  loadRun(id: string): Promise<RunRecord | null>;
  renameRun(id: string, name: string): Promise<void>;
  setRunNote(id: string, note: string): Promise<void>;
  /** Deletes a run; `restoreRun` brings it back until `purgeRun`, or until the page is next opened. */
  removeRun(id: string): Promise<void>;
  restoreRun(id: string): Promise<void>;
  purgeRun(id: string): Promise<void>;
  /** Saves what is stored of the runs that cannot be read as one file. */
  saveUnreadableRuns(): Promise<void>;
  /** Deletes the runs that cannot be read, for good. */
  removeUnreadableRuns(): Promise<void>;
  /** Saves every run as one file. */
  exportHistory(): Promise<void>;
  /** Adds the runs of files that were exported, of one run or of many. */
  importRuns(files: readonly File[]): Promise<void>;
  dismissHistoryReport(): void;
}
