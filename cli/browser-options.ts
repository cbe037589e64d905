import type { Command } from 'commander';
import {
  browserNameOf,
  browserNames,
  type Engine,
  engineOf,
  isBrowserName,
} from '../scripts/browser-names.ts';
import { isLoopback } from '../src/core/settings/settings.ts';
import { Problem } from './command-error.ts';
import { collect, wholeNumber } from './command-line.ts';
import type { Words } from './command-words.ts';

/** Which browser to use and which page to open. */
export interface BrowserOptions {
  readonly browser?: string;
  readonly headed?: boolean;
  readonly browserArg?: readonly string[];
  readonly profile?: string;
  readonly page?: string;
  readonly port?: number;
  readonly connect?: string;
  /** The longest time that a run may take, in seconds. */
  readonly timeout?: number;
}

/**
 * The port of the page with `--profile`. A browser stores downloads by origin, so the port must stay the same. It
 * is none of those that browsers refuse: https://fetch.spec.whatwg.org/#port-blocking
 */
export const profilePort = 4191;

export function addBrowserFlags(command: Command, words: Words): Command {
  const { say } = words;
  return command
    .option('--browser <name|path>', say('help.flag.browser', { names: browserNames.join(', ') }))
    .option('--headed', say('help.flag.headed'))
    .option('--browser-arg <arg>', say('help.flag.browserArg'), collect)
    .option('--profile <folder>', say('help.flag.profile'))
    .option('--page <url>', say('help.flag.page'))
    .option('--port <n>', say('help.flag.port', { profilePort }), wholeNumber(1, 65_535, words))
    .option('--connect <ws>', say('help.flag.connect'))
    .option('--timeout <seconds>', say('help.flag.timeout'), wholeNumber(1, 1_000_000, words));
}

const flagOf = {
  browser: '--browser',
  headed: '--headed',
  browserArg: '--browser-arg',
  profile: '--profile',
} as const;

/**
 * The flags that an engine's driver has nothing for: under WebDriver a WebKit forgets all at its end, and
 * Safari is started by macOS.
 */
const cannotDo = {
  chromium: [],
  firefox: [],
  webkit: ['profile'],
  safari: ['profile', 'browserArg'],
} as const satisfies Record<Engine, readonly (keyof typeof flagOf)[]>;

/**
 * Checks the options before anything is started.
 *
 * @throws Problem if a value is malformed or two flags contradict each other
 */
export function checkBrowserOptions(options: BrowserOptions): void {
  const { browser, connect, page, port } = options;
  if (connect !== undefined) {
    if (!/^wss?:\/\/[^\s/]+/i.test(connect)) {
      throw new Problem(({ say }) => say('problem.flag.connectAddress', { text: connect }));
    }
    const local = (['browser', 'headed', 'browserArg', 'profile'] as const).find((name) => options[name]);
    if (local !== undefined) {
      throw new Problem(({ say }) => say('problem.flag.browserElsewhere', { flag: flagOf[local] }));
    }
  }
  if (browser !== undefined) {
    const engine = engineOf(isBrowserName(browser) ? browser : browserNameOf(browser));
    const cannot = cannotDo[engine].find((name) => options[name] !== undefined);
    if (cannot !== undefined) {
      const values = { flag: flagOf[cannot], browser: engine };
      throw new Problem(({ say }) => say('problem.flag.notOfBrowser', values));
    }
  }
  if (page !== undefined) {
    if (!isPageAddress(page)) {
      throw new Problem(({ say }) => say('problem.flag.pageAddress', { text: page }));
    }
    if (port !== undefined) throw new Problem(({ say }) => say('problem.flag.portElsewhere'));
  }
}

function isPageAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}
