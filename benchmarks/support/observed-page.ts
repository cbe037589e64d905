/** What page-observer.js records. Times are in ms of the page's clock. */
export interface Observed {
  readonly times: { readonly pressed?: number; readonly [name: string]: number | undefined };
  readonly longTasks: readonly number[];
}

declare global {
  var pageObserver: Observed;
}
