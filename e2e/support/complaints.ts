import type { BrowserContext } from '@playwright/test';

export interface Complaints {
  /** Uncaught errors and rejections in the pages. */
  readonly uncaught: readonly string[];
  /** Messages of console.error, written by the program or by the browser (as for a failed request). */
  readonly errors: readonly string[];
  /**
   * Console messages that name the Content-Security-Policy. Only those of pages: Chromium tells Playwright
   * what a worker's code writes to the console, but not what the browser itself writes there.
   */
  policyBreaches(): readonly string[];
}

/** Collects what a person would find in the consoles of a context's pages. */
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
