import { describe, expect, it } from 'vitest';
import { batchRuleOf, loadTestPlanOf, planOrderOf, policiesOf, rateOfCapacity } from './load-test-plan.ts';
import { defaultSettings } from './settings.ts';

const service = {
  passes: { samples: [{ pairs: 1, length: 8, ms: [5] }], tokenizeMsPerPair: 0, servers: 1 },
  lengths: [8],
  maxLength: 512,
  paddingMultiple: 1,
};

describe('what a load test’s settings come to', () => {
  it('is a plan of arrivals in ms and arrivals a second', () => {
    const settings = { ...defaultSettings, duration: 7, rampTo: 9, pairsPerRequest: [3], seed: 5 };
    expect(loadTestPlanOf(settings, 4)).toEqual({
      pattern: 'poisson',
      ratePerSecond: 4,
      rampToPerSecond: 9,
      burstSize: 8,
      clients: 4,
      pairsPerArrival: [3, 3],
      durationMs: 7000,
      maxArrivals: 2000,
      seed: 5,
    });
    expect(loadTestPlanOf({ ...settings, pairsPerRequest: [2, 6] }, 4).pairsPerArrival).toEqual([2, 6]);
  });

  it('is a rule whose batches memory has room for', () => {
    expect(batchRuleOf(defaultSettings).maxBatch).toBe(16);
    expect(batchRuleOf(defaultSettings, 8).maxBatch).toBe(8);
    expect(batchRuleOf(defaultSettings, 64).maxBatch).toBe(16);
  });

  it('is 70 % of the capacity where no rate is set, to three digits and within the limits', () => {
    expect(rateOfCapacity(123.456)).toBe(86.4);
    expect(rateOfCapacity(0)).toBe(0.01);
    expect(rateOfCapacity(Number.NaN)).toBe(0.01);
    expect(rateOfCapacity(1e9)).toBe(100_000);
  });

  it('compares policies from the simplest to the rule itself', () => {
    expect(policiesOf({ policies: ['dynamic', 'none'] })).toEqual(['none', 'dynamic']);
  });

  it('asks the planner for a rate, which a closed loop has not: there users come independently', () => {
    const order = planOrderOf({ ...defaultSettings, arrivals: 'closed', tailPercentile: 95 }, service);
    expect(order).toMatchObject({
      service,
      plan: { pattern: 'poisson', pairsPerArrival: [1, 8] },
      objective: { quantile: 0.95, latencyMs: 300 },
      maxBatches: [1, 2, 4, 8, 16, 32],
    });
    expect(planOrderOf({ ...defaultSettings, arrivals: 'bursts' }, service).plan.pattern).toBe('bursts');
  });
});
