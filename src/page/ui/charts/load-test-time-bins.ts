import type { DraftLoadTest } from '../../../core/document/run-draft.ts';

/** What happened in one stretch of a load test. */
interface TimeBin {
  /** The middle of the stretch, in s since the test began. */
  readonly atS: number;
  /** Requests due per second; `null` while some of them may still lack an outcome, and so are not known. */
  readonly arrivalsPerSecond: number | null;
  readonly answersPerSecond: number;
  /** Requests waiting, on average over the stretch; `null` as above. */
  readonly waiting: number | null;
}

export interface TimeBins {
  readonly widthS: number;
  /** Where the axis ends, s. */
  readonly endS: number;
  readonly bins: readonly TimeBin[];
}

/** With fewer requests in a stretch, chance would hide the load. */
const requestsInBin = 8;
const fewestBins = 10;
const mostBins = 60;

/**
 * The width of the stretches in which a test is drawn, so that each holds about eight requests, but 10 to 60
 * stretches in all.
 *
 * @param requests of the whole test
 * @returns ms; 1, 2, 2.5 or 5 times a power of ten
 */
export function binWidthMs(durationMs: number, requests: number): number {
  if (!(durationMs > 0)) return 1000;
  const count = Math.min(mostBins, Math.max(fewestBins, requests / requestsInBin));
  const wanted = durationMs / count;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return power * ([1, 2, 2.5, 5].find((factor) => factor * power >= wanted) ?? 10);
}

type BinnedTest = Pick<DraftLoadTest, 'arrivals' | 'durationMs' | 'plan' | 'state'>;

/** Taken from the plan where possible, so that a running test keeps its stretches. */
function expectedRequests({ plan, arrivals, durationMs }: BinnedTest, spanMs: number): number {
  const { pattern, ratePerSecond, rampToPerSecond, maxArrivals } = plan;
  const soFar = arrivals.arrivedAtMs.length;
  if (pattern === 'closed') return durationMs > 0 ? (soFar * spanMs) / durationMs : soFar;
  const mean = (ratePerSecond + (rampToPerSecond ?? ratePerSecond)) / 2;
  return Math.min(maxArrivals, (mean * Math.min(spanMs, plan.durationMs)) / 1000);
}

/**
 * Arrivals and answers per second, and how many requests waited, over the time of a test. A request counts as
 * waiting from when it was due for as long as its latency less its computing time. That is exact for a
 * request computed in one piece; for one computed in several, the duration is right.
 *
 * A running test holds only requests that have an outcome. If requests are answered in order, none is missing
 * up to the last arrival held. Later stretches leave arrivals and waiting open.
 */
export function timeBins(test: BinnedTest): TimeBins {
  const { arrivedAtMs, latencyMs, computingMs, outcome } = test.arrivals;
  const isRunning = test.state === 'running';
  const spanMs = Math.max(test.durationMs, isRunning ? test.plan.durationMs : 0);
  const widthMs = binWidthMs(spanMs, expectedRequests(test, spanMs));
  // The last stretch includes the remainder, because the rate of a sliver would mean nothing.
  const count = spanMs > 0 ? Math.max(1, Math.round(spanMs / widthMs)) : 0;
  const endOf = (bin: number) => (bin === count - 1 ? spanMs : (bin + 1) * widthMs);
  const arrivals = new Array<number>(count).fill(0);
  const answers = new Array<number>(count).fill(0);
  const waitedMs = new Array<number>(count).fill(0);
  const add = (to: number[], bin: number, amount: number) => {
    const place = Math.min(bin, count - 1);
    if (place >= 0) to[place] = (to[place] ?? 0) + amount;
  };
  arrivedAtMs.forEach((at, i) => {
    const latency = latencyMs[i] ?? 0;
    add(arrivals, Math.floor(at / widthMs), 1);
    if (outcome[i] === 'answered') add(answers, Math.floor((at + latency) / widthMs), 1);
    const until = at + Math.max(0, latency - (computingMs[i] ?? 0));
    for (
      let bin = Math.min(Math.floor(at / widthMs), count - 1);
      bin < count && bin * widthMs < until;
      bin++
    ) {
      add(waitedMs, bin, Math.min(until, endOf(bin)) - Math.max(at, bin * widthMs));
    }
  });
  const known = isRunning ? (arrivedAtMs.at(-1) ?? 0) : spanMs;
  const shown = isRunning ? Math.min(count, Math.floor(test.durationMs / widthMs)) : count;
  const bins = Array.from({ length: shown }, (_, bin): TimeBin => {
    const startMs = bin * widthMs;
    const lengthMs = endOf(bin) - startMs;
    const isKnown = startMs + lengthMs <= known;
    return {
      atS: (startMs + lengthMs / 2) / 1000,
      arrivalsPerSecond: isKnown ? (1000 * (arrivals[bin] ?? 0)) / lengthMs : null,
      answersPerSecond: (1000 * (answers[bin] ?? 0)) / lengthMs,
      waiting: isKnown ? (waitedMs[bin] ?? 0) / lengthMs : null,
    };
  });
  return { widthS: widthMs / 1000, endS: spanMs / 1000, bins };
}
