import { statSync } from 'node:fs';
import { type BrowserContext, chromium, type LaunchOptions } from 'playwright-core';
import { type Browser, canUseSandbox, findBrowser, NoProgramThere } from '../scripts/browser.ts';
import { type BrowserName, browserNames } from '../scripts/browser-names.ts';
import type { BrowserOptions } from './browser-options.ts';
import { CommandError, firstLine, Problem } from './command-error.ts';

export interface LaunchedBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/**
 * `--enable-unsafe-webgpu` allows a software adapter but forces none: what is measured is what the machine
 * has. The other flags stop the browser's background traffic.
 */
const browserArgs = [
  '--enable-unsafe-webgpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** This program handles the signals itself. A browser that ended on Ctrl-C would take the results with it. */
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
    // A persistent profile: a private window would keep a model's files in memory. An empty name makes a
    // temporary folder.
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

/** Playwright's error may quote Chromium's last output, which says whether the profile is in use. */
const isProfileInUse = (error: unknown): boolean =>
  /SingletonLock|ProcessSingleton|existing browser session/i.test(String(error));

async function connect(endpoint: string): Promise<LaunchedBrowser> {
  try {
    const browser = await chromium.connect(endpoint, {
      // Lets a browser on another machine reach the page and the model folder that are served here.
      exposeNetwork: '127.0.0.1',
      // Only `npx playwright run-server` heeds this, since it starts a browser for each connection.
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
 * Finds the browser to start.
 *
 * @throws Problem if the named browser does not exist
 * @throws CommandError if no browser is found
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

/** @throws Problem if `CHROMIUM_PATH` does not name a program */
function findNamed(name: BrowserName | undefined): Browser | undefined {
  try {
    return findBrowser(name);
  } catch (error) {
    if (!(error instanceof NoProgramThere)) throw error;
    throw new Problem(({ say }) => say('problem.browser.badPath', { path: error.path }));
  }
}
