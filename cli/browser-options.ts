import type { Command } from 'commander';
import { browserNames } from '../scripts/browser-names.ts';
import { Problem } from './command-error.ts';
import { collect, wholeNumber } from './command-line.ts';

/** Which browser is used, and which page. */
export interface BrowserOptions {
  readonly browser?: string;
  readonly headed?: boolean;
  readonly browserArg?: readonly string[];
  readonly profile?: string;
  readonly page?: string;
  readonly port?: number;
  readonly connect?: string;
  /** Seconds. */
  readonly timeout?: number;
}

export function addBrowserFlags(command: Command): Command {
  return command
    .option(
      '--browser <name|path>',
      `${browserNames.join(', ')}, or a program; unset: the first that is found`,
    )
    .option('--headed', 'show the browser’s window')
    .option('--browser-arg <arg>', 'a flag for the browser itself; may be repeated', collect)
    .option('--profile <folder>', 'keep the browser’s data there, so that models are downloaded once')
    .option('--page <url>', 'use a hosted page (https, or http on this machine) instead of this checkout’s')
    .option(
      '--port <n>',
      'port of the page’s server (default: any free one; 4190 with --profile)',
      wholeNumber(1, 65_535),
    )
    .option('--connect <ws>', 'use a remote Playwright browser at this ws:// or wss:// address')
    .option(
      '--timeout <seconds>',
      'stop after so long; bench and load write what was measured',
      wholeNumber(1, 1_000_000),
    );
}

/**
 * What can be wrong with them before anything is started.
 *
 * @throws Problem
 */
export function checkBrowserOptions(options: BrowserOptions): void {
  const { connect, page, port } = options;
  if (connect !== undefined) {
    if (!/^wss?:\/\/[^\s/]+/i.test(connect)) {
      throw new Problem(`--connect takes a ws:// or wss:// address, not "${connect}".`);
    }
    const local = (['browser', 'headed', 'browserArg', 'profile'] as const).find((name) => options[name]);
    if (local !== undefined) {
      const flag = local === 'browserArg' ? 'browser-arg' : local;
      throw new Problem(`--${flag} is for a browser that is started here; leave it or --connect out.`);
    }
  }
  if (page !== undefined) {
    if (!isPageAddress(page)) {
      throw new Problem(`--page takes an https address (http for this machine only), not "${page}".`);
    }
    if (port !== undefined) throw new Problem('--port is for this checkout’s page; leave it or --page out.');
  }
}

function isPageAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  );
}
