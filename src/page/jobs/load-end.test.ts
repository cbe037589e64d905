import { describe, expect, it } from 'vitest';
import { exampleLoadTest } from '../../core/document/testing/example-load-test.ts';
import { exampleDraft } from '../../core/document/testing/example-record.ts';
import { judgeRun, recommendCapacity } from './judge-run.ts';
import { type LoadOutcome, loadFailure, loadState } from './load-test.ts';
import { foundPlan } from './testing/load-host.ts';

const outcome = (states: LoadOutcome['tests'][number]['state'][], stopRequested = false): LoadOutcome => ({
  tests: states.map((state) => ({ state })),
  of: 3,
  stopRequested,
  failure: null,
});

describe('how a load test ended', () => {
  it.each([
    [['done', 'done', 'done'], false, 'done'],
    [['overloaded', 'overloaded', 'overloaded'], false, 'done'],
    [['done', 'failed'], false, 'done'],
    [['failed'], false, 'failed'],
    [[], false, 'failed'],
    [[], true, 'cancelled'],
    [['done', 'cancelled'], true, 'cancelled'],
    [['done', 'done'], true, 'cancelled'],
    // Only the plan was cut short.
    [['done', 'done', 'done'], true, 'done'],
  ] as const)('of %j, stopped: %s, it is %s', (states, stopRequested, expected) => {
    expect(loadState(outcome([...states], stopRequested))).toBe(expected);
  });

  it('tells what kept it from beginning, else what the first failed test met', () => {
    const error = { code: 'hung', message: 'silent' };
    const tests = [{ state: 'done' as const }, { state: 'failed' as const, error }];
    expect(loadFailure({ ...outcome([]), tests })).toEqual({ ...error, detail: '' });
    const failure = { code: 'no-gpu', message: 'none', detail: 'x' } as const;
    expect(loadFailure({ ...outcome([]), tests, failure })).toBe(failure);
    expect(loadFailure(outcome(['done']))).toBeNull();
  });
});

describe('what is recommended for many requests at once', () => {
  const draft = exampleDraft();
  const [lane] = draft.lanes;
  const planned = lane === undefined ? draft : { ...draft, lanes: [{ ...lane, capacity: foundPlan }] };

  it('is the planner’s best, for the pairs of the lane’s last test', () => {
    const test = exampleLoadTest();
    const last = { ...test, plan: { ...test.plan, pairsPerArrival: [3, 9] as const } };
    const loadTests = [test, last, { ...exampleLoadTest(), laneId: 'lane-2' }];
    expect(recommendCapacity({ ...planned, loadTests })).toMatchObject([
      { kind: 'capacity', laneId: 'lane-1', pairsPerArrival: [3, 9], maxBatch: 8, ratePerSecond: 12 },
    ]);
  });

  it('is nothing without a plan, and nothing of a plan that found no setting', () => {
    expect(recommendCapacity(draft)).toEqual([]);
    const none = planned.lanes.map((one) => ({ ...one, capacity: { ...foundPlan, best: null } }));
    expect(recommendCapacity({ ...planned, lanes: none })).toEqual([]);
  });

  it('is nothing of a lane whose scores are suspect', () => {
    const scoreCheck = {
      verdict: 'suspect',
      findings: [],
      scores: [],
      tolerance: 0,
      largestPaddingDifference: null,
      agreement: null,
    } as unknown as NonNullable<(typeof planned.lanes)[number]['scoreCheck']>;
    const lanes = planned.lanes.map((one) => ({ ...one, scoreCheck }));
    expect(recommendCapacity({ ...planned, lanes })).toEqual([]);
  });

  it('is said once, however often the run is judged', () => {
    const kinds = judgeRun(judgeRun(planned)).recommendations.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'capacity')).toHaveLength(1);
  });
});
