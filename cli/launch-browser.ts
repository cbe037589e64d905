import { statSync } from 'node:fs';
import { type BrowserContext, chromium, type LaunchOptions } from '@playwright/test';
import { type Browser, canUseSandbox, findBrowser, NoProgramThere } from '../scripts/browser.ts';
import { type BrowserName, browserNames } from '../scripts/browser-names.ts';
import type { BrowserOptions } from './browser-options.ts';
import { CommandError, firstLine, Problem } from './command-error.ts';

export interface LaunchedBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/**
 * A software adapter may be found, but none is forced: what the machine has is what is measured. The rest
 * keeps a browser that is there to measure from talking to its maker.
 */
const browserArgs = [
  '--enable-unsafe-webgpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Signals are this program's own affair: a browser that ended at once would take what was measured with it.
 */
const ownSignals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false } satisfies LaunchOptions;

/** Starts the browser that the flags ask for, or connects to a remote one. */
export async function launchBrowser(options: BrowserOptions): Promise<LaunchedBrowser> {
  return options.connect === undefined ? launchHere(options) : connect(options.connect);
}

async function launchHere({
  browser: wanted,
  headed = false,
  browserArg = [],
  profile = '',
}: BrowserOptions): Promise<LaunchedBrowser> {
  const browser = chooseBrowser(wanted);
  try {
    // A profile of its own, and not a private window: there a model's files would be kept in memory. Without
    // a name it is a temporary folder.
    const context = await chromium.launchPersistentContext(profile, {
      ...ownSignals,
      executablePath: browser.path,
      chromiumSandbox: canUseSandbox(browser),
      headless: !headed,
      args: [...browserArgs, ...browserArg],
    });
    return { context, close: () => context.close() };
  } catch (error) {
    throw new CommandError(({ say }) =>
      isProfileInUse(error)
        ? say('problem.browser.profileInUse', { path: browser.path })
        : say('problem.browser.notStarted', { path: browser.path, reason: firstLine(error) }),
    );
  }
}

/** Chromium's own last words, where Playwright passes them on, tell more than that it closed. */
const isProfileInUse = (error: unknown): boolean =>
  /SingletonLock|ProcessSingleton|existing browser session/i.test(String(error));

async function connect(endpoint: string): Promise<LaunchedBrowser> {
  try {
    const browser = await chromium.connect(endpoint, {
      // Lets a browser on another machine reach the page and the model's folder that are served here.
      exposeNetwork: '127.0.0.1',
      // Heeded by a server that starts a browser for each connection (`npx playwright run-server`).
      headers: { 'x-playwright-launch-options': JSON.stringify({ args: browserArgs }) },
      timeout: 30_000,
    });
    const context = await browser.newContext();
    return { context, close: () => browser.close() };
  } catch (error) {
    throw new CommandError(({ say }) =>
      say('problem.browser.noneRemote', { address: endpoint, reason: firstLine(error) }),
    );
  }
}

const isBrowserName = (text: string): text is BrowserName => browserNames.some((name) => name === text);

/**
 * The browser to start.
 *
 * @throws Problem where one is named that is not there; CommandError where there is none at all
 */
function chooseBrowser(wanted: string | undefined): Browser {
  if (wanted !== undefined && !isBrowserName(wanted)) {
    if (statSync(wanted, { throwIfNoEntry: false })?.isFile())
      return { path: wanted, source: 'CHROMIUM_PATH' };
    const values = { path: wanted, names: browserNames.join(', ') };
    throw new Problem(({ say }) => say('problem.browser.noProgram', values));
  }
  const found = findNamed(wanted);
  if (found !== undefined) return found;
  throw new CommandError(({ say }) =>
    wanted === undefined ? say('problem.browser.none') : say('problem.browser.noneNamed', { name: wanted }),
  );
}

/** @throws Problem where `CHROMIUM_PATH` names nothing */
function findNamed(name: BrowserName | undefined): Browser | undefined {
  try {
    return findBrowser(name);
  } catch (error) {
    if (!(error instanceof NoProgramThere)) throw error;
    throw new Problem(({ say }) => say('problem.browser.badPath', { path: error.path }));
  }
}
