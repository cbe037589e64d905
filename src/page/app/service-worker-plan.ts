/** What decides whether the page uses a service worker. */
export interface PageSituation {
  /** Whether the browser offers service workers here: not over plain http, nor in some private windows. */
  readonly hasServiceWorkers: boolean;
  /** Whether the page is shown inside another one. */
  readonly isFramed: boolean;
  readonly isIsolated: boolean;
  /** Whether a service worker answers the page's requests already. */
  readonly isControlled: boolean;
  /** Whether the page comes from this machine. */
  readonly isLoopback: boolean;
  /** Whether the page was reloaded for isolation before, or cannot remember it. */
  readonly hasReloaded: boolean;
}

export interface ServiceWorkerPlan {
  readonly registers: boolean;
  /** Whether the page is to be reloaded once, so that it is isolated. */
  readonly isolates: boolean;
}

/**
 * A server on this machine that sends the headers needs no help, and a service worker would outlive it and
 * answer for the next page on its port. In a frame, only the page around it could allow isolation.
 */
export function serviceWorkerPlan(situation: PageSituation): ServiceWorkerPlan {
  const { hasServiceWorkers, isFramed, isIsolated, isControlled, isLoopback, hasReloaded } = situation;
  const registers = hasServiceWorkers && (!isLoopback || !isIsolated || isControlled);
  return { registers, isolates: registers && !isIsolated && !isFramed && !hasReloaded };
}
