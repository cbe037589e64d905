import { describe, expect, it } from 'vitest';
import type { Outcome } from '../serving/arrival.ts';
import { ruleOf } from '../serving/batch-rule.ts';
import { batchRuleOf, loadTestPlanOf } from '../settings/load-test-plan.ts';
import { defaultSettings } from '../settings/settings.ts';
import { draftLoadTest, type LoadTestHead } from './load-test-draft.ts';
import { LoadTestFold } from './load-test-fold.ts';
import { loadTestSchema } from './load-test-record.ts';

const rule = batchRuleOf(defaultSettings);
const head: LoadTestHead = {
  laneId: 'lane-1',
  policy: 'dynamic',
  state: 'done',
  startedAtMs: 7,
  plan: loadTestPlanOf(defaultSettings, 4),
  rule,
  prediction: null,
  events: [],
};

/**
 * Arrivals of two pairs, one every 100 ms from 100 on, each settled 50 ms later. Their outcomes are reported
 * in reverse order.
 */
function folded(outcomes: readonly Outcome[]): LoadTestFold {
  const fold = new LoadTestFold(16);
  const arrivals = outcomes.map((_, id) => ({ id, arrivedAtMs: 100 * (id + 1), lengths: [8, 9] }));
  const settled = arrivals.map((arrival, id) => ({
    arrival,
    outcome: outcomes[id] ?? 'failed',
    atMs: arrival.arrivedAtMs + 50,
    computingMs: 20.00049,
  }));
  fold.take({ type: 'began', startedAtMs: 0 });
  fold.take({
    type: 'progress',
    atMs: 0,
    arrived: arrivals,
    settled: settled.reverse(),
    started: [],
    ended: [],
  });
  return fold;
}

describe('a load test in its record', () => {
  it('counts outcomes, and gives rates over the time they took', () => {
    const test = draftLoadTest(
      head,
      folded(['answered', 'refused', 'timed-out', 'answered', 'cancelled', 'failed']),
    );
    expect(test).toMatchObject({
      durationMs: 650,
      counts: {
        arrivals: 6,
        answered: 2,
        refused: 1,
        timedOut: 1,
        cancelled: 1,
        failed: 1,
        pairsAnswered: 4,
      },
      offeredPerSecond: 10,
      latencyMs: { mean: 50, p50: 50, p95: null },
      startedAtMs: 7,
    });
    expect(test.answeredPerSecond).toBeCloseTo(2000 / 650, 9);
    expect(test.pairsPerSecond).toBeCloseTo(4000 / 650, 9);
    expect(loadTestSchema.parse(test)).toEqual(test);
  });

  it('keeps every outcome by the order of arrival, in microseconds', () => {
    const { arrivals } = draftLoadTest(head, folded(['answered', 'refused']));
    expect(arrivals).toEqual({
      arrivedAtMs: [100, 200],
      pairs: [2, 2],
      latencyMs: [50, 50],
      computingMs: [20, 20],
      outcome: ['answered', 'refused'],
    });
  });

  it('splits latency into waiting and computing', () => {
    const { waitingMs, computingMs, latencyMs } = draftLoadTest(head, folded(['answered', 'answered']));
    expect((waitingMs?.mean ?? 0) + (computingMs?.mean ?? 0)).toBeCloseTo(latencyMs?.mean ?? 0, 9);
    expect(draftLoadTest(head, folded(['failed'])).latencyMs).toBeNull();
  });

  it('writes a rule that waits for ever as one without a limit', () => {
    const test = draftLoadTest({ ...head, rule: ruleOf('fixed', rule, 4) }, folded([]));
    expect(test.rule).toMatchObject({ maxBatch: 4, maxWaitMs: null });
    expect(test).toMatchObject({ durationMs: 0, offeredPerSecond: 0, answeredPerSecond: 0 });
    expect(loadTestSchema.parse(test)).toEqual(test);
  });

  it('leaves time in which the tab was hidden out of the rates', () => {
    const fold = new LoadTestFold(16);
    const arrival = { id: 0, arrivedAtMs: 1500, lengths: [8] };
    fold.take({ type: 'hidden', atMs: 100 });
    fold.take({ type: 'shown', atMs: 1100, pausedMs: 1000 });
    const settled = { arrival, outcome: 'answered', atMs: 2000, computingMs: 1 } as const;
    fold.take({
      type: 'progress',
      atMs: 2000,
      arrived: [arrival],
      settled: [settled],
      started: [],
      ended: [],
    });
    expect(draftLoadTest(head, fold)).toMatchObject({
      offeredPerSecond: 2,
      answeredPerSecond: 1,
      durationMs: 2000,
    });
  });

  it('has of batches those that ended', () => {
    const fold = new LoadTestFold(16);
    const batch = { pairs: 3, length: 12, arrivals: [0], waiting: 5 };
    const started = [
      { ...batch, id: 0, startedAtMs: 10 },
      { ...batch, id: 1, startedAtMs: 20 },
    ];
    fold.take({
      type: 'progress',
      atMs: 40,
      arrived: [],
      settled: [],
      started,
      ended: [{ id: 1, endedAtMs: 35.5 }],
    });
    expect(draftLoadTest({ ...head, state: 'running' }, fold).batches).toEqual({
      startedAtMs: [20],
      ms: [15.5],
      pairs: [3],
      length: [12],
      waiting: [5],
    });
  });
});
