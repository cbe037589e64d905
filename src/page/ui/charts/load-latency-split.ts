import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import { quantile, samplesForP95, samplesForP99 } from '../../../core/stats/quantile.ts';
import { isSamples, sortSamples } from '../../../core/stats/samples.ts';

/** One quantile of the latencies, and what it consists of; ms. */
export interface LatencyBar {
  /** Within (0, 1). */
  readonly quantile: number;
  readonly waitingMs: number;
  readonly computingMs: number;
}

/** Each quantile with the fewest answers that it is drawn from. */
const drawn = [
  [0.5, 1],
  [0.75, 4],
  [0.9, 10],
  [0.95, samplesForP95],
  [0.99, samplesForP99],
] as const;

/** A quantile is split as the answers within so much of it in rank are, on each side. */
const neighbourhood = 0.025;

/**
 * Latency quantiles of the answered requests (type 7), each split into waiting and computing. Quantiles of the parts do not add
 * up to that of the whole, so a bar is split as the mean of the requests around it is: those within 2.5 % of its rank, at least
 * the nearest one.
 */
export function latencyBars({ arrivals }: Pick<DraftLoadTest, 'arrivals'>): LatencyBar[] {
  const answered = arrivals.outcome
    .flatMap((outcome, i) =>
      outcome === 'answered'
        ? { latencyMs: arrivals.latencyMs[i] ?? 0, computingMs: arrivals.computingMs[i] ?? 0 }
        : [],
    )
    .sort((a, b) => a.latencyMs - b.latencyMs);
  const latencies = answered.map(({ latencyMs }) => latencyMs);
  if (!isSamples(latencies)) return [];
  const samples = sortSamples(latencies);
  const last = answered.length - 1;
  return drawn
    .filter(([, fewest]) => answered.length >= fewest)
    .map(([p]) => {
      const around = answered.slice(
        Math.round(last * Math.max(0, p - neighbourhood)),
        Math.round(last * Math.min(1, p + neighbourhood)) + 1,
      );
      const latency = around.reduce((total, one) => total + one.latencyMs, 0);
      const computing = around.reduce((total, one) => total + one.computingMs, 0);
      const whole = quantile(samples, p);
      const computingMs = latency > 0 ? whole * Math.min(1, computing / latency) : 0;
      return { quantile: p, waitingMs: whole - computingMs, computingMs };
    });
}
