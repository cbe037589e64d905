import type { RunRecord } from '../../core/document/run-record.ts';

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
  /** Saves every run as one file. */
  exportHistory(): Promise<void>;
  /** Adds the runs of files that were exported, of one run or of many. */
  importRuns(files: readonly File[]): Promise<void>;
  dismissHistoryReport(): void;
}
