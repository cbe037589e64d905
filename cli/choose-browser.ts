import { statSync } from 'node:fs';
import { type Browser, findBrowser } from '../scripts/browser.ts';
import { type BrowserName, browserNames } from '../scripts/browser-names.ts';
import { CommandError, firstLine } from './command-error.ts';
import { Problem } from './problem.ts';

const isBrowserName = (text: string): text is BrowserName => browserNames.some((name) => name === text);

/**
 * The browser to start.
 *
 * @throws Problem where one is named that is not there; CommandError where there is none at all
 */
export function chooseBrowser(wanted: string | undefined): Browser {
  if (wanted !== undefined && !isBrowserName(wanted)) {
    if (statSync(wanted, { throwIfNoEntry: false })?.isFile())
      return { path: wanted, source: 'CHROMIUM_PATH' };
    throw new Problem(
      `--browser names ${wanted}, where no program is. It takes ${browserNames.join(', ')} or a browser's path.`,
    );
  }
  let found: Browser | undefined;
  try {
    found = findBrowser(wanted);
  } catch (error) {
    throw new Problem(firstLine(error));
  }
  if (found !== undefined) return found;
  throw new CommandError(
    `${wanted === undefined ? 'No Chromium, Chrome or Edge' : `No ${wanted}`} was found. Install one, run ` +
      "`npx playwright install chromium`, or set CHROMIUM_PATH to a browser's program.",
  );
}
