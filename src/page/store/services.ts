import type { RecordFormat } from '../../core/document/record-formats.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import type { Objection } from '../../core/results/objection.ts';

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
  /** The run does not fit into a link, which has `limit` bytes at most. */
  | { readonly state: 'too-large'; readonly bytes: number; readonly limit: number }
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

/** The run on show as it would be sent to the collection of results. */
export interface Contribution {
  readonly record: RunRecord;
  /** The file: its name, and every character of it. */
  readonly name: string;
  readonly text: string;
  /** Why the collection would not take it; empty if it would. */
  readonly objections: readonly Objection[];
}

/** What the visitor can do with other people's results. */
export interface ResultServices {
  /** Reads the list of results that lies beside the page, into `collection`. */
  readCollection(): Promise<void>;
  /** Shows a run of the collection, read-only, in place of the page's own. */
  openCollected(file: string): Promise<void>;
  /**
   * The run on show as it would be sent; `null` where it has no record.
   *
   * @param label the name to give the device; `''` for none
   */
  prepareContribution(label: string): Promise<Contribution | null>;
  /** Saves a contribution as a file, and copies it. Nothing is sent. */
  saveContribution(contribution: Contribution): Promise<CopyOutcome>;
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
