import { expect, it } from 'vitest';
import { browserNameOf } from './browser-names.ts';

it.each([
  ['/usr/bin/chromium', 'chromium'],
  ['/snap/bin/chromium-browser', 'chromium'],
  ['/usr/bin/google-chrome-stable', 'chrome'],
  ['/usr/bin/microsoft-edge', 'msedge'],
  ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'chrome'],
  ['/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge', 'msedge'],
  ['/Users/chromium/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'chrome'],
  ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'chrome'],
  ['C:\\Program Files\\Chromium\\Application\\chrome.exe', 'chromium'],
  ['C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe', 'msedge'],
  ['/usr/bin/firefox-esr', 'firefox'],
  ['/Applications/Firefox.app/Contents/MacOS/firefox', 'firefox'],
  ['C:\\Program Files\\Mozilla Firefox\\firefox.exe', 'firefox'],
  ['/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser', 'webkit'],
  ['/opt/unknown/browser', 'chrome'],
])('%s is %s', (path, name) => {
  expect(browserNameOf(path)).toBe(name);
});
