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
 * Looks for the best setting of dynamic batching: for each of the grid the most arrivals a second that hold
 * the objective (`SustainableRates`), by simulation of the batcher with the measured times of passes. A queue
 * that is served in batches with a limit of waiting has no closed form for the tail of its latencies
 * (Kleinrock, Queueing Systems, 1975, has the means of M/M/m and M/G/1, which the simulation is held against
 * in its tests).
 *
 * Several machines take from one queue, each as fast as the one that was measured and without a network
 * between; their queue limit is as many times larger. Nothing in the plan was measured but the passes.
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
  // A batch of one pair is always full and never waits, so it is the same for every wait.
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

/**
 * The highest rate. Rates within 2 % of it count as equal; then the shorter wait wins, then the smaller
 * batch.
 */
function bestOf(sustained: readonly SustainableRate[]): SustainableRate | null {
  const highest = Math.max(0, ...sustained.map(({ ratePerSecond }) => ratePerSecond));
  if (highest === 0) return null;
  const [best] = sustained
    .filter(({ ratePerSecond }) => ratePerSecond >= highest * (1 - asGood))
    .sort((a, b) => a.maxWaitMs - b.maxWaitMs || a.maxBatch - b.maxBatch);
  return best ?? null;
}

/** The settings that the planner always tries. */
export const capacityGridRule = {
  /** Batches of up to so many pairs. */
  maxBatch: 32,
  waitsMs: [0, 10, 20, 50, 100, 200],
  replicas: [1, 2, 4, 8, 16, 64, 256, 1024],
} as const;

/** The settings of the moment and the limits of a planner's grid. */
export interface GridQuestion {
  /** The setting of the moment; it stands in the grid. */
  readonly maxBatch: number;
  /** ms; it stands in the grid unless a wait this long leaves no time for the answer. */
  readonly maxWaitMs: number;
  /** The limit for the tail of the latencies, ms. */
  readonly tailLatencyMs: number;
  /** Most pairs of a batch that memory has room for; `null` where none was too large. */
  readonly largestBatch: number | null;
}

/**
 * The settings that the planner compares: batches of powers of two up to 32 pairs (or up to the setting,
 * where it is larger), waits up to a fifth of a second, and the settings of the moment; no batch that memory
 * has no room for, no wait beyond the latency that is to be held.
 */
export function capacityGrid(
  question: GridQuestion,
): Pick<PlanOrder, 'maxBatches' | 'maxWaitsMs' | 'replicas'> {
  const { maxBatch, maxWaitMs, tailLatencyMs, largestBatch } = question;
  const most = Math.min(
    Math.max(capacityGridRule.maxBatch, maxBatch),
    largestBatch ?? Number.POSITIVE_INFINITY,
  );
  const powers: number[] = [];
  for (let batch = 1; batch <= most; batch *= 2) powers.push(batch);
  return {
    maxBatches: ascending([...powers, Math.min(maxBatch, most)]),
    maxWaitsMs: ascending([...capacityGridRule.waitsMs, maxWaitMs]).filter((wait) => wait <= tailLatencyMs),
    replicas: capacityGridRule.replicas,
  };
}

const ascending = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
