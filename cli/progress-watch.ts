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
      await pause(terminal.canUpdate ? everyMs.screen : everyMs.log, ended);
    }
  } catch {
    // The page has gone; the work itself says so.
  }
}

/** Resolves after so long, or at once when the signal is aborted. */
const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((done) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
