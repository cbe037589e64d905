import { type BrowserContext, chromium, type LaunchOptions } from 'playwright-core';
import { type Browser, canUseSandbox } from '../scripts/browser.ts';
import { type DrivenBrowser, type DriverOptions, tabOf } from './driven-browser.ts';

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

/** Starts Chromium, Chrome or Edge through Playwright. */
export async function driveChromium(
  browser: Browser,
  { headed, args, profile = '' }: DriverOptions,
): Promise<DrivenBrowser> {
  // A persistent profile: a private window would keep a model's files in memory. An empty name makes a
  // temporary folder.
  const context = await chromium.launchPersistentContext(profile, {
    ...ownSignals,
    executablePath: browser.path,
    chromiumSandbox: canUseSandbox(browser),
    headless: !headed,
    args: [...browserArgs, ...args],
  });
  return drivenContext(context, () => context.close());
}

/** Connects to a browser that Playwright has started elsewhere. */
export async function connectToChromium(endpoint: string): Promise<DrivenBrowser> {
  const browser = await chromium.connect(endpoint, {
    // Lets a browser on another machine reach the page and the model folder that are served here.
    exposeNetwork: '127.0.0.1',
    // Only `npx playwright run-server` heeds this, since it starts a browser for each connection.
    headers: { 'x-playwright-launch-options': JSON.stringify({ args: browserArgs }) },
    timeout: 30_000,
  });
  return drivenContext(await browser.newContext(), () => browser.close());
}

/** @param close ends what the context belongs to */
export const drivenContext = (context: BrowserContext, close: () => Promise<void>): DrivenBrowser => ({
  newTab: async () => tabOf(await context.newPage()),
  // Browsers that do not know this permission never ask.
  allowLocalNetwork: (origin) =>
    context.grantPermissions(['local-network-access'], { origin }).catch(() => {}),
  close,
});
