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
  /** What is measured so far, as the JSON of an interrupted run's record; `null` before the first sample. */
  recordSoFar(): Promise<string | null>;
}

export interface Measured {
  /** The run record, or why there is none. */
  readonly outcome: Outcome<unknown>;
  readonly timedOut: boolean;
  /** What took the page away. The record is then what it had handed over before, and its state is `interrupted`. */
  readonly lost?: CommandError;
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

/** Samples are taken over at most this often, and in at most a fiftieth of the time, since writing a record costs the page a moment. */
const takeOverMs = 1000;
const takeOverShare = 1 / 50;

/**
 * Measures to the end, or stops when asked to, or when the time is up. Samples are taken over while they come, so that a browser that dies
 * leaves behind what it had measured.
 *
 * @throws CommandError where the page is lost before it handed over a sample
 */
export async function measure(
  page: Measurement,
  { signal, terminal, timeoutMs, before }: MeasureTools,
): Promise<Measured> {
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
  let taken: string | null = null;
  let nextAt = 0;
  const ask = async () => {
    const begun = performance.now();
    if (begun >= nextAt) {
      taken = (await page.recordSoFar()) ?? taken;
      const end = performance.now();
      nextAt = end + Math.max(takeOverMs, (end - begun) / takeOverShare);
    }
    return page.progress();
  };
  const running = Promise.race([page.run(), lost]);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return { outcome: await withProgress(running, ask, terminal, before), timedOut };
  } catch (error) {
    if (taken === null || !(error instanceof CommandError)) throw error;
    return { outcome: { ok: true, value: JSON.parse(taken) }, timedOut, lost: error };
  } finally {
    signal.removeEventListener('abort', stop);
    for (const timer of timers) clearTimeout(timer);
  }
}
