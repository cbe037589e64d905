import { mean } from '../stats/moments.ts';
import { seededRandom } from '../stats/random.ts';
import { isSamples } from '../stats/samples.ts';
import { type LatencyTail, type LoadTestPlan, latencyTail } from './arrival.ts';
import type { BatchRule } from './batch-rule.ts';
import type { CapacityQuestion, Prediction, PredictOrder } from './capacity.ts';
import { ServiceTimes } from './pass-time-model.ts';
import { simulate } from './simulation.ts';

/** Number of simulations of one test, each with other draws of the pass times. */
const takes = 5;
/** Arrivals that a saturated model is given: enough that its last, partly filled batch weighs little. */
const saturatingArrivals = 4000;

/**
 * Predicts a live test of this plan and rule: the same arrivals, pair for pair, go through the same batcher,
 * with pass times drawn from the measured ones. Each figure is a mean over five simulations.
 *
 * It needs the lengths in the order of the pairs that the live test draws from.
 *
 * @returns `null` where nothing is answered
 * @throws RangeError where no pass was measured
 */
export function predictLoadTest({ service, plan, rule }: PredictOrder): Prediction | null {
  const times = new ServiceTimes(service);
  const answered: number[] = [];
  const rates: number[] = [];
  const tails: LatencyTail[] = [];
  for (let take = 1; take <= takes; take++) {
    const latenciesMs: number[] = [];
    const simulated = simulate(
      {
        plan,
        rule,
        lengths: service.lengths,
        servers: service.passes.servers,
        serviceMs: times.drawnBy(seededRandom(plan.seed + take)),
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
  const means = meanOf(tails.map((tail) => tail.mean));
  const p50 = meanOf(tails.map((tail) => tail.p50));
  const answeredPerSecond = meanOf(rates);
  if (means === null || p50 === null || answeredPerSecond === null) return null;
  return {
    answered: Math.round(meanOf(answered) ?? 0),
    answeredPerSecond,
    latencyMs: {
      mean: means,
      p50,
      p95: meanOf(tails.map((tail) => tail.p95)),
      p99: meanOf(tails.map((tail) => tail.p99)),
    },
  };
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

/** `null` where there is none, or one of them is not known. */
function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return isSamples(known) && known.length === values.length ? mean(known) : null;
}
