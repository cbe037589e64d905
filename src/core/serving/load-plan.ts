export const arrivalPatterns = ['poisson', 'constant', 'bursts', 'closed'] as const;

/**
 * How arrivals come. Open loop, at a rate, whatever becomes of those before them: `poisson` (independent users), `constant` (even gaps) or
 * `bursts` (several at one moment). `closed`: so many clients, each of which asks again when it has its answer.
 */
export type ArrivalPattern = (typeof arrivalPatterns)[number];

/** What comes in during a load test. */
export interface LoadPlan {
  readonly pattern: ArrivalPattern;
  /** Arrivals a second on average; of no meaning in a closed loop. */
  readonly ratePerSecond: number;
  /** The rate at the end of a ramp that begins with `ratePerSecond`; `null` for a steady rate. */
  readonly rampToPerSecond: number | null;
  /** Arrivals of one burst. */
  readonly burstSize: number;
  /** Clients of a closed loop. */
  readonly clients: number;
  /** Fewest and most pairs of an arrival, drawn evenly. */
  readonly pairsPerArrival: readonly [number, number];
  /** Nothing arrives after this, ms; what has arrived is still answered. */
  readonly durationMs: number;
  /** Nor after so many arrivals. */
  readonly maxArrivals: number;
  readonly seed: number;
}
