import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { type DrivenBrowser, type DriverOptions, tabOf } from './driven-browser.ts';

/** Starts Firefox through Puppeteer, which speaks WebDriver BiDi to it. */
export async function driveFirefox({ path, headed, args, profile }: DriverOptions): Promise<DrivenBrowser> {
  // Puppeteer removes a temporary profile of its own only after Firefox has ended, which a second Ctrl-C does not
  // wait for.
  const temporary = profile === undefined ? mkdtempSync(join(tmpdir(), 'rerank-bench-firefox-')) : undefined;
  const clear = () => {
    if (temporary === undefined) return;
    // A Firefox that was killed a moment ago may still write.
    rmSync(temporary, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  };
  process.once('exit', clear);
  const forget = () => {
    process.off('exit', clear);
    clear();
  };
  try {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: path,
      headless: !headed,
      args: [...args],
      userDataDir: profile ?? temporary ?? '',
      defaultViewport: null,
      // A run takes as long as it takes.
      protocolTimeout: 0,
      // This program handles the signals itself, as with Chromium.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    // After Puppeteer, which kills Firefox at the program's exit.
    process.off('exit', clear);
    process.once('exit', clear);
    return {
      newTab: async () => tabOf(await browser.newPage()),
      close: () => browser.close().finally(forget),
    };
  } catch (error) {
    forget();
    throw error;
  }
}
