import { describe, expect, it } from 'vitest';
import { passesInFlight } from './passes-in-flight.ts';
import { FakeClock } from './testing/fake-scorer.ts';

/** Passes for tasks 0, 1, 2, … that end when told to. */
function setUp(tasks: number, { most = 2, preparesBeside = true, stopAt = Number.POSITIVE_INFINITY } = {}) {
  const clock = new FakeClock();
  const log: string[] = [];
  const ends = new Map<number, { resolve: () => void; reject: (error: unknown) => void }>();
  let made = 0;
  let started = 0;
  const done = passesInFlight(
    () => {
      if (made === tasks) return null;
      log.push(`make ${made}`);
      return made++;
    },
    (task) => {
      started++;
      log.push(`start ${task}`);
      return new Promise<void>((resolve, reject) => ends.set(task, { resolve, reject }));
    },
    { most, preparesBeside, shouldStop: () => started >= stopAt },
    clock,
  );
  const settle = async () => {
    for (let hop = 0; hop < 20; hop++) await null;
  };
  const end = async (task: number, error?: unknown) => {
    const pass = ends.get(task);
    if (error === undefined) pass?.resolve();
    else pass?.reject(error);
    await settle();
  };
  return { clock, log, done, end, settle };
}

describe('passes in flight', () => {
  it('start up to the limit, and one more whenever one ends, in whatever order they end', async () => {
    const { log, done, end, settle } = setUp(4);
    await settle();
    expect(log.filter((line) => line.startsWith('start'))).toEqual(['start 0', 'start 1']);
    await end(1);
    expect(log.at(-2)).toBe('start 2');
    await end(2);
    await end(0);
    expect(log.at(-1)).toBe('start 3');
    await end(3);
    expect(await done).toEqual({ stopped: false, busyMs: 0 });
  });

  it('have the next task made ready while they run, and no more than one', async () => {
    const { log, settle } = setUp(9);
    await settle();
    expect(log).toEqual(['make 0', 'start 0', 'make 1', 'start 1', 'make 2']);
  });

  it('have nothing made ready where the thread computes itself', async () => {
    const { log, end, settle } = setUp(2, { most: 1, preparesBeside: false });
    await settle();
    expect(log).toEqual(['make 0', 'start 0']);
    await end(0);
    expect(log).toEqual(['make 0', 'start 0', 'make 1', 'start 1']);
  });

  it('count the time in which at least one runs once, however many do', async () => {
    const { clock, done, end, settle } = setUp(3);
    await settle();
    clock.advance(10);
    await end(0);
    clock.advance(10);
    await end(1);
    clock.advance(10);
    await end(2);
    expect(await done).toEqual({ stopped: false, busyMs: 30 });
  });

  it('are not started any more once told to stop, and those under way are waited for', async () => {
    const { log, done, end, settle } = setUp(5, { stopAt: 2 });
    await settle();
    let isDone = false;
    void done.then(() => {
      isDone = true;
    });
    await end(0);
    expect(isDone).toBe(false);
    await end(1);
    expect(await done).toMatchObject({ stopped: true });
    expect(log.filter((line) => line.startsWith('start'))).toHaveLength(2);
  });

  it('are not started after a failure; the first failure is told once all have settled', async () => {
    const { log, done, end, settle } = setUp(5, { most: 3 });
    await settle();
    let told: unknown = null;
    done.catch((error: unknown) => {
      told = error;
    });
    await end(1, new Error('first'));
    await end(2, new Error('second'));
    expect(told).toBeNull();
    await end(0);
    expect(told).toMatchObject({ message: 'first' });
    expect(log.filter((line) => line.startsWith('start'))).toHaveLength(3);
  });

  it('are waited for when the next task cannot be made', async () => {
    const clock = new FakeClock();
    let end = () => {};
    let made = 0;
    const done = passesInFlight(
      () => {
        if (made++ === 1) throw new Error('no task');
        return made;
      },
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
      { most: 1, preparesBeside: true, shouldStop: () => false },
      clock,
    );
    let told: unknown = null;
    done.catch((error: unknown) => {
      told = error;
    });
    for (let hop = 0; hop < 20; hop++) await null;
    expect(told).toBeNull();
    end();
    await expect(done).rejects.toThrow('no task');
  });
});
