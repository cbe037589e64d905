import { mean } from '../stats/moments.ts';
import { median, quantile, samplesForP95, samplesForP99 } from '../stats/quantile.ts';
import { isSamples, sortSamples } from '../stats/samples.ts';

export const arrivalPatterns = ['poisson', 'constant', 'bursts', 'closed'] as const;

/**
 * How arrivals come. In an open loop they come at a rate, whatever happens to those before them: `poisson`
 * (independent users), `constant` (even gaps) or `bursts` (several at one moment). `closed` is a number of
 * clients, each of which asks again when it has its answer.
 */
export type ArrivalPattern = (typeof arrivalPatterns)[number];

/** What comes in during a load test. */
export interface LoadTestPlan {
  readonly pattern: ArrivalPattern;
  /** Arrivals a second on average; unused in a closed loop. */
  readonly ratePerSecond: number;
  /** The rate at the end of a ramp that begins with `ratePerSecond`; `null` for a steady rate. */
  readonly rampToPerSecond: number | null;
  /** Arrivals of one burst. */
  readonly burstSize: number;
  /** Clients of a closed loop. */
  readonly clients: number;
  /** Fewest and most pairs of an arrival, drawn evenly. */
  readonly pairsPerArrival: readonly [number, number];
  /** Nothing arrives after this, ms. What has arrived by then is still answered. */
  readonly durationMs: number;
  /** Nor after so many arrivals. */
  readonly maxArrivals: number;
  readonly seed: number;
}

/** One user's request in a load test: a query with k documents, k pairs. */
export interface Arrival {
  /** Its index among all arrivals, from 0. */
  readonly id: number;
  /**
   * When it was due, ms since the load test began. It is not the time when the driver noticed it, so a
   * stalled model hides nothing.
   */
  readonly arrivedAtMs: number;
  /** Tokens of each of its pairs, special tokens included; at least one pair. */
  readonly lengths: readonly number[];
}

export const outcomes = ['answered', 'refused', 'timed-out', 'cancelled', 'failed'] as const;

/** How an arrival ended. Each has exactly one outcome. */
export type Outcome = (typeof outcomes)[number];

/** An arrival whose outcome is known. */
export interface Settled {
  readonly arrival: Arrival;
  readonly outcome: Outcome;
  /** Since the load test began. Its latency is `atMs − arrivedAtMs`. */
  readonly atMs: number;
  /**
   * Wall time during which at least one of its pairs was in a pass, ms; the rest of its latency it waited.
   */
  readonly computingMs: number;
}

/** From when it was due until its outcome, ms. */
export const latencyOf = ({ arrival, atMs }: Settled): number => atMs - arrival.arrivedAtMs;

/** The part of its latency in which none of its pairs was in a pass, ms. */
export const waitingOf = (settled: Settled): number => latencyOf(settled) - settled.computingMs;

/** Quantiles of the latencies of answered arrivals, ms; `null` where there are too few for one. */
export interface LatencyTail {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number | null;
  readonly p99: number | null;
}

/**
 * Mean and quantiles (type 7) of latencies, ms; P95 from 20 of them and P99 from 100.
 *
 * @returns `null` where there are none
 */
export function latencyTail(ms: readonly number[]): LatencyTail | null {
  if (!isSamples(ms)) return null;
  const sorted = sortSamples(ms);
  return {
    mean: mean(ms),
    p50: median(sorted),
    p95: ms.length >= samplesForP95 ? quantile(sorted, 0.95) : null,
    p99: ms.length >= samplesForP99 ? quantile(sorted, 0.99) : null,
  };
}
