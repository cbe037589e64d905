import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { browserNameOf, type ChromiumName } from './browser-names.ts';
import { canInstall, installPackages, updatePackageLists } from './debian-packages.ts';
import { isFile, NoProgramThere, type ProgramNames, starts, usualPlaces } from './program-places.ts';

export interface Browser {
  readonly path: string;
  /** How it was found. Playwright's own download lacks what Chromium's sandbox needs on Linux. */
  readonly source: 'CHROMIUM_PATH' | 'installed' | 'playwright';
}

const chromiums: ProgramNames = {
  mac: [['Google Chrome'], ['Chromium'], ['Microsoft Edge']],
  windows: [
    ['Google', 'Chrome', 'Application', 'chrome.exe'],
    ['Chromium', 'Application', 'chrome.exe'],
    ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ],
  linux: [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ],
};

/**
 * Finds the browser for tests and for the command line: the one named by `CHROMIUM_PATH`, else an installed
 * Chromium, Chrome or Edge, else the one that Playwright has downloaded.
 *
 * @param name finds only this browser. `CHROMIUM_PATH` and Playwright's download count as `chromium`.
 * @returns `undefined` if there is none
 * @throws NoProgramThere if `CHROMIUM_PATH` names no file, so that a misspelt path is not ignored
 */
export function findBrowser(name?: ChromiumName): Browser | undefined {
  const isWanted = (found: string) => name === undefined || name === found;
  const wanted = process.env.CHROMIUM_PATH;
  if (isWanted('chromium') && wanted !== undefined && wanted !== '') {
    if (isFile(wanted)) return { path: wanted, source: 'CHROMIUM_PATH' };
    throw new NoProgramThere('CHROMIUM_PATH', wanted);
  }
  const installed = usualPlaces(chromiums).find(
    (path) => isWanted(browserNameOf(path)) && existsSync(path) && starts(path),
  );
  if (installed !== undefined) return { path: installed, source: 'installed' };
  if (!isWanted('chromium')) return undefined;
  const downloaded = chromium.executablePath();
  return existsSync(downloaded) ? { path: downloaded, source: 'playwright' } : undefined;
}

/** @throws Error saying how to get a browser, if there is none */
export function requireBrowser(): Browser {
  const browser = findBrowser();
  if (browser !== undefined) return browser;
  throw new Error(
    'No Chromium, Chrome or Edge was found. Install one, or run `npx playwright install chromium`, ' +
      "or set CHROMIUM_PATH to a browser's program.",
  );
}

/**
 * Whether Chromium's sandbox can be used. On Linux root cannot use it. Playwright's download cannot use it on
 * many distributions either, since it may not create user namespaces there.
 */
export function canUseSandbox({ source }: Browser): boolean {
  return process.platform !== 'linux' || (process.getuid?.() !== 0 && source !== 'playwright');
}

/**
 * Finds a browser, or installs one.
 *
 * @throws Error saying how to get a browser, if that failed
 */
function ensureBrowser(): Browser {
  const found = findBrowser();
  if (found !== undefined) return found;
  console.error('There is no Chromium, Chrome or Edge here; installing Chromium …');
  if (canInstall() && updatePackageLists()) {
    // Root cannot use the sandbox.
    installPackages(process.getuid?.() === 0 ? ['chromium'] : ['chromium', 'chromium-sandbox']);
  }
  if (findBrowser() === undefined) {
    // The output goes to stderr: stdout is for the path.
    const shell = process.platform === 'win32';
    spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: ['ignore', 2, 2], shell });
  }
  return requireBrowser();
}

if (import.meta.url === pathToFileURL(realpathSync(process.argv[1] ?? '')).href) {
  try {
    const { path } = process.argv.includes('--ensure') ? ensureBrowser() : requireBrowser();
    console.log(path);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
