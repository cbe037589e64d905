import { expect, it } from 'vitest';
import { isOfEndedBrowser } from './driven-browser.ts';

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

it.each([
  ['Playwright', new Error('page.evaluate: Target page, context or browser has been closed')],
  ['Playwright, of a page', new Error('page.evaluate: Target crashed')],
  ['Puppeteer', new Error('Protocol error: Connection closed.')],
  ['Puppeteer, of a page', new Error('Attempted to use detached Frame "7".')],
  ['Selenium', named('NoSuchSessionError', 'Tried to run command without establishing a connection')],
  ['WebKitGTK, of what was under way', named('WebDriverError', '')],
  ['WebKitGTK, of its answer', named('WebDriverError', 'Could not parse script result')],
  [
    'Firefox, of the page after a crash',
    new Error(
      'Protocol error (script.callFunction): unsupported operation script.evaluate and script.callFunction are ' +
        'not supported for parent process browsing contexts: 13',
    ),
  ],
  ['Selenium, of its server', new Error('ECONNREFUSED connect ECONNREFUSED 127.0.0.1:4551')],
])('the end of the browser is known from the error of %s', (_, error) => {
  expect(isOfEndedBrowser(error)).toBe(true);
});

it('an error of the page is not the end of the browser', () => {
  expect(isOfEndedBrowser(new TypeError('rerankBench.rank is not a function'))).toBe(false);
  expect(isOfEndedBrowser(named('JavascriptError', 'unknown-setting'))).toBe(false);
  expect(isOfEndedBrowser(named('WebDriverError', 'unknown-setting'))).toBe(false);
});
