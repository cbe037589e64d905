import { Failure } from '../rerank/failure.ts';
import { ruleOf } from './batch-rule.ts';
import type { CapacityPlan, PlanOrder, SustainableRate } from './capacity.ts';
import { SustainableRates } from './sustainable-rate.ts';

export interface PlannerHooks {
  readonly shouldStop: () => boolean;
  /** Settings looked into so far, of how many. */
  readonly onProgress: (progress: { readonly done: number; readonly of: number }) => void;
  /** Lets messages in; awaited between simulations. */
  readonly breathe: () => Promise<void>;
}

/** Settings whose rates are this close to the highest count as no worse. */
const asGood = 0.02;

/**
 * Looks for the best setting of dynamic batching: for each of the grid the most arrivals a second that hold the objective (`SustainableRates`), by
 * simulation of the batcher with the measured times of passes. A queue that is served in batches with a limit of waiting has no closed form for the
 * tail of its latencies (Kleinrock, Queueing Systems, 1975, has the means of M/M/m and M/G/1, which the simulation is held against in its tests).
 *
 * Several machines take from one queue, each as fast as the one that was measured and without a network between; their queue limit is as many times
 * larger. Nothing in the plan was measured but the passes.
 *
 * @throws {Failure} `stopped`, between two simulations
 * @throws RangeError where no pass was measured
 */
export async function planCapacity(order: PlanOrder, hooks: PlannerHooks): Promise<CapacityPlan> {
  const { maxBatches, maxWaitsMs, objective } = order;
  const of = maxBatches.length * maxWaitsMs.length + 1 + order.replicas.length;
  let done = 0;
  const found = (): void => hooks.onProgress({ done: ++done, of });
  const rates = new SustainableRates(order, async () => {
    await hooks.breathe();
    if (hooks.shouldStop()) throw new Failure('stopped', 'The planning was stopped.');
  });

  const sustained: SustainableRate[] = [];
  const shares = new Map<SustainableRate, number | null>();
  // A batch of one pair is always full, so that it waits for nothing: it is the same for every wait.
  const unbatched = await rates.of({ rule: ruleOf('none', order.rule), machines: 1 });
  found();
  let likelyShare = unbatched.share;
  for (const maxBatch of maxBatches) {
    for (const maxWaitMs of maxWaitsMs) {
      const rule = { ...order.rule, maxBatch, maxWaitMs };
      const { ratePerSecond, share } =
        maxBatch === 1 ? unbatched : await rates.of({ rule, machines: 1, likelyShare });
      const one = { maxBatch, maxWaitMs, ratePerSecond };
      sustained.push(one);
      shares.set(one, share);
      likelyShare = share;
      found();
    }
  }

  const best = bestOf(sustained);
  const replicas: CapacityPlan['replicas'][number][] = [];
  if (best !== null) {
    const rule = { ...order.rule, maxBatch: best.maxBatch, maxWaitMs: best.maxWaitMs };
    likelyShare = shares.get(best) ?? null;
    for (const machines of order.replicas) {
      let { ratePerSecond } = best;
      if (machines > 1) {
        const many = await rates.of({ rule, machines, likelyShare });
        ratePerSecond = many.ratePerSecond;
        likelyShare = many.share;
      }
      replicas.push({ replicas: machines, ratePerSecond });
      found();
    }
  }
  return {
    objective,
    rates: sustained,
    best,
    unbatchedRatePerSecond: unbatched.ratePerSecond,
    replicas,
    simulatedArrivals: rates.simulatedArrivals,
  };
}

/** The highest rate; of those within 2 % of it the one of the shorter wait, then of the smaller batch. */
function bestOf(sustained: readonly SustainableRate[]): SustainableRate | null {
  const highest = Math.max(0, ...sustained.map(({ ratePerSecond }) => ratePerSecond));
  if (highest === 0) return null;
  const [best] = sustained
    .filter(({ ratePerSecond }) => ratePerSecond >= highest * (1 - asGood))
    .sort((a, b) => a.maxWaitMs - b.maxWaitMs || a.maxBatch - b.maxBatch);
  return best ?? null;
}
