import { describe, expect, it } from 'vitest';
import { batchRuleOf, loadTestPlanOf } from '../../core/settings/load-test-plan.ts';
import { defaultSettings } from '../../core/settings/settings.ts';
import { LiveTest } from './live-test.ts';
import { type LoadTestState, loadProgress } from './run-progress.ts';

const place: LoadTestState = {
  lane: 0,
  phase: 'loading',
  files: [],
  done: 0,
  of: 3,
  test: null,
  durationMs: 20_000,
  planned: 0,
};

/** A test in which one of two arrivals is in a pass. */
function testAt(atMs: number): LiveTest {
  const test = new LiveTest({
    laneId: 'lane-1',
    policy: 'fixed',
    plan: loadTestPlanOf(defaultSettings, 5),
    rule: batchRuleOf(defaultSettings),
    prediction: null,
    runStartedAtMs: 0,
  });
  const arrived = [0, 1].map((id) => ({ id, arrivedAtMs: 0, lengths: [8] }));
  const started = [{ id: 0, startedAtMs: 0, pairs: 1, length: 8, arrivals: [0], waiting: 1 }];
  test.take({ type: 'began', startedAtMs: 0 });
  test.take({ type: 'progress', atMs, arrived, settled: [], started, ended: [] });
  return test;
}

describe('how far a load test is', () => {
  it('is nothing that can be told while the model loads', () => {
    expect(loadProgress(place)).toMatchObject({ fraction: 0, remainingMs: null, load: null });
  });

  it('follows its schedule: passes, each policy, the plan', () => {
    const measuring = loadProgress({ ...place, phase: 'measuring-passes' });
    expect(measuring).toMatchObject({ fraction: 0, remainingMs: 78_000 });
    expect(loadProgress({ ...place, phase: 'checking' })).toEqual({ ...measuring, phase: 'checking' });
    const second = loadProgress({ ...place, phase: 'load-test', done: 1, test: testAt(8000) });
    expect(second.fraction).toBeCloseTo(38 / 78, 9);
    expect(second.remainingMs).toBe(40_000);
    const planning = loadProgress({ ...place, phase: 'planning', done: 3, planned: 0.5 });
    expect(planning).toMatchObject({ remainingMs: 4000 });
  });

  it('does not go beyond a policy whose answers take longer than its arrivals', () => {
    const late = loadProgress({ ...place, phase: 'load-test', done: 2, test: testAt(90_000) });
    expect(late).toMatchObject({ remainingMs: 8000 });
  });

  it('names the policy and counts its arrivals', () => {
    expect(loadProgress({ ...place, phase: 'load-test', done: 1, test: testAt(8000) }).load).toEqual({
      policy: 'fixed',
      place: 2,
      of: 3,
      atMs: 8000,
      arrived: 2,
      answered: 0,
      waiting: 1,
    });
  });
});
