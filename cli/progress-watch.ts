import { setTimeout as delay } from 'node:timers/promises';
import type { PageProgress } from '../src/page/app/page-api-types.ts';
import { progressLine, progressStep } from './progress-line.ts';
import type { Terminal } from './terminal.ts';

/** How often the page is asked: it costs the page a moment, and the measured worker nothing. */
const everyMs = { screen: 500, log: 1000 } as const;

/**
 * Shows how far the page is while some work lasts: in one line of a screen, or now and then a line of a log.
 *
 * @param before stands before each line, such as which of several runs it is
 */
export async function withProgress<T>(
  work: Promise<T>,
  ask: () => Promise<PageProgress | null>,
  terminal: Terminal,
  before = '',
): Promise<T> {
  const ended = new AbortController();
  const watching = watch(ask, terminal, before, ended.signal);
  try {
    return await work;
  } finally {
    ended.abort();
    await watching;
    terminal.status('');
  }
}

async function watch(
  ask: () => Promise<PageProgress | null>,
  terminal: Terminal,
  before: string,
  ended: AbortSignal,
): Promise<void> {
  let told = '';
  try {
    while (!ended.aborted) {
      const progress = await ask();
      if (progress !== null && !ended.aborted) {
        const line = `${before}${progressLine(progress)}`;
        if (terminal.canUpdate) terminal.status(line);
        else if (progressStep(progress) !== told) terminal.note(line);
        told = progressStep(progress);
      }
      await delay(terminal.canUpdate ? everyMs.screen : everyMs.log, undefined, { signal: ended });
    }
  } catch {
    // The page has gone, or the work is done; the work itself says which.
  }
}
