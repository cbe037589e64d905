/** A tab of a browser, whichever library drives it. */
export interface Tab {
  /**
   * Opens the address and waits until its document has been read.
   *
   * @throws Error if that takes longer than `timeoutMs`, or if the browser says that there is nothing
   */
  open(address: string, timeoutMs: number): Promise<void>;
  /**
   * Calls the function in the page and waits for what it returns. It knows nothing of this program but its
   * argument, and names no function inside itself: the compiler's helper for those does not exist in the page.
   *
   * @param argument JSON, as what comes back
   * @throws Error with the message of what the function has thrown
   */
  evaluate<A, R>(work: (argument: A) => R, argument: A): Promise<Awaited<R>>;
  close(): Promise<void>;
}

/** What the pages of Playwright and Puppeteer have in common. */
interface LibraryPage {
  goto(
    address: string,
    options: { readonly timeout: number; readonly waitUntil: 'domcontentloaded' },
  ): Promise<unknown>;
  evaluate(work: (argument: unknown) => unknown, argument: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/** A library's page as a tab. */
export const tabOf = (page: LibraryPage): Tab => ({
  open: async (address, timeout) => {
    await page.goto(address, { timeout, waitUntil: 'domcontentloaded' });
  },
  // The library hands the function its argument, and the result back, whatever their types are.
  evaluate: <A, R>(work: (argument: A) => R, argument: A) =>
    page.evaluate(work as (argument: unknown) => unknown, argument) as Promise<Awaited<R>>,
  close: () => page.close(),
});

/** A browser that a command has started. It lasts until it is closed, through Ctrl-C as well. */
export interface DrivenBrowser {
  /** Opens a tab, and with it a new process of the page. Earlier tabs must have been closed. */
  newTab(): Promise<Tab>;
  /** Lets a hosted page reach what this machine serves, where the browser would ask the user first. */
  allowLocalNetwork?(origin: string): Promise<void>;
  close(): Promise<void>;
}

/** How Playwright, Puppeteer and Selenium say that the browser, or the page's process, is gone. */
const endedForms = [
  /has been closed|browser closed|disconnected|(target|page) crashed/i,
  /(target|session|connection) closed|detached frame/i,
  /NoSuch(Window|Session)Error|ECONNREFUSED|ECONNRESET|socket hang up/,
  // WebKitGTK says this, or nothing at all, of a script that was under way.
  /^WebDriverError: (Could not parse script result)?$/,
  // The page that Firefox shows in place of one whose process died is of the browser's own process.
  /not supported for parent process browsing contexts/,
];

export function isOfEndedBrowser(error: unknown): boolean {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return endedForms.some((form) => form.test(text));
}

/** What every engine's driver is told. */
export interface DriverOptions {
  /** The browser's program. */
  readonly path: string;
  readonly headed: boolean;
  /** More flags of the browser itself. */
  readonly args: readonly string[];
  /** The folder that keeps the browser's data; `undefined` for a temporary one. */
  readonly profile: string | undefined;
}
