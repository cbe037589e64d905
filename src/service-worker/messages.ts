/** What the page tells its service worker. */
export type ToServiceWorker =
  /** Take the place of the version before, which the page is about to leave. */
  | { readonly type: 'take-over' }
  /** Keep what the page has used so far. The message's port gets an answer once all of it is kept. */
  | {
      readonly type: 'keep';
      /** Addresses of what was loaded before the service worker was there. */
      readonly used: readonly string[];
      /** Also the build of the runtime that this browser uses, some MB. */
      readonly withRuntime: boolean;
    };
