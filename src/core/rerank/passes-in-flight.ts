import type { Clock } from './clock.ts';

export interface PassRules {
  /** Most passes under way at one time. */
  readonly most: number;
  /** Whether the next task is made ready while the passes under way compute. */
  readonly preparesBeside: boolean;
  /** Asked before each start; after `true` no pass is started. */
  readonly shouldStop: () => boolean;
}

export interface PassesDone {
  /** Whether it ended because `shouldStop` said so. */
  readonly stopped: boolean;
  /** Wall time during which at least one pass was under way, ms. */
  readonly busyMs: number;
}

/**
 * Runs passes, up to `most` at one time: whenever one ends, the next task starts. Tasks start in the order in
 * which `next` gives them, and at most one is made ready ahead.
 *
 * @param next makes the next task, or answers `null` after the last
 * @throws the first failure, of a pass or of `next`, once no pass is under way any more; none starts after it
 */
export async function passesInFlight<Task>(
  next: () => Task | null,
  run: (task: Task) => Promise<void>,
  { most, preparesBeside, shouldStop }: PassRules,
  clock: Clock,
): Promise<PassesDone> {
  let ready: Task | null = null;
  let underWay = 0;
  let busySince = 0;
  let busyMs = 0;
  let stopped = false;
  let failure: { readonly error: unknown } | null = null;
  let wake = (): void => {};

  const fail = (error: unknown): void => {
    failure ??= { error };
  };
  const prepare = (): void => {
    try {
      ready ??= next();
    } catch (error) {
      fail(error);
    }
  };
  const start = (task: Task): void => {
    if (underWay++ === 0) busySince = clock.now();
    void run(task)
      .catch(fail)
      .then(() => {
        if (--underWay === 0) busyMs += clock.now() - busySince;
        wake();
      });
  };

  for (;;) {
    while (failure === null && !stopped && underWay < most) {
      prepare();
      if (ready === null) break;
      stopped = shouldStop();
      if (stopped) break;
      start(ready);
      ready = null;
    }
    if (underWay === 0) break;
    const oneEnded = new Promise<void>((resolve) => {
      wake = resolve;
    });
    // No pass's end is missed meanwhile: promise callbacks run only after this synchronous code.
    if (preparesBeside && failure === null && !stopped) prepare();
    await oneEnded;
  }
  if (failure !== null) throw (failure as { readonly error: unknown }).error;
  return { stopped, busyMs };
}
