import { describe, expect, it } from 'vitest';
import { type BatchRule, ruleOf } from './batch-rule.ts';

const rule: BatchRule = {
  maxBatch: 16,
  maxWaitMs: 100,
  tokenBudget: 2048,
  lookAhead: 64,
  timeoutMs: 5000,
  queueLimit: 1000,
};

describe('the rule of a policy', () => {
  it('scores every pair alone and at once without batching', () => {
    expect(ruleOf('none', rule)).toEqual({
      ...rule,
      maxBatch: 1,
      maxWaitMs: 0,
      tokenBudget: null,
      lookAhead: 0,
    });
  });

  it('waits for a full batch of the fixed size', () => {
    const fixed = { ...rule, maxWaitMs: Number.POSITIVE_INFINITY, tokenBudget: null, lookAhead: 0 };
    expect(ruleOf('fixed', rule, 4)).toEqual({ ...fixed, maxBatch: 4 });
    expect(ruleOf('fixed', rule)).toEqual({ ...fixed, maxBatch: 16 });
  });

  it('is the rule itself where it is dynamic', () => {
    expect(ruleOf('dynamic', rule, 4)).toEqual(rule);
  });
});
