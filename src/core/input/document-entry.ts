/** One document as a file or the page gives it; with a query of its own it is scored with that instead of the common one. */
export interface DocumentEntry {
  readonly text: string;
  readonly query?: string;
}
