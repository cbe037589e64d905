import type { PageProgress } from '../src/page/app/page-api-types.ts';
import { CommandError, Interrupted } from './command-error.ts';
import type { Outcome } from './driven-page.ts';
import { withProgress } from './progress-watch.ts';
import type { Terminal } from './terminal.ts';

/** What a page measures. */
export interface Measurement {
  /** Begins it. @returns the run record, also when it was stopped */
  run(): Promise<Outcome<unknown>>;
  stop(): Promise<void>;
  progress(): Promise<PageProgress | null>;
}

export interface MeasureTools {
  /** Aborted when the run is to be stopped; what was measured is kept. */
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
  /** After so long the run is stopped, too; `null` lets it take its time. */
  readonly timeoutMs: number | null;
  /** Stands before each line of progress. */
  readonly before: string;
}

/** The page ends a worker that does not obey after a second; longer than this it takes only when it is lost. */
const stoppingMs = 15_000;

/** Measures to the end, or stops when asked to, or when the time is up. */
export async function measure(
  page: Measurement,
  { signal, terminal, timeoutMs, before }: MeasureTools,
): Promise<{ readonly outcome: Outcome<unknown>; readonly timedOut: boolean }> {
  let timedOut = false;
  let giveUp: (error: Error) => void = () => {};
  const lost = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  const timers: NodeJS.Timeout[] = [];
  const stop = () => {
    const error = timedOut
      ? new CommandError('The page did not stop when its time was up.')
      : new Interrupted();
    timers.push(setTimeout(() => giveUp(error), stoppingMs));
    page.stop().catch(giveUp);
  };
  if (timeoutMs !== null) {
    timers.push(
      setTimeout(() => {
        timedOut = true;
        stop();
      }, timeoutMs),
    );
  }
  const running = Promise.race([page.run(), lost]);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const outcome = await withProgress(running, () => page.progress(), terminal, before);
    return { outcome, timedOut };
  } finally {
    signal.removeEventListener('abort', stop);
    for (const timer of timers) clearTimeout(timer);
  }
}
