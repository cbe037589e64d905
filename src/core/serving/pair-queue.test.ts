import { describe, expect, it } from 'vitest';
import { PairQueue } from './pair-queue.ts';

const item = (name: number) => ({ name, isTaken: false, isGivenUp: false });
const names = (items: readonly { readonly name: number }[]) => items.map(({ name }) => name);

const queueOf = (count: number) => {
  const queue = new PairQueue<ReturnType<typeof item>>();
  const items = Array.from({ length: count }, (_, name) => item(name));
  for (const one of items) queue.push(one);
  return { queue, items };
};

describe('a queue of pairs', () => {
  it('gives the oldest that wait, as many as there are', () => {
    const { queue, items } = queueOf(3);
    expect(names(queue.head(2))).toEqual([0, 1]);
    expect(names(queue.head(5))).toEqual([0, 1, 2]);
    expect(queue.first()).toBe(items[0]);
    expect(queue.size).toBe(3);
  });

  it('passes over what was taken from its middle and what was given up', () => {
    const { queue, items } = queueOf(5);
    queue.take(items.slice(1, 2));
    for (const one of items.slice(3, 4)) one.isGivenUp = true;
    queue.forget(1);
    expect(queue.size).toBe(3);
    expect(names(queue.head(9))).toEqual([0, 2, 4]);
    queue.take(items.slice(0, 1));
    expect(queue.first()?.name).toBe(2);
  });

  it('is empty when all are gone, and takes more', () => {
    const { queue, items } = queueOf(2);
    queue.take(items);
    expect(queue.size).toBe(0);
    expect(queue.first()).toBeNull();
    expect(queue.head(3)).toEqual([]);
    queue.push(item(7));
    expect(queue.first()?.name).toBe(7);
  });

  it('keeps its order while thousands go through it', () => {
    const { queue } = queueOf(0);
    let next = 0;
    for (let name = 0; name < 10_000; name++) {
      queue.push(item(name));
      if (name % 3 !== 0) {
        const oldest = queue.head(1);
        expect(names(oldest)).toEqual([next++]);
        queue.take(oldest);
      }
    }
    expect(queue.size).toBe(10_000 - next);
    expect(names(queue.head(10_000))).toEqual(Array.from({ length: 10_000 - next }, (_, i) => next + i));
  });
});
