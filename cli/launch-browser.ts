import packageJson from '../package.json' with { type: 'json' };
import { type Browser, findBrowser } from '../scripts/browser.ts';
import {
  type BrowserName,
  browserNameOf,
  browserNames,
  type Engine,
  engineOf,
  isBrowserName,
} from '../scripts/browser-names.ts';
import { findFirefox } from '../scripts/firefox.ts';
import { isFile, NoProgramThere } from '../scripts/program-places.ts';
import { findMiniBrowser, findWebKitDriver, findXvfb } from '../scripts/webkit.ts';
import type { BrowserOptions } from './browser-options.ts';
import { CommandError, firstLine, Problem } from './command-error.ts';
import type { WebKitPrograms } from './drive-webkit.ts';
import type { DrivenBrowser, DriverOptions } from './driven-browser.ts';

/** Starts the browser that the flags ask for, or connects to a remote one. */
export async function launchBrowser(options: BrowserOptions): Promise<DrivenBrowser> {
  return options.connect === undefined ? launchHere(options) : connect(options.connect);
}

/** @throws CommandError saying why there is no browser, in one line */
async function launchHere({
  browser: wanted,
  headed = false,
  browserArg: args = [],
  profile,
}: BrowserOptions): Promise<DrivenBrowser> {
  if (headed && process.platform === 'linux' && !isScreenThere()) {
    throw new Problem(({ say }) => say('problem.browser.nothingToShowOn'));
  }
  const browser = chooseBrowser(wanted);
  const options = { path: browser.path, headed, args, profile };
  try {
    return await launchEngine(browser, options);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const values = { path: browser.path, reason: firstLine(error) };
    throw new CommandError(({ say }) => {
      if (browser.name === 'safari') return say('problem.browser.safariNotStarted', values);
      return isProfileInUse(error)
        ? say('problem.browser.profileInUse', values)
        : say('problem.browser.notStarted', values);
    });
  }
}

interface ChosenBrowser extends Browser {
  readonly name: BrowserName;
}

/** Loads only the library that drives this browser: each takes a while, and few need more than one. */
async function launchEngine(browser: ChosenBrowser, options: DriverOptions): Promise<DrivenBrowser> {
  const engine = engineOf(browser.name);
  switch (engine) {
    case 'chromium':
      return (await import('./drive-chromium.ts')).driveChromium(browser, options);
    case 'firefox':
      return (await import('./drive-firefox.ts')).driveFirefox(options);
    case 'webkit': {
      const programs = webKitPrograms(options.headed);
      return (await webDriver(engine)).driveWebKit(options, programs);
    }
    case 'safari':
      return (await webDriver(engine)).driveSafari();
    default:
      return engine satisfies never;
  }
}

/** @throws CommandError if Selenium is missing, which the packed package leaves to those who need it */
async function webDriver(browser: Engine): Promise<typeof import('./drive-webkit.ts')> {
  try {
    return await import('./drive-webkit.ts');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    const missing = `selenium-webdriver@${packageJson.devDependencies['selenium-webdriver']}`;
    throw new CommandError(({ say }) => say('problem.browser.noDriver', { browser, missing }));
  }
}

/** Such errors quote the browser's last output, which says whether the profile is in use. */
const isProfileInUse = (error: unknown): boolean =>
  /SingletonLock|ProcessSingleton|existing browser session|is already running/i.test(String(error));

async function connect(endpoint: string): Promise<DrivenBrowser> {
  const { connectToChromium } = await import('./drive-chromium.ts');
  try {
    return await connectToChromium(endpoint);
  } catch (error) {
    throw new CommandError(({ say }) =>
      say('problem.browser.noneRemote', { address: endpoint, reason: firstLine(error) }),
    );
  }
}

/**
 * Finds the browser to start.
 *
 * @throws Problem if the named browser does not exist
 * @throws CommandError if no browser is found
 */
function chooseBrowser(wanted: string | undefined): ChosenBrowser {
  if (wanted !== undefined && !isBrowserName(wanted)) {
    if (isFile(wanted)) {
      return { path: wanted, source: 'CHROMIUM_PATH', name: browserNameOf(wanted) };
    }
    const values = { path: wanted, names: browserNames.join(', ') };
    throw new Problem(({ say }) => say('problem.browser.noProgram', values));
  }
  try {
    return findNamed(wanted);
  } catch (error) {
    if (!(error instanceof NoProgramThere)) throw error;
    const { path, variable } = error;
    throw new Problem(({ say }) => say('problem.browser.badPath', { path, variable }));
  }
}

/**
 * @throws CommandError saying how to get the browser, if it is not found
 * @throws NoProgramThere if a variable names a program that does not exist
 */
function findNamed(name: BrowserName | undefined): ChosenBrowser {
  switch (name) {
    case 'firefox': {
      const path = findFirefox();
      if (path !== undefined) return { path, source: 'installed', name };
      throw new CommandError(({ say }) => say('problem.browser.noFirefox'));
    }
    case 'webkit': {
      const path = process.platform === 'linux' ? findMiniBrowser() : undefined;
      if (path !== undefined) return { path, source: 'installed', name };
      throw noWebKit();
    }
    case 'safari': {
      if (process.platform === 'darwin') return { path: '/usr/bin/safaridriver', source: 'installed', name };
      throw new CommandError(({ say }) => say('problem.browser.noSafari'));
    }
    default: {
      const found = findBrowser(name);
      if (found !== undefined) return { ...found, name: name ?? 'chromium' };
      throw new CommandError(({ say }) =>
        name === undefined ? say('problem.browser.none') : say('problem.browser.noneNamed', { name }),
      );
    }
  }
}

const noWebKit = () => new CommandError(({ say }) => say('problem.browser.noWebKit'));

/** Whether a window on Linux has somewhere to be shown. */
const isScreenThere = (): boolean =>
  [process.env.DISPLAY, process.env.WAYLAND_DISPLAY].some((name) => name !== undefined && name !== '');

/**
 * @param headed whether the window is to be seen, on the screen that is there
 * @throws CommandError naming what to install, if the driver is missing, or both a screen and Xvfb are
 */
function webKitPrograms(headed: boolean): WebKitPrograms {
  const driver = findWebKitDriver();
  if (driver === undefined) throw noWebKit();
  if (headed) return { driver, screen: undefined };
  const screen = findXvfb();
  if (screen === undefined && !isScreenThere()) {
    throw new CommandError(({ say }) => say('problem.browser.noScreen'));
  }
  return { driver, screen };
}
