import type { Pair } from '../src/core/rerank/pair.ts';
import type { PageApi, PageProgress } from '../src/page/app/page-api-types.ts';
import { BrowserEnded, CommandError, firstLine, Problem } from './command-error.ts';
import { isOfEndedBrowser, type Tab } from './driven-browser.ts';
import type { SettingTexts } from './setting-flags.ts';

export type PageRanking = Awaited<ReturnType<PageApi['rank']>>;

/** Longest wait for the page to open, in ms. A hosted page may be far away. */
const openMs = 60_000;

/** The open page. It is controlled only through `globalThis.rerankBench`. */
export class DrivenPage {
  readonly #tab: Tab;

  private constructor(tab: Tab) {
    this.#tab = tab;
  }

  /**
   * @param sample the sample set that the page starts with
   * @throws CommandError if there is no such page at the address
   */
  static async open(tab: Tab, address: string, sample: string): Promise<DrivenPage> {
    const url = new URL(address);
    url.searchParams.set('sample', sample);
    try {
      await tab.open(url.href, openMs);
    } catch (error) {
      throw new CommandError(({ say }) =>
        say('problem.page.notOpened', { address, reason: firstLine(error) }),
      );
    }
    try {
      await untilThere(tab);
      await untilIsolated(tab);
      await untilThere(tab);
      await tab.evaluate(() => rerankBench.ready, null);
    } catch (error) {
      throw closedOr(
        error,
        new CommandError(({ say }) => say('problem.page.another', { address, reason: firstLine(error) })),
      );
    }
    return new DrivenPage(tab);
  }

  /** @throws Problem if the page refuses a setting, as a page of another version may */
  async configure(settings: SettingTexts): Promise<void> {
    try {
      await this.#tab.evaluate((texts) => rerankBench.configure(texts) && null, settings);
    } catch (error) {
      throw closedOr(
        error,
        new Problem(({ say }) => say('problem.page.refusesSettings', { reason: firstLine(error) })),
      );
    }
  }

  async setInput(pairs: readonly Pair[]): Promise<void> {
    await this.#evaluate(() => this.#tab.evaluate((all) => rerankBench.setInput(all), pairs));
  }

  /**
   * Runs a sweep.
   *
   * @returns the run record, or the key of the failure
   */
  async run(): Promise<PageAnswer<unknown>> {
    return this.#recordOf('run');
  }

  /**
   * Runs a load test.
   *
   * @returns the run record, or the key of the failure
   */
  async loadTest(): Promise<PageAnswer<unknown>> {
    return this.#recordOf('loadTest');
  }

  async #recordOf(what: 'run' | 'loadTest'): Promise<PageAnswer<unknown>> {
    const json = await this.#evaluate(() =>
      this.#tab.evaluate(
        (method) =>
          rerankBench[method]().then(
            (record) => JSON.stringify({ ok: true, value: record }),
            (error) =>
              JSON.stringify({
                ok: false,
                key: error.code ?? error.message,
                detail: String(error.cause ?? ''),
              }),
          ),
        what,
      ),
    );
    return JSON.parse(json);
  }

  async rank(batchSize: number | undefined): Promise<PageAnswer<PageRanking>> {
    return this.#evaluate(() =>
      this.#tab.evaluate(
        (options) =>
          rerankBench.rank(options).then(
            (value) => ({ ok: true as const, value }),
            (error) => ({
              ok: false as const,
              key: String(error.code ?? error.message),
              detail: String(error.cause ?? ''),
            }),
          ),
        batchSize === undefined ? {} : { batchSize },
      ),
    );
  }

  async stop(): Promise<void> {
    await this.#evaluate(() => this.#tab.evaluate(() => rerankBench.stop(), null));
  }

  async progress(): Promise<PageProgress | null> {
    return this.#tab.evaluate(() => rerankBench.progress(), null);
  }

  /**
   * The record that the current run would leave if it were interrupted now, as JSON. `null` before the first
   * sample, and if the page's version does not offer it.
   */
  async recordSoFar(): Promise<string | null> {
    return this.#tab.evaluate(() => {
      const record = rerankBench.recordSoFar?.() ?? null;
      return record === null ? null : JSON.stringify(record);
    }, null);
  }

  /** The share card of the page's run as a PNG; `null` if there is nothing to recommend. */
  async shareCard(theme: 'light' | 'dark'): Promise<Buffer | null> {
    const base64 = await this.#evaluate(() =>
      this.#tab.evaluate(async (wanted) => {
        const card = await rerankBench.shareCard(wanted);
        if (card === null) return null;
        const bytes = new Uint8Array(await card.arrayBuffer());
        return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
      }, theme),
    );
    return base64 === null ? null : Buffer.from(base64, 'base64');
  }

  async close(): Promise<void> {
    await this.#tab.close();
  }

  async #evaluate<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (isOfLostPage(error)) throw new BrowserEnded();
      throw closedOr(
        error,
        new CommandError(({ say }) => say('problem.page.failed', { reason: firstLine(error) })),
      );
    }
  }
}

/** The page's answer to a request for a result. `key` names the failure. */
export type PageAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly key: string; readonly detail: string };

/**
 * Whether another page has taken the place of the one that was open. Firefox calls a function again there if the
 * page's process died while it was under way.
 */
const isOfLostPage = (error: unknown): boolean =>
  /rerankBench is not defined|^page-left$/.test(error instanceof Error ? error.message : String(error));

function closedOr(error: unknown, otherwise: Error): Error {
  return isOfEndedBrowser(error) ? new BrowserEnded() : otherwise;
}

/** Longest wait for a page to isolate itself, in ms. Its service worker has to be installed first. */
const isolateMs = 20_000;

/**
 * Waits until the page is isolated. One whose host sends no headers loads itself again for that, which would end
 * what was begun. It goes on without where it cannot be had.
 *
 * @throws Error if the browser has ended
 */
async function untilIsolated(tab: Tab): Promise<void> {
  for (const end = performance.now() + isolateMs; performance.now() < end; ) {
    try {
      if (await tab.evaluate(() => crossOriginIsolated || !('serviceWorker' in navigator), null)) return;
    } catch (error) {
      if (isOfEndedBrowser(error)) throw error;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/**
 * Waits until the page's script runs. A page that isolates itself is loaded twice, so an answer may be lost.
 *
 * @throws Error if it does not within `openMs`
 */
async function untilThere(tab: Tab): Promise<void> {
  for (const end = performance.now() + openMs; performance.now() < end; ) {
    try {
      if (await tab.evaluate(() => 'rerankBench' in globalThis, null)) return;
    } catch (error) {
      if (isOfEndedBrowser(error)) throw error;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('globalThis.rerankBench: timeout');
}
