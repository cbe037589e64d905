import { basename } from 'node:path';

/** Chromium and the browsers built from it. */
export const chromiumNames = ['chromium', 'chrome', 'msedge'] as const;
export type ChromiumName = (typeof chromiumNames)[number];

/** The browsers that can be asked for by name. */
export const browserNames = [...chromiumNames, 'firefox', 'webkit', 'safari'] as const;
export type BrowserName = (typeof browserNames)[number];

export const isBrowserName = (text: string): text is BrowserName => browserNames.some((one) => one === text);

const isChromiumName = (name: BrowserName): name is ChromiumName => chromiumNames.some((one) => one === name);

/** What computes in a browser. One library drives all browsers of an engine. */
export type Engine = 'chromium' | 'firefox' | 'webkit' | 'safari';

export const engineOf = (name: BrowserName): Engine => (isChromiumName(name) ? 'chromium' : name);

/**
 * Tells from a program's path which browser it is, as for `…/Google/Chrome/…/chrome.exe` or
 * `microsoft-edge-stable`. A program of an unknown name counts as Chrome.
 */
export function browserNameOf(path: string): BrowserName {
  // On Windows Chromium's program is called chrome.exe too, so the whole path counts. Elsewhere the name is
  // enough.
  const name = /\.exe$/i.test(path) ? path : basename(path);
  if (/firefox/i.test(name)) return 'firefox';
  if (/^MiniBrowser$/i.test(name)) return 'webkit';
  if (/^safari/i.test(name)) return 'safari';
  if (/edge/i.test(name)) return 'msedge';
  return /chromium/i.test(name) ? 'chromium' : 'chrome';
}
