/** One user's request in a load test: a query with k documents, k pairs. */
export interface Arrival {
  /** Its place among all arrivals, from 0. */
  readonly id: number;
  /** When it was due, ms since the load test began; not when somebody got round to noticing it, so that a stalled model hides nothing. */
  readonly arrivedAtMs: number;
  /** Tokens of each of its pairs, special tokens included; at least one pair. */
  readonly lengths: readonly number[];
}

export const outcomes = ['answered', 'refused', 'timed-out', 'cancelled', 'failed'] as const;

/** What became of an arrival; each has exactly one outcome. */
export type Outcome = (typeof outcomes)[number];

/** An arrival whose outcome is known. */
export interface Settled {
  readonly arrival: Arrival;
  readonly outcome: Outcome;
  /** Since the load test began. Its latency is `atMs − arrivedAtMs`. */
  readonly atMs: number;
  /** Wall time during which at least one of its pairs was in a pass, ms; the rest of its latency it waited. */
  readonly computingMs: number;
}

/** From when it was due until its outcome, ms. */
export const latencyOf = ({ arrival, atMs }: Settled): number => atMs - arrival.arrivedAtMs;

/** The part of its latency in which nothing of it was computed, ms. */
export const waitingOf = (settled: Settled): number => latencyOf(settled) - settled.computingMs;
