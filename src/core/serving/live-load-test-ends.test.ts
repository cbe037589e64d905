import { describe, expect, it } from 'vitest';
import { latencyOf, type Settled } from './arrival.ts';
import { epochMs, liveTest, plainOrder } from './testing/live-test.ts';
import { VirtualTime } from './testing/virtual-time.ts';

const outcomes = (settled: readonly Settled[]) =>
  settled.map(({ arrival, outcome, atMs }) => [arrival.id, outcome, atMs]);
const latencies = (settled: readonly Settled[]) => settled.map((one) => [one.arrival.id, latencyOf(one)]);
const { plan, rule } = plainOrder;

describe('stopping', () => {
  it('cancels what is open, and says so before passes under way have ended', async () => {
    const { end, settled, events, ended } = await liveTest(
      { rule: { ...rule, maxBatch: 2 } },
      { isBeside: true, passMs: () => 1000, stopAtMs: 300 },
    );
    expect(end).toEqual({ state: 'stopped' });
    expect(settled.map(({ arrival, outcome }) => [arrival.id, outcome])).toEqual([
      [0, 'cancelled'],
      [1, 'cancelled'],
    ]);
    const toldAtMs = events.findLast((event) => event.type === 'progress' && event.settled.length > 0);
    expect(toldAtMs).toMatchObject({ atMs: expect.closeTo(300, -2) });
    expect(ended).toEqual([{ id: 0, endedAtMs: 1100 }]);
  });

  it('counts as answered what was answered before it was noticed', async () => {
    const { settled } = await liveTest({}, { passMs: () => 60, stopAtMs: 150 });
    expect(outcomes(settled)).toEqual([[0, 'answered', 160]]);
  });
});

describe('overload', () => {
  const heavy = { ...plan, pattern: 'poisson', ratePerSecond: 50, durationMs: 60_000 } as const;

  it('ends the test, and cancels what is open', async () => {
    const { end, arrived, settled, time } = await liveTest({ plan: heavy }, { passMs: () => 40 });
    expect(end).toEqual({ state: 'overloaded' });
    expect(time.now() - epochMs).toBeLessThan(10_000);
    expect(settled).toHaveLength(arrived.length);
    expect(settled.filter(({ outcome }) => outcome === 'cancelled').length).toBeGreaterThan(20);
  });

  it('is none where the model keeps up', async () => {
    const { end } = await liveTest({ plan: { ...heavy, maxArrivals: 500 } }, { passMs: () => 14 });
    expect(end).toEqual({ state: 'done' });
  });

  it('is none for a worker that finds the queue of its predecessor', async () => {
    const open = Array.from({ length: 90 }, (_, id) => ({ id, arrivedAtMs: id, lengths: [5] }));
    const resume = { startedAtMs: epochMs, arrived: 90, open, alone: [], maxBatch: 1, pausedMs: 0 };
    const { end, settled } = await liveTest(
      { plan: { ...heavy, maxArrivals: 400 }, resume },
      { time: new VirtualTime(epochMs + 5000), passMs: () => 14 },
    );
    expect(end).toEqual({ state: 'done' });
    expect(settled.filter(({ outcome }) => outcome === 'answered')).toHaveLength(400);
  });
});

describe('a hidden tab', () => {
  it('lets nobody arrive: what is open is cancelled, and the schedule goes on later', async () => {
    const { end, events, arrived, settled, ended } = await liveTest(
      { plan: { ...plan, durationMs: 400 } },
      { isBeside: true, passMs: () => 150, tab: [320, 5000] },
    );
    expect(end).toEqual({ state: 'done' });
    const turns = events.filter(({ type }) => type === 'hidden' || type === 'shown');
    expect(turns).toEqual([
      // Noticed when something happens, here the answer to the second.
      { type: 'hidden', atMs: 400 },
      { type: 'shown', atMs: 5000, pausedMs: 4600 },
    ]);
    expect(arrived.map(({ arrivedAtMs }) => arrivedAtMs)).toEqual([100, 200, 300, 400]);
    expect(outcomes(settled)).toEqual([
      [0, 'answered', 250],
      [1, 'cancelled', 400],
      [2, 'cancelled', 400],
      [3, 'cancelled', 400],
    ]);
    expect(ended.map(({ id }) => id)).toEqual([0, 1]);
  });

  it('shifts what was still to come by as long as it was hidden', async () => {
    const { arrived, settled } = await liveTest({}, { tab: [250, 1000] });
    // Noticed at 300, when the third was due.
    expect(arrived.map(({ arrivedAtMs }) => arrivedAtMs)).toEqual([100, 200, 300, 1100, 1200]);
    expect(latencies(settled)).toEqual([
      [0, 10],
      [1, 10],
      [2, 0],
      [3, 10],
      [4, 10],
    ]);
  });

  it('drops what was under way though the tab is back before it was noticed', async () => {
    const { events, settled } = await liveTest({}, { passMs: () => 60, tab: [110, 130] });
    expect(events.filter(({ type }) => type === 'hidden' || type === 'shown')).toEqual([
      { type: 'hidden', atMs: 160 },
      { type: 'shown', atMs: 160, pausedMs: 0 },
    ]);
    expect(outcomes(settled)[0]).toEqual([0, 'cancelled', 160]);
    expect(outcomes(settled)[1]).toEqual([1, 'answered', 260]);
  });

  it('is waited for before a test begins', async () => {
    const { events, arrived } = await liveTest({}, { tab: [0, 700] });
    expect(events[0]).toEqual({ type: 'began', startedAtMs: epochMs + 700 });
    expect(arrived.map(({ arrivedAtMs }) => arrivedAtMs)).toEqual([100, 200, 300, 400, 500]);
    expect(events.some(({ type }) => type === 'hidden')).toBe(false);
  });

  it('has clients of a closed loop ask again when it is back', async () => {
    const closed = { ...plan, pattern: 'closed', clients: 1, durationMs: 100 } as const;
    const { arrived, settled } = await liveTest(
      { plan: closed },
      { isBeside: true, passMs: () => 50, tab: [60, 2000] },
    );
    expect(arrived.map(({ arrivedAtMs }) => arrivedAtMs)).toEqual([0, 50, 2000]);
    expect(outcomes(settled)).toEqual([
      [0, 'answered', 50],
      [1, 'cancelled', 100],
      [2, 'answered', 2050],
    ]);
  });
});
