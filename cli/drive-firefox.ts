import puppeteer, { type Page } from 'puppeteer-core';
import type { DrivenBrowser, DriverOptions, Tab } from './driven-browser.ts';

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

const tabOf = (page: Page): Tab => ({
  open: async (address, timeout) => {
    await page.goto(address, { timeout, waitUntil: 'domcontentloaded' });
  },
  // biome-ignore lint/suspicious/noExplicitAny: Puppeteer's type of a function's argument cannot be generic
  evaluate: (work, argument) => page.evaluate(work as any, argument) as Promise<any>,
  close: () => page.close(),
});
