import type { LoadTestPlan } from '../serving/arrival.ts';
import { type BatchRule, type Policy, policies } from '../serving/batch-rule.ts';
import type { PlanOrder, SimulatedService } from '../serving/capacity.ts';
import type { RehearsalOrder } from '../serving/load-test-order.ts';
import { capacityGrid } from '../serving/planner.ts';
import { type LoadTestSettings, rateLimits } from './load-test-settings.ts';

type Seeded = LoadTestSettings & { readonly seed: number };

/**
 * The share of the capacity (the highest rate that the dynamic rule can serve) at which a load test runs by
 * default. The service is then busy, with room for its queue to empty again.
 */
export const shareOfCapacity = 0.7;

/**
 * The rate of a load test whose settings name none, in arrivals a second: 70 % of the capacity, to three
 * digits and within `rateLimits`.
 */
export function rateOfCapacity(capacityPerSecond: number): number {
  const rate = Number((shareOfCapacity * capacityPerSecond).toPrecision(3));
  // A capacity of 0 would otherwise ask for no arrivals, and an infinite one for more than the page can draw.
  return Math.min(rateLimits.max, Math.max(rateLimits.min, Number.isFinite(rate) ? rate : 0));
}

/** Fewest and most pairs of one arrival. */
export function pairsPerArrival({
  pairsPerRequest,
}: Pick<LoadTestSettings, 'pairsPerRequest'>): readonly [number, number] {
  const least = Math.min(...pairsPerRequest);
  return [least, Math.max(...pairsPerRequest)];
}

/**
 * The arrivals of a load test with these settings.
 *
 * @param ratePerSecond arrivals a second; without effect in a closed loop
 */
export function loadTestPlanOf(settings: Seeded, ratePerSecond: number): LoadTestPlan {
  return {
    pattern: settings.arrivals,
    ratePerSecond,
    rampToPerSecond: settings.rampTo,
    burstSize: settings.burstSize,
    clients: settings.clients,
    pairsPerArrival: pairsPerArrival(settings),
    durationMs: settings.duration * 1000,
    maxArrivals: settings.maxArrivals,
    seed: settings.seed,
  };
}

/**
 * The dynamic rule of these settings.
 *
 * @param largestBatch most pairs of a batch that memory has room for; `null` where none was too large
 */
export function batchRuleOf(settings: LoadTestSettings, largestBatch: number | null = null): BatchRule {
  return {
    maxBatch: Math.min(settings.maxBatch, largestBatch ?? settings.maxBatch),
    maxWaitMs: settings.maxWait,
    tokenBudget: settings.batchTokens,
    lookAhead: settings.lookAhead,
    timeoutMs: settings.timeout,
    queueLimit: settings.queueLimit,
  };
}

/** A rehearsal costs no more than this, nor more than a third of a policy's test, ms. */
const longestRehearsalMs = 6000;

/** The short load test of the dynamic rule that passes are timed by. */
export function rehearsalOf(settings: LoadTestSettings): RehearsalOrder {
  return {
    rule: batchRuleOf(settings),
    ratePerSecond: settings.arrivals === 'closed' || settings.rampTo !== null ? null : settings.rate,
    durationMs: Math.min(longestRehearsalMs, (settings.duration * 1000) / 3),
    maxArrivals: settings.maxArrivals,
  };
}

/** The policies to compare, in the order of `policies`, however the settings order them. */
export const policiesOf = (settings: Pick<LoadTestSettings, 'policies'>): readonly Policy[] =>
  policies.filter((policy) => settings.policies.includes(policy));

/**
 * What the planner has to find with these settings. A closed loop has no rate to search for, so the planner
 * replaces it by independent arrivals (Poisson).
 */
export function planOrderOf(
  settings: Seeded,
  service: SimulatedService,
  largestBatch: number | null = null,
): PlanOrder {
  const {
    ratePerSecond: _,
    rampToPerSecond: __,
    durationMs: ___,
    maxArrivals: ____,
    ...plan
  } = loadTestPlanOf(settings, 0);
  return {
    service,
    plan: { ...plan, pattern: plan.pattern === 'closed' ? 'poisson' : plan.pattern },
    rule: batchRuleOf(settings, largestBatch),
    objective: { quantile: settings.tailPercentile / 100, latencyMs: settings.tailLatency },
    ...capacityGrid({
      maxBatch: settings.maxBatch,
      maxWaitMs: settings.maxWait,
      tailLatencyMs: settings.tailLatency,
      largestBatch,
    }),
  };
}
