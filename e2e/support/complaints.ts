import type { BrowserContext } from '@playwright/test';

export interface Complaints {
  /** Uncaught errors and rejections of the pages. */
  readonly uncaught: readonly string[];
  /** What was written with console.error, by the program or by the browser (a failed request, for one). */
  readonly errors: readonly string[];
  /**
   * Console messages that name the Content-Security-Policy. Those of pages only: Chromium tells Playwright
   * what a worker writes to its console, but not what it writes there itself.
   */
  policyBreaches(): readonly string[];
}

/** Collects what a person would find in the console of a context's pages. */
export function watchComplaints(context: BrowserContext): Complaints {
  const uncaught: string[] = [];
  const errors: string[] = [];
  const messages: string[] = [];
  context.on('weberror', (error) => uncaught.push(String(error.error())));
  context.on('console', (message) => {
    messages.push(message.text());
    if (message.type() === 'error') errors.push(message.text());
  });
  return {
    uncaught,
    errors,
    policyBreaches: () => messages.filter((text) => text.includes('Content Security Policy')),
  };
}
