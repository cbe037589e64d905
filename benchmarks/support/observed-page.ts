export type PagePhase = 'opening' | 'run' | 'end';

/** What page-observer.js records. Times are in ms of the page's clock. */
export interface Observed {
  readonly times: { readonly pressed?: number; readonly [name: string]: number | undefined };
  /** Tasks of the main thread over 50 ms. */
  readonly longTasks: readonly { readonly phase: PagePhase; readonly ms: number }[];
  /** Shifts of the layout that the visitor did not cause, with the names of what moved. */
  readonly shifts: readonly {
    readonly phase: PagePhase;
    readonly value: number;
    readonly moved: readonly string[];
  }[];
}

declare global {
  var pageObserver: Observed;
}
