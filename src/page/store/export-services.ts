/** `csv` is the sweep's table where the run has one, `loadCsv` that of its load tests. */
export const recordFormats = ['json', 'csv', 'loadCsv', 'markdown'] as const;
export type RecordFormat = (typeof recordFormats)[number];

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
