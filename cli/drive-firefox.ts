import puppeteer from 'puppeteer-core';
import { type DrivenBrowser, type DriverOptions, tabOf } from './driven-browser.ts';

/** Starts Firefox through Puppeteer, which speaks WebDriver BiDi to it. */
export async function driveFirefox({ path, headed, args, profile }: DriverOptions): Promise<DrivenBrowser> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
    headless: !headed,
    args: [...args],
    ...(profile === undefined ? {} : { userDataDir: profile }),
    defaultViewport: null,
    // A run takes as long as it takes.
    protocolTimeout: 0,
    // This program handles the signals itself, as with Chromium.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  return { newTab: async () => tabOf(await browser.newPage()), close: () => browser.close() };
}
