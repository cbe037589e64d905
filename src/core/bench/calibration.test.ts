import { describe, expect, it } from 'vitest';
import { FakeClock, fakeScorer } from '../rerank/testing/fake-scorer.ts';
import {
  calibratedThroughput,
  calibrationOrder,
  calibrationRule,
  chooseCandidate,
  type TriedPlan,
  timeRequests,
} from './calibration.ts';

const pairs = Array.from({ length: 40 }, (_, i) => ({ query: 'q', document: 'word '.repeat(i + 1) }));
const options = { seed: 1, maxLength: 64 };
const plan = (threads: number, workers: number) => ({ threads, workers });
const standard = calibrationOrder(pairs, [plan(2, 1)], options);
/** Four passes a request. */
const order = { ...standard, batchSize: 4 };

describe('what every plan is timed with', () => {
  it('is sixteen pairs in sorted batches of two', () => {
    expect(standard).toEqual({
      ...options,
      pairs,
      pairCount: 16,
      batchSize: 2,
      tokenBudget: null,
      order: 'length',
      paddingMultiple: 1,
    });
  });

  it('is more where many workers would otherwise have nothing to do', () => {
    expect(calibrationOrder(pairs, [plan(2, 1), plan(1, 2)], options).pairCount).toBe(16);
    expect(calibrationOrder(pairs, [plan(1, 8), plan(2, 1)], options).pairCount).toBe(64);
  });
});

describe('timing', () => {
  /** Times requests of so many ms a pass, four passes each. */
  const setUp = (passMs: number | ((pass: number) => number)) => {
    const clock = new FakeClock();
    let passes = 0;
    const seen = { breaths: 0, passes: () => passes, stopAfter: Infinity };
    const scorer = fakeScorer({
      clock,
      passMs: () => {
        const pass = passes++;
        return typeof passMs === 'number' ? passMs : passMs(pass);
      },
    });
    const time = () =>
      timeRequests(scorer, order, {
        clock,
        shouldStop: () => passes >= seen.stopAfter,
        breathe: async () => {
          seen.breaths++;
        },
      });
    return { seen, time, clock };
  };

  it('warms up with two requests and counts none of them', async () => {
    const { seen, time } = setUp(50);
    expect(await time()).toEqual({ latenciesMs: [200, 200, 200], pairs: 16 });
    expect(seen.passes()).toBe(5 * 4);
    expect(seen.breaths, 'messages let in, once a request').toBe(5);
  });

  it('warms up until requests get no faster', async () => {
    // Four passes a request: 400 ms, 200, 120, 116 (3 % less), and what is timed.
    const { seen, time } = setUp((pass) => [100, 50, 30, 29][Math.floor(pass / 4)] ?? 29);
    expect((await time()).latenciesMs).toEqual([116, 116, 116]);
    expect(seen.passes()).toBe(4 * 4 + 3 * 4);
  });

  it('warms up for five seconds at most', async () => {
    const { seen, time } = setUp((pass) => 1000 * 0.9 ** pass);
    await time();
    // 1000 + 900 + … reaches 5000 ms with the seventh pass; then 1.6 s and 1.1 s are timed.
    expect(seen.passes()).toBe(7 + 8);
  });

  it('goes on to 300 ms with a fast model', async () => {
    const { time } = setUp(10);
    expect((await time()).latenciesMs).toEqual(Array(8).fill(40));
  });

  it('ends after 2 s, with fewer than three requests of a slow model', async () => {
    const { seen, time } = setUp(300);
    expect((await time()).latenciesMs).toEqual([1200, 1200]);
    expect(seen.passes()).toBe(8 + 8);
  });

  it('takes one whole request of a very slow model', async () => {
    const { seen, time } = setUp(5000);
    expect((await time()).latenciesMs).toEqual([20_000]);
    expect(seen.passes()).toBe(1 + 4);
  });

  it.each([
    ['the warm-up', 2],
    ['what is timed', 10],
  ])('stops between passes in %s', async (_, stopAfter) => {
    const { seen, time } = setUp(50);
    seen.stopAfter = stopAfter;
    await expect(time()).rejects.toMatchObject({ code: 'stopped' });
    expect(seen.passes()).toBe(stopAfter);
  });

  it('hands on what the model throws', async () => {
    const scorer = fakeScorer({
      onPass: () => {
        throw new Error('std::bad_alloc');
      },
    });
    const tools = { clock: new FakeClock(), shouldStop: () => false, breathe: async () => {} };
    await expect(timeRequests(scorer, order, tools)).rejects.toThrow('std::bad_alloc');
  });
});

describe('throughput', () => {
  it('is by the median latency', () => {
    expect(calibratedThroughput({ latenciesMs: [100, 9000, 200], pairs: 16 })).toBe(80);
  });

  it('is unknown without a request, or by a clock that did not move', () => {
    expect(calibratedThroughput({ latenciesMs: [], pairs: 16 })).toBeNull();
    expect(calibratedThroughput({ latenciesMs: [0, 0, 0], pairs: 16 })).toBeNull();
  });
});

describe('the plan to take', () => {
  const tried = (threads: number, workers: number, pairsPerSecond: number | null): TriedPlan => ({
    threads,
    workers,
    pairsPerSecond,
  });

  it('is the fastest', () => {
    const plans = [tried(2, 1, 50), tried(1, 2, 60), tried(1, 1, 40)];
    expect(chooseCandidate(plans)).toBe(plans[1]);
  });

  it('is of like ones the one with fewer workers, then fewer threads', () => {
    expect(calibrationRule.tie).toBe(0.03);
    expect(chooseCandidate([tried(1, 4, 100), tried(2, 2, 99), tried(4, 1, 97)])).toMatchObject(plan(4, 1));
    expect(chooseCandidate([tried(1, 4, 100), tried(2, 2, 99), tried(4, 1, 96.9)])).toMatchObject(plan(2, 2));
    expect(chooseCandidate([tried(8, 1, 100), tried(4, 1, 98)])).toMatchObject(plan(4, 1));
  });

  it('is none that could not be measured', () => {
    expect(chooseCandidate([tried(1, 1, null), tried(2, 1, 3)])).toMatchObject(plan(2, 1));
    expect(chooseCandidate([tried(1, 1, null)])).toBeNull();
    expect(chooseCandidate([])).toBeNull();
  });
});
