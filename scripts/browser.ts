import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { type BrowserName, browserNameOf } from './browser-names.ts';
import { canInstall, installPackages, updatePackageLists } from './debian-packages.ts';

export interface Browser {
  readonly path: string;
  /** How it was found. Playwright's own download lacks what Chromium's sandbox needs on Linux. */
  readonly source: 'CHROMIUM_PATH' | 'installed' | 'playwright';
}

/** `CHROMIUM_PATH` names a path without a file. */
export class NoProgramThere extends Error {
  override readonly name = 'NoProgramThere';
  readonly path: string;

  constructor(path: string) {
    super(
      `CHROMIUM_PATH names ${path}, where no file is. Set it to a Chromium's program, or unset it to have one looked for.`,
    );
    this.path = path;
  }
}

const programNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

function usualPlaces(): string[] {
  const {
    PATH = '',
    HOME = '',
    ProgramFiles,
    'ProgramFiles(x86)': programFilesX86,
    LOCALAPPDATA,
  } = process.env;
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
        ['/Applications', join(HOME, 'Applications')].map((folder) =>
          join(folder, `${name}.app`, 'Contents', 'MacOS', name),
        ),
      );
    case 'win32':
      return [ProgramFiles, programFilesX86, LOCALAPPDATA]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => [
          join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          join(folder, 'Chromium', 'Application', 'chrome.exe'),
          join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]);
    default:
      return [...PATH.split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']
        .filter((folder) => folder !== '')
        .flatMap((folder) => programNames.map((name) => join(folder, name)));
  }
}

/**
 * Whether the program starts. Ubuntu's chromium-browser is a script that only says to install the real one.
 */
function starts(path: string): boolean {
  // On Windows and macOS the file is the program itself, and `--version` may open a window there.
  return process.platform !== 'linux' || spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;
}

/**
 * Finds the browser for tests and for the command line: the one named by `CHROMIUM_PATH`, else an installed
 * Chromium, Chrome or Edge, else the one that Playwright has downloaded.
 *
 * @param name finds only this browser. `CHROMIUM_PATH` and Playwright's download count as `chromium`.
 * @returns `undefined` if there is none
 * @throws NoProgramThere if `CHROMIUM_PATH` names no file, so that a misspelt path is not ignored
 */
export function findBrowser(name?: BrowserName): Browser | undefined {
  const isWanted = (found: BrowserName) => name === undefined || name === found;
  const wanted = process.env.CHROMIUM_PATH;
  if (isWanted('chromium') && wanted !== undefined && wanted !== '') {
    if (existsSync(wanted)) return { path: wanted, source: 'CHROMIUM_PATH' };
    throw new NoProgramThere(wanted);
  }
  const installed = usualPlaces().find(
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
