/** When a batch leaves the queue, and how long arrivals wait in it. */
export interface BatchRule {
  /** Most pairs in a batch. */
  readonly maxBatch: number;
  /**
   * A batch that is not full leaves once its oldest request has waited this long, ms. 0 lets it leave as soon
   * as the model is free, `Infinity` only when it is full (or nothing more can arrive).
   */
  readonly maxWaitMs: number;
  /**
   * Most tokens of a batch, padding included; a longer pair makes a batch of its own. `null` for no such
   * limit.
   */
  readonly tokenBudget: number | null;
  /**
   * Pairs at the head of the queue that are sorted by length to fill a batch around the oldest; 0 takes them
   * in the order of arrival.
   */
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
 * The rule of a policy: `none` scores every pair alone as soon as the model is free, `fixed` waits until a
 * batch of one size is full, `dynamic` is the rule itself. Timeout and queue limit are the same for all.
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

/** A pair as far as batching is concerned. */
export interface SizedPair {
  /** In tokens, special tokens included. */
  readonly length: number;
}

type BatchLimits = Pick<BatchRule, 'maxBatch' | 'tokenBudget'>;

/** How many of the pairs, taken in their order, a batch holds; at least one of a list that is not empty. */
export function fittingPairs(pairs: readonly SizedPair[], { maxBatch, tokenBudget }: BatchLimits): number {
  let longest = 0;
  let count = 0;
  for (const { length } of pairs) {
    if (count >= maxBatch) break;
    longest = Math.max(longest, length);
    if (count > 0 && tokenBudget !== null && (count + 1) * longest > tokenBudget) break;
    count++;
  }
  return count;
}

/**
 * The pairs of a batch around the oldest: those of the window whose lengths are next to its own, so that the
 * least is padded. Sorted by length they are a run that contains the oldest; of all such runs as long as the
 * limits allow, the one with the least padding, and of those the one with the shorter pairs, which costs
 * less.
 *
 * @param window waiting pairs, oldest first, at least one
 * @returns the chosen ones, longest first
 */
export function pairsAround<Pair extends SizedPair>(window: readonly Pair[], limits: BatchLimits): Pair[] {
  const [oldest] = window;
  if (oldest === undefined) return [];
  // The sort is stable, so equal lengths keep the order of arrival.
  const sorted = [...window].sort((a, b) => b.length - a.length);
  const place = sorted.indexOf(oldest);
  let best: { readonly run: Pair[]; readonly padding: number } | null = null;
  for (let start = Math.max(0, place - limits.maxBatch + 1); start <= place; start++) {
    const run = sorted.slice(
      start,
      start + fittingPairs(sorted.slice(start, start + limits.maxBatch), limits),
    );
    if (start + run.length <= place) continue;
    const padding = run.reduce((sum, { length }) => sum + (run[0]?.length ?? 0) - length, 0);
    const isBetter =
      best === null ||
      run.length > best.run.length ||
      (run.length === best.run.length && padding <= best.padding);
    if (isBetter) best = { run, padding };
  }
  return best?.run ?? [oldest];
}
