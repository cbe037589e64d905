import { Interrupted } from './command-error.ts';
import type { Words } from './command-words.ts';

/** Watches for Ctrl-C and the other signals that ask a command to end. */
export interface Interruption {
  /** Aborted by the first signal. */
  readonly signal: AbortSignal;
  /** Stops listening. */
  end(): void;
}

export interface InterruptionTools {
  readonly process: Pick<NodeJS.Process, 'on' | 'off' | 'ppid'>;
  /** Monotonic time in ms. */
  readonly now: () => number;
  readonly note: (line: string) => void;
  readonly words: Words;
  /** Ends the process at once. */
  readonly exit: () => void;
  /**
   * Whether npm runs the command. If only npm gets the signal, the shell between the two may end without
   * passing it on, so the end of the parent process counts as a signal too.
   */
  readonly watchParent: boolean;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * In ms. A terminal sends Ctrl-C to all processes of a command, and npm passes its own on. Signals this close
 * together are one Ctrl-C.
 */
const sameMs = 500;

/**
 * The first signal asks the command to stop and to write what it has. A later one ends the process at once.
 */
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

/**
 * Waits for the promise.
 *
 * @throws Interrupted as soon as the signal is aborted
 */
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
