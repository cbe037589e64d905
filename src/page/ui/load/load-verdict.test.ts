import { describe, expect, it } from 'vitest';
import { exampleCapacity, exampleLoadTest } from '../../../core/document/testing/example-load-test.ts';
import type { LoadTestSeries } from './load-test-series.ts';
import { latencyAt, verdictOf } from './load-verdict.ts';

const seriesOf = (...tests: LoadTestSeries['tests']): LoadTestSeries => ({
  laneId: 'lane-1',
  plan: tests[0].plan,
  tests,
});
const dynamic = exampleLoadTest({ policy: 'dynamic' });
const measured = (p95: number, ofPolicy = dynamic) => ({
  ...ofPolicy,
  latencyMs: { mean: 1, p50: 1, p95, p99: 2 * p95 },
  prediction: { answered: 1, answeredPerSecond: 1, latencyMs: { mean: 1, p50: 1, p95: 100, p99: null } },
});
const checkOf = (...tests: LoadTestSeries['tests']) => {
  const verdict = verdictOf(seriesOf(...tests), exampleCapacity);
  return verdict.kind === 'kept' ? verdict.check : null;
};

describe('verdictOf', () => {
  it('is the planner’s best setting', () => {
    expect(verdictOf(seriesOf(dynamic), exampleCapacity)).toMatchObject({
      kind: 'kept',
      best: { maxBatch: 8, maxWaitMs: 20, ratePerSecond: 23.1 },
    });
  });

  it('agrees with a live test within a quarter, either way', () => {
    expect(checkOf(measured(125))).toEqual({ kind: 'agrees' });
    expect(checkOf(measured(80))).toEqual({ kind: 'agrees' });
    expect(checkOf(measured(126))).toEqual({ kind: 'differs', times: 1.26 });
    expect(checkOf(measured(79))).toEqual({ kind: 'differs', times: 0.79 });
  });

  it('asks the dynamic policy’s test, and another only where that was not run to its end', () => {
    const none = exampleLoadTest({ policy: 'none' });
    expect(checkOf(measured(500, none), measured(100))).toEqual({ kind: 'agrees' });
    expect(checkOf(measured(100), measured(500, none))).toEqual({ kind: 'agrees' });
    expect(checkOf(measured(500, none), { ...measured(100), state: 'cancelled' })).toEqual({
      kind: 'differs',
      times: 5,
    });
  });

  it('agrees within the range that was predicted, however wide it is', () => {
    const { prediction } = measured(1);
    const rangeMs = { p50: [1, 1] as const, p95: [60, 180] as const };
    const unsteady = (p95: number) => ({ ...measured(p95), prediction: { ...prediction, rangeMs } });
    expect(checkOf(unsteady(170))).toEqual({ kind: 'agrees' });
    expect(checkOf(unsteady(61))).toEqual({ kind: 'agrees' });
    expect(checkOf(unsteady(190))).toMatchObject({ kind: 'differs' });
  });

  it('compares the medians of a short test, and nothing without a prediction or an answer', () => {
    const few = { ...measured(1), latencyMs: { mean: 1, p50: 1.3, p95: 100, p99: null } };
    expect(checkOf(few)).toEqual({ kind: 'differs', times: 1.3 });
    expect(checkOf({ ...dynamic, prediction: null })).toEqual({ kind: 'unchecked' });
    expect(checkOf({ ...dynamic, latencyMs: null })).toEqual({ kind: 'unchecked' });
    expect(checkOf({ ...dynamic, state: 'cancelled' })).toEqual({ kind: 'unchecked' });
  });

  it('is contradicted by an overload at a rate that the simulation allows for the same setting', () => {
    const rule = { ...dynamic.rule, maxBatch: 8, maxWaitMs: 0 };
    const at = (ratePerSecond: number) => ({
      ...dynamic,
      state: 'overloaded' as const,
      rule,
      plan: { ...dynamic.plan, ratePerSecond },
    });
    expect(checkOf(at(21.9))).toEqual({ kind: 'overloaded', ratePerSecond: 21.9 });
    expect(checkOf(at(22))).toEqual({ kind: 'unchecked' });
    expect(checkOf({ ...at(5), rule: { ...rule, maxBatch: 7 } })).toEqual({ kind: 'unchecked' });
  });

  it('names the live test that came nearest where no setting keeps the limit', () => {
    const capacity = { ...exampleCapacity, best: null };
    const slow = exampleLoadTest({ policy: 'none' });
    const shifted = { ...slow, latencyMs: { mean: 1, p50: 1, p95: 1, p99: 900 } };
    expect(verdictOf(seriesOf(shifted, dynamic), capacity)).toEqual({
      kind: 'not-kept',
      nearest: {
        policy: 'dynamic',
        latencyMs: dynamic.latencyMs?.p99,
        answeredPerSecond: dynamic.answeredPerSecond,
      },
    });
    const few = exampleLoadTest({ arrivals: [{ pairs: 1, latencyMs: 5, computingMs: 1 }] });
    expect(verdictOf(seriesOf(few), capacity)).toEqual({ kind: 'not-kept', nearest: null });
  });
});

describe('latencyAt', () => {
  const answers = (count: number) =>
    exampleLoadTest({
      arrivals: Array.from({ length: count }, (_, i) => ({ pairs: 1, latencyMs: i, computingMs: 0 })),
    });

  it('needs as many answers as tell the percentile from the maximum', () => {
    expect(latencyAt(answers(9), 0.9)).toBeNull();
    expect(latencyAt(answers(10), 0.9)).toBeCloseTo(8.1, 9);
    expect(latencyAt(answers(19), 0.95)).toBeNull();
    expect(latencyAt(answers(20), 0.95)).toBeCloseTo(18.05, 9);
  });

  it('leaves out who was not answered, and knows the usual ones of a link', () => {
    const arrivals = Array.from({ length: 20 }, (_, i) => ({
      pairs: 1,
      latencyMs: i,
      computingMs: 0,
      outcome: i < 10 ? ('answered' as const) : ('timed-out' as const),
    }));
    expect(latencyAt(exampleLoadTest({ arrivals }), 0.9)).toBeCloseTo(8.1, 9);
    const { latencyMs } = dynamic;
    const none = exampleLoadTest({ arrivals: [] }).arrivals;
    expect(latencyAt({ arrivals: none, latencyMs }, 0.99)).toBe(latencyMs?.p99);
  });
});
