import { describe, expect, it } from 'vitest';
import type { Arrival, Outcome, Settled } from '../serving/arrival.ts';
import type { BatchStart, LoadTestEvent } from '../serving/load-test-order.ts';
import { LoadTestFold } from './load-test-fold.ts';

const arrival = (id: number, pairs = 1): Arrival => ({
  id,
  arrivedAtMs: 10 * id,
  lengths: Array.from({ length: pairs }, () => 8),
});

const settled = (id: number, outcome: Outcome, atMs: number, computingMs = 0): Settled => ({
  arrival: arrival(id),
  outcome,
  atMs,
  computingMs,
});

const batch = (
  id: number,
  startedAtMs: number,
  arrivals: readonly number[],
  pairs = arrivals.length,
): BatchStart => ({
  id,
  startedAtMs,
  pairs,
  length: 8,
  arrivals,
  waiting: 0,
});

const told = (event: Partial<Extract<LoadTestEvent, { type: 'progress' }>>): LoadTestEvent => ({
  type: 'progress',
  atMs: 0,
  arrived: [],
  settled: [],
  started: [],
  ended: [],
  ...event,
});

/** A test that began at 1000 with four arrivals; the first two have been in batch 0 since 40 ms. */
function begun(maxBatch = 8): LoadTestFold {
  const fold = new LoadTestFold(maxBatch);
  fold.take({ type: 'began', startedAtMs: 1000 });
  fold.take(
    told({ atMs: 40, arrived: [0, 1, 2, 3].map((id) => arrival(id)), started: [batch(0, 40, [0, 1])] }),
  );
  return fold;
}

const outcomes = (fold: LoadTestFold) =>
  fold.settled.map(({ arrival: { id }, outcome }) => `${id} ${outcome}`);

describe('a load test folded from its events', () => {
  it('counts what arrived, what is answered and what waits', () => {
    const fold = begun();
    expect(fold).toMatchObject({
      arrived: 4,
      answered: 0,
      waiting: 2,
      startedAtMs: 1000,
      lastArrivalAtMs: 30,
    });
    fold.take(
      told({ atMs: 60, ended: [{ id: 0, endedAtMs: 60 }], settled: [settled(0, 'answered', 60, 20)] }),
    );
    expect(fold).toMatchObject({ answered: 1, waiting: 3, toldAtMs: 60 });
    expect(fold.batches).toEqual([{ ...batch(0, 40, [0, 1]), endedAtMs: 60 }]);
  });

  it('knows nothing to go on with before it began, and then what is open', () => {
    expect(new LoadTestFold(8).resume()).toBeNull();
    const fold = begun();
    fold.take({ type: 'hidden', atMs: 50 });
    fold.take({ type: 'shown', atMs: 250, pausedMs: 200 });
    fold.take(told({ atMs: 260, settled: [settled(2, 'timed-out', 255)] }));
    expect(fold.resume()).toEqual({
      startedAtMs: 1000,
      arrived: 4,
      open: [arrival(0), arrival(1), arrival(3)],
      alone: [],
      maxBatch: 8,
      pausedMs: 200,
    });
  });

  it('fails the arrivals of the batch under way when its worker is lost, and no others', () => {
    const fold = begun();
    expect(fold.lose({ batch: null, isOutOfMemory: false }, 90)).toBe(false);
    expect(outcomes(fold)).toEqual(['0 failed', '1 failed']);
    expect(fold.settled[0]).toMatchObject({ atMs: 90, computingMs: 50 });
    expect(fold.batches[0]?.endedAtMs).toBe(90);
    expect(fold.resume()?.open.map(({ id }) => id)).toEqual([2, 3]);
  });

  it('fails only the batch that failed where several were under way, and forgets none of the others', () => {
    const fold = begun();
    fold.take(told({ atMs: 50, started: [batch(1, 50, [2])] }));
    fold.lose({ batch: 1, isOutOfMemory: false }, 80);
    expect(outcomes(fold)).toEqual(['2 failed']);
    expect(fold.resume()?.open.map(({ id }) => id)).toEqual([0, 1, 3]);
  });

  it('steps down when memory ran out for several pairs: they are tried alone, and batches hold half as many', () => {
    const fold = begun();
    expect(fold.lose({ batch: 0, isOutOfMemory: true }, 90)).toBe(true);
    expect(fold.settled).toEqual([]);
    expect(fold.resume()).toMatchObject({
      alone: [0, 1],
      maxBatch: 1,
      open: [0, 1, 2, 3].map((id) => arrival(id)),
    });
  });

  it('halves what the batch held, never below one, and fails the pair that does not fit alone', () => {
    const fold = begun(16);
    fold.take(told({ atMs: 50, started: [batch(1, 50, [2], 9)] }));
    fold.lose({ batch: 1, isOutOfMemory: true }, 60);
    expect(fold.maxBatch).toBe(4);
    // A fresh worker counts its batches from 0 again.
    fold.take(told({ atMs: 70, started: [batch(0, 70, [2], 1)] }));
    expect(fold.lose({ batch: 0, isOutOfMemory: true }, 75)).toBe(false);
    expect(outcomes(fold)).toEqual(['2 failed']);
    expect(fold.maxBatch).toBe(4);
  });

  it('adds what earlier workers computed of an arrival, what two batches share only once', () => {
    const fold = begun();
    fold.take(told({ atMs: 50, started: [batch(1, 50, [1, 2])] }));
    fold.lose({ batch: 0, isOutOfMemory: true }, 90);
    fold.take(told({ atMs: 130, settled: [settled(1, 'answered', 130, 7), settled(2, 'answered', 130, 7)] }));
    expect(fold.settled.map(({ computingMs }) => computingMs)).toEqual([57, 47]);
  });

  it('settles an arrival once: one that had its outcome before its batch was lost keeps it', () => {
    const fold = begun();
    fold.take(told({ atMs: 70, settled: [settled(1, 'timed-out', 65)] }));
    fold.lose({ batch: 0, isOutOfMemory: false }, 90);
    fold.closeAll('cancelled', 100);
    fold.closeAll('failed', 110);
    expect(outcomes(fold)).toEqual(['1 timed-out', '0 failed', '2 cancelled', '3 cancelled']);
  });

  it('counts an arrival of which only the refusal was told', () => {
    const fold = begun();
    fold.take(told({ atMs: 50, settled: [settled(4, 'refused', 40)] }));
    expect(fold).toMatchObject({ arrived: 5, lastArrivalAtMs: 40 });
  });

  it('has no time before what was told', () => {
    const fold = begun();
    expect(fold.timeAt(1100)).toBe(100);
    expect(fold.timeAt(1010)).toBe(40);
    expect(new LoadTestFold(1).timeAt(5000)).toBe(0);
  });
});
