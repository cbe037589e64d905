import { Interrupted } from './command-error.ts';
import type { Words } from './command-words.ts';

/** Ctrl-C, and what else asks a command to end. */
export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** Stops listening. */
  end(): void;
}

export interface InterruptionTools {
  readonly process: Pick<NodeJS.Process, 'on' | 'off' | 'ppid'>;
  /** Ms, monotonic. */
  readonly now: () => number;
  readonly note: (line: string) => void;
  readonly words: Words;
  /** Ends the program where it stands. */
  readonly exit: () => void;
  /**
   * Whether npm runs the command: a signal to npm alone may end the shell between the two without reaching
   * this program.
   */
  readonly watchParent: boolean;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A terminal sends one Ctrl-C to every program it runs, and npm passes its own on: within this time they are
 * one.
 */
const sameMs = 500;

/** The first signal asks to stop and to write what there is; a later one ends the program at once. */
export function watchInterrupts({
  process,
  now,
  note,
  words,
  exit,
  watchParent,
}: InterruptionTools): Interruption {
  const controller = new AbortController();
  let firstAt: number | null = null;
  const onSignal = () => {
    if (firstAt === null) {
      firstAt = now();
      note(words.texts.t('terminal.stopping'));
      controller.abort();
    } else if (now() - firstAt > sameMs) {
      exit();
    }
  };
  for (const name of signals) process.on(name, onSignal);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (watchParent && process.ppid !== parent && firstAt === null) onSignal();
  }, 500);
  watch.unref();
  return {
    signal: controller.signal,
    end() {
      clearInterval(watch);
      for (const name of signals) process.off(name, onSignal);
    },
  };
}

/** The promise's outcome, or `Interrupted` as soon as the signal is aborted. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw new Interrupted();
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(new Interrupted());
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
