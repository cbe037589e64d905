import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base, chromium, expect } from '@playwright/test';
import { drivenContext } from '../../cli/drive-chromium.ts';
import type { DrivenBrowser, Tab } from '../../cli/driven-browser.ts';
import { launchBrowser } from '../../cli/launch-browser.ts';
import { canUseSandbox, requireBrowser } from '../../scripts/browser.ts';
import type { Engine } from '../../scripts/browser-names.ts';
import { isTestedEngine, missingPackages } from '../../scripts/browsers.ts';
import { createStaticServer, type StaticServer } from '../../server/static-server.ts';
import { watchdogRule } from '../../src/core/bench/watchdog.ts';
// For the type of `globalThis.rerankBench`.
import { type RunRecord, runRecordSchema } from '../../src/core/document/run-record.ts';
import type {} from '../../src/page/app/page-api.ts';
import { words } from '../support/words.ts';

const root = join(import.meta.dirname, '..', '..');
/** The folder of the built page. */
export const dist = resolve(root, process.env.RERANK_BENCH_DIST ?? 'dist');

/** A worker that is silent while it starts is started once more. In Firefox that happens on a busy machine. */
const patienceMs = watchdogRule.startMs + watchdogRule.graceMs + 40_000;

/** Someone at the page in any browser, who finds controls by role and name. */
export class Visitor {
  readonly #tab: Tab;
  readonly #address: string;

  constructor(tab: Tab, address: string) {
    this.#tab = tab;
    this.#address = address;
  }

  /** Runs a function in the page. It names no function inside itself. */
  evaluate<A, R>(work: (argument: A) => R, argument: A): Promise<Awaited<R>> {
    return this.#tab.evaluate(work, argument);
  }

  /**
   * Opens the page and waits until it is ready.
   *
   * @param rest what follows the page's address
   */
  async open(rest: string): Promise<void> {
    await this.visit(this.#address + rest);
    await this.ready();
  }

  /** Opens a page, and does not wait until it is ready. */
  async visit(address: string): Promise<void> {
    await this.#tab.open(address, 60_000);
  }

  async ready(): Promise<void> {
    await expect.poll(() => this.#ask(() => 'rerankBench' in globalThis)).toBe(true);
    await this.evaluate(() => rerankBench.ready, null);
  }

  async reload(): Promise<void> {
    // The page may be gone before it has answered.
    await this.#ask(() => {
      document.documentElement.dataset.before = 'reload';
      location.reload();
    });
    await expect.poll(() => this.#ask(() => document.documentElement.dataset.before ?? '')).toBe('');
    await this.ready();
  }

  /** Asks a page that may be changing to the next. */
  #ask<R>(work: () => R): Promise<Awaited<R> | null> {
    return this.evaluate(work, null).catch(() => null);
  }

  /** Presses a control as soon as it is there, enabled and not covered. */
  async press(name: string, role: 'button' | 'tab' | 'menuitem' = 'button'): Promise<void> {
    const press = () =>
      this.evaluate(
        (wanted) => {
          const control = [...document.querySelectorAll<HTMLElement>(wanted.selector)].find(
            (one) =>
              one.closest('[inert]') === null &&
              (one.getAttribute('aria-label') ?? one.textContent ?? '').trim() === wanted.name,
          );
          if (control === undefined) return 'missing';
          if (control.matches(':disabled, [data-disabled]')) return 'disabled';
          control.scrollIntoView({ block: 'center' });
          const { left, top, width, height } = control.getBoundingClientRect();
          const hit = document.elementFromPoint(left + width / 2, top + height / 2);
          if (hit === null || !control.contains(hit)) return 'covered';
          control.click();
          return 'pressed';
        },
        { name, selector: role === 'button' ? 'button:not([role])' : `[role="${role}"]` },
      );
    await expect.poll(press, name).toBe('pressed');
  }

  /** The texts of all parts of the page with this test id. */
  texts(testId: string): Promise<string[]> {
    return this.evaluate(
      (id) =>
        [...document.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)].map(
          ({ innerText }) => innerText,
        ),
      testId,
    );
  }

  async expectRunState(state: string): Promise<void> {
    const found = () => this.evaluate(() => document.documentElement.dataset.runState, null);
    await expect.poll(found, { timeout: patienceMs }).toBe(state);
  }

  /** The last run's record, checked against its schema. */
  async record(): Promise<RunRecord> {
    return runRecordSchema.parse(
      JSON.parse(await this.evaluate(() => JSON.stringify(rerankBench.getRecord()), null)),
    );
  }

  /** Ranks in the tab for it, and gives the documents in their order, best first. */
  async rank(): Promise<string[]> {
    await this.press(words.tabs.ranking, 'tab');
    await this.press(words.actions.rank);
    await expect.poll(() => this.texts('ranking-row'), { timeout: patienceMs }).not.toEqual([]);
    // The scores are checked after they are shown.
    await expect.poll(() => this.evaluate(() => rerankBench.progress(), null)).toBe(null);
    return this.texts('ranking-row');
  }
}

export interface EngineOption {
  /** The engine that a project tests. */
  readonly engine: Exclude<Engine, 'safari'>;
}

interface WorkerFixtures extends EngineOption {
  readonly site: StaticServer;
  /** Where the browser puts what the page saves. */
  readonly downloads: string;
  readonly browserOfEngine: DrivenBrowser;
  readonly visitor: Visitor;
}

/** Starts Chromium as the command line does, but lets Playwright hand downloads over. */
async function startChromium(downloads: string): Promise<DrivenBrowser> {
  const browser = requireBrowser();
  const context = await chromium.launchPersistentContext('', {
    executablePath: browser.path,
    chromiumSandbox: canUseSandbox(browser),
  });
  context.on('page', (page) =>
    page.on('download', async (download) => {
      const path = join(downloads, download.suggestedFilename());
      await download.saveAs(`${path}.part`);
      await rename(`${path}.part`, path);
    }),
  );
  return drivenContext(context, () => context.close());
}

/** One browser and one tab for all tests of a file: starting another would take longer than most of them. */
export const test = base.extend<object, WorkerFixtures>({
  engine: ['chromium', { option: true, scope: 'worker' }],

  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      if (!existsSync(join(dist, 'index.html'))) throw new Error(`No page in ${dist}: npm run build`);
      const site = await createStaticServer({ root: dist });
      await use(site);
      await site.close().catch(() => {});
    },
    { scope: 'worker' },
  ],

  downloads: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'rerank-bench-downloads-'));
      const downloads = join(folder, 'downloads');
      await mkdir(downloads);
      // Browsers on Linux ask this file for the folder of downloads.
      await writeFile(join(folder, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
      process.env.XDG_CONFIG_HOME = folder;
      await use(downloads);
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  browserOfEngine: [
    async ({ engine, downloads }, use) => {
      const browser =
        engine === 'chromium' ? await startChromium(downloads) : await launchBrowser({ browser: engine });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  visitor: [
    async ({ browserOfEngine, site }, use) => use(new Visitor(await browserOfEngine.newTab(), site.url)),
    { scope: 'worker' },
  ],
});

/** Skips the tests of an engine that is not there, and says why. */
export const skipWithoutEngine = (): void =>
  test.beforeAll(({ engine }) => {
    const missing = isTestedEngine(engine) ? missingPackages(engine) : [];
    test.skip(missing.length > 0, `${engine} needs ${missing.join(' and ')}: npm run browsers`);
  });

/** Waits for the one file that the browser has saved, and removes it. */
export async function savedFile(downloads: string): Promise<{ name: string; text: string }> {
  const finished = async () => {
    const names = await readdir(downloads);
    // Browsers write to another name first.
    return names.length === 1 && !/\.(part|wkdownload|crdownload)$/.test(names[0] ?? '')
      ? names[0]
      : undefined;
  };
  await expect.poll(finished).toBeDefined();
  const name = (await finished()) ?? '';
  const text = await readFile(join(downloads, name), 'utf8');
  await rm(join(downloads, name));
  return { name, text };
}

export { expect };
