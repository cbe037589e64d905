import { median, quantile } from '../stats/quantile.ts';
import { seededRandom } from '../stats/random.ts';
import { isSamples, type SortedSamples, sortSamples } from '../stats/samples.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import { type LatencyTail, type LoadTestPlan, latencyTail } from './arrival.ts';
import type { BatchRule } from './batch-rule.ts';
import type { CapacityQuestion, PredictedRange, Prediction, PredictOrder } from './capacity.ts';
import { rehearsalParts, ServiceTimes } from './service-times.ts';
import { simulate } from './simulation.ts';

/**
 * Number of simulations of one test, each with other draws of the pass times; odd, so that one is the median.
 */
const takes = 25;
/** Arrivals that a saturated model is given: enough that its last, partly filled batch weighs little. */
const saturatingArrivals = 4000;

/**
 * Predicts a live test of this plan and rule: the same arrivals, pair for pair, go through the same batcher,
 * with pass times drawn from the measured ones. Each figure is the median of 25 simulations.
 *
 * A machine is not as fast during a test as it was before. Of that the rehearsal gives the scale: the factor
 * by which all passes of a simulation are slower or faster has the spread of the rehearsal's parts, and its
 * logarithm is distributed as Student's t with their degrees of freedom, since they are few. The simulations
 * take its quantiles at even steps.
 *
 * It needs the lengths in the order of the pairs that the live test draws from.
 *
 * @returns `null` where nothing is answered
 * @throws RangeError where no pass was measured
 */
export function predictLoadTest({ service, plan, rule }: PredictOrder): Prediction | null {
  const times = new ServiceTimes(service);
  const { unsteadiness } = times;
  const answered: number[] = [];
  const rates: number[] = [];
  const tails: LatencyTail[] = [];
  for (let take = 1; take <= takes; take++) {
    const latenciesMs: number[] = [];
    const slowness = slownessOf(take, unsteadiness ?? 0);
    const simulated = simulate(
      {
        plan,
        rule,
        lengths: service.lengths,
        servers: service.passes.servers,
        serviceMs: times.drawnBy(seededRandom(plan.seed + take), slowness),
        endsOverloaded: true,
      },
      {
        onSettled: ({ outcome, arrival, atMs }) => {
          if (outcome === 'answered') latenciesMs.push(atMs - arrival.arrivedAtMs);
        },
      },
    );
    const tail = latencyTail(latenciesMs);
    answered.push(simulated.answered);
    rates.push(simulated.answered === 0 ? 0 : (simulated.answered * 1000) / simulated.lastOutcomeAtMs);
    if (tail !== null) tails.push(tail);
  }
  const mean = medianOf(tails.map((tail) => tail.mean));
  const p50 = medianOf(tails.map((tail) => tail.p50));
  const answeredPerSecond = medianOf(rates);
  if (mean === null || p50 === null || answeredPerSecond === null) return null;
  const p50Range = rangeOf(tails.map((tail) => tail.p50));
  return {
    answered: Math.round(medianOf(answered) ?? 0),
    answeredPerSecond,
    latencyMs: {
      mean,
      p50,
      p95: medianOf(tails.map((tail) => tail.p95)),
      p99: medianOf(tails.map((tail) => tail.p99)),
    },
    ...(unsteadiness !== null &&
      p50Range !== null && {
        rangeMs: { p50: p50Range, p95: rangeOf(tails.map((tail) => tail.p95)) },
      }),
  };
}

/** By what factor the passes of a simulation take longer than the rehearsed ones. */
function slownessOf(take: number, unsteadiness: number): number {
  if (unsteadiness === 0) return 1;
  return Math.exp(unsteadiness * studentTQuantile((take - 0.5) / takes, rehearsalParts - 1));
}

/**
 * The most arrivals a second that are answered: those of a queue that is never empty, so that every batch is
 * as full as the rule lets it be. Nothing times out and nobody is refused.
 *
 * @param servers passes that may be under way at one time
 */
export function saturatedRate(
  times: ServiceTimes,
  question: Pick<CapacityQuestion, 'pairsPerArrival' | 'rule' | 'seed'> & {
    readonly lengths: readonly number[];
  },
  servers: number,
): number {
  const { pairsPerArrival, seed, lengths } = question;
  // All of them at one moment.
  const plan: LoadTestPlan = {
    pattern: 'bursts',
    ratePerSecond: saturatingArrivals,
    rampToPerSecond: null,
    burstSize: saturatingArrivals,
    clients: 1,
    pairsPerArrival,
    durationMs: Number.POSITIVE_INFINITY,
    maxArrivals: saturatingArrivals,
    seed,
  };
  const rule: BatchRule = { ...question.rule, timeoutMs: null, queueLimit: null };
  const serviceMs = times.drawnBy(seededRandom(seed));
  const { answered, lastArrivalAtMs, lastOutcomeAtMs } = simulate({
    plan,
    rule,
    lengths,
    servers,
    serviceMs,
    endsOverloaded: false,
  });
  return (answered * 1000) / (lastOutcomeAtMs - lastArrivalAtMs);
}

/**
 * The most arrivals a second that a rule answers on the machine whose passes were measured (`saturatedRate`).
 *
 * @throws RangeError where no pass was measured
 */
export function estimateCapacity({ service, ...question }: CapacityQuestion): number {
  return saturatedRate(
    new ServiceTimes(service),
    { ...question, lengths: service.lengths },
    service.passes.servers,
  );
}

/** `null` unless most are known. A simulation that overloads at once may have too few answers for a tail. */
function sortedOf(values: readonly (number | null)[]): SortedSamples | null {
  const known = values.filter((value) => value !== null);
  return isSamples(known) && known.length > values.length / 2 ? sortSamples(known) : null;
}

function medianOf(values: readonly (number | null)[]): number | null {
  const sorted = sortedOf(values);
  return sorted && median(sorted);
}

function rangeOf(values: readonly (number | null)[]): PredictedRange | null {
  const sorted = sortedOf(values);
  return sorted && [quantile(sorted, 0.1), quantile(sorted, 0.9)];
}
