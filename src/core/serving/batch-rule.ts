/** When a batch leaves the queue, and what becomes of those that wait in it. */
export interface BatchRule {
  /** Most pairs in a batch. */
  readonly maxBatch: number;
  /**
   * A batch that is not full leaves once its oldest request has waited this long, ms. 0 lets it leave as soon as the model is free,
   * `Infinity` only when it is full (or nothing more can arrive).
   */
  readonly maxWaitMs: number;
  /** Most tokens of a batch, padding included; a longer pair makes a batch of its own. `null` for no such limit. */
  readonly tokenBudget: number | null;
  /** Pairs at the head of the queue that are sorted by length to fill a batch around the oldest; 0 takes them in the order of arrival. */
  readonly lookAhead: number;
  /** An arrival that has no answer after so long is given up, ms; `null` for never. */
  readonly timeoutMs: number | null;
  /** Most arrivals that wait; further ones are refused. `null` for no limit. */
  readonly queueLimit: number | null;
}

/** The policies that a load test compares. */
export const policies = ['none', 'fixed', 'dynamic'] as const;
export type Policy = (typeof policies)[number];

/**
 * The rule of a policy: `none` scores every pair alone as soon as the model is free, `fixed` waits until a batch of one size is full, `dynamic`
 * is the rule itself. Timeout and queue limit are the same for all.
 *
 * @param fixedBatch pairs of the fixed policy's batches
 */
export function ruleOf(policy: Policy, rule: BatchRule, fixedBatch = rule.maxBatch): BatchRule {
  switch (policy) {
    case 'none':
      return { ...rule, maxBatch: 1, maxWaitMs: 0, tokenBudget: null, lookAhead: 0 };
    case 'fixed':
      return {
        ...rule,
        maxBatch: fixedBatch,
        maxWaitMs: Number.POSITIVE_INFINITY,
        tokenBudget: null,
        lookAhead: 0,
      };
    case 'dynamic':
      return rule;
    default:
      return policy satisfies never;
  }
}
