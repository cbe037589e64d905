import { basename } from 'node:path';

/** The browsers that can be asked for by name. */
export const browserNames = ['chromium', 'chrome', 'msedge'] as const;
export type BrowserName = (typeof browserNames)[number];

/**
 * Tells from a program's path which browser it is, as for `…/Google/Chrome/…/chrome.exe` or
 * `microsoft-edge-stable`.
 */
export function browserNameOf(path: string): BrowserName {
  // On Windows Chromium's program is called chrome.exe too, so the whole path counts. Elsewhere the name is
  // enough.
  const name = /\.exe$/i.test(path) ? path : basename(path);
  if (/edge/i.test(name)) return 'msedge';
  return /chromium/i.test(name) ? 'chromium' : 'chrome';
}
