import { basename } from 'node:path';

/** Browsers that can be asked for by name. */
export const browserNames = ['chromium', 'chrome', 'msedge'] as const;
export type BrowserName = (typeof browserNames)[number];

/** Which browser a program is, by its path: `…/Google/Chrome/…/chrome.exe`, `microsoft-edge-stable`. */
export function browserNameOf(path: string): BrowserName {
  // Elsewhere the program's own name tells; on Windows Chromium's program is called chrome.exe too.
  const name = /\.exe$/i.test(path) ? path : basename(path);
  if (/edge/i.test(name)) return 'msedge';
  return /chromium/i.test(name) ? 'chromium' : 'chrome';
}
