import { seededRandom } from '../stats/random.ts';
import type { LoadTestPlan, Settled } from './arrival.ts';
import { ArrivalSource } from './arrival-source.ts';
import type { BatchRule } from './batch-rule.ts';
import type { Objective, PlanOrder } from './capacity.ts';
import { saturatedRate } from './predict.ts';
import { ServiceTimes } from './service-times.ts';
import { simulate } from './simulation.ts';

/** Share of the arrivals at the beginning, while the queue fills, that is not judged. */
const warmUp = 0.1;
/** Shares of the capacity that are tried from the top until one holds; at all of it a queue has no bound. */
const shares = [0.99, 0.95, 0.9, 0.8, 0.7, 0.55, 0.4, 0.25, 0.12, 0.05, 0.02] as const;
/** The rate is found to this share. */
const tolerance = 0.01;

/** The setting whose rate is looked for, and its service. */
export interface RateQuestion {
  readonly rule: BatchRule;
  /** Machines like the one that was measured, behind one queue. */
  readonly machines: number;
  /** The share of the capacity that a similar setting takes. It is tried first. */
  readonly likelyShare?: number | null;
}

export interface FoundRate {
  /** 0 where no rate holds. */
  readonly ratePerSecond: number;
  /** Of the capacity; `null` where no rate holds. */
  readonly share: number | null;
}

/**
 * Looks for the most arrivals a second that a setting takes within an objective, by simulation.
 *
 * A rate is sustainable where, of the arrivals of a simulation but its first tenth, at least the objective's
 * share is answered within its latency, nobody is refused, and the test does not end overloaded. An arrival
 * that timed out counts as one beyond the latency, so a share of them below 1 − quantile is borne. That share
 * is the quantile by the inverted distribution function (type 1): no interpolation between an answer and
 * none.
 *
 * Rates are tried from nearly the saturated one down, since with a wait a low rate can fail where a higher
 * one holds (batches fill sooner), then bisected to 1 %. How long a simulation is, `simulatedArrivals` says.
 * All are tried with the same arrivals, stretched (common random numbers; Law, Simulation Modeling and
 * Analysis, §11.2), and stretched so that their rate in the very simulation is the rate in question: 20,000
 * exponential gaps miss theirs by 0.7 % otherwise.
 */
export class SustainableRates {
  readonly #order: PlanOrder;
  readonly #pattern: LoadTestPlan['pattern'];
  readonly #times: ServiceTimes;
  readonly #betweenSimulations: () => Promise<void>;
  readonly #capacities = new Map<number, number>();
  readonly #stretches = new Map<number, number>();
  #arrivals = 0;

  /**
   * @param betweenSimulations ends the search by throwing
   * @throws RangeError where no pass was measured
   */
  constructor(order: PlanOrder, betweenSimulations: () => Promise<void>) {
    this.#order = order;
    // A closed loop has no rate of its own. Many independent clients come as a Poisson process.
    this.#pattern = order.plan.pattern === 'closed' ? 'poisson' : order.plan.pattern;
    this.#times = new ServiceTimes(order.service);
    this.#betweenSimulations = betweenSimulations;
  }

  /** Arrivals simulated so far. */
  get simulatedArrivals(): number {
    return this.#arrivals;
  }

  /** The rate of all machines together. */
  async of(question: RateQuestion): Promise<FoundRate> {
    const most = this.capacityOf(question.rule) * question.machines;
    const [low, high] = await this.#bracket(question, most);
    const ratePerSecond = await this.#bisected(question, low * most, high * most);
    return { ratePerSecond, share: ratePerSecond === 0 ? null : ratePerSecond / most };
  }

  /**
   * Two shares of the capacity, of which the lower holds and the higher does not; both 0 where none holds.
   */
  async #bracket(question: RateQuestion, most: number): Promise<readonly [number, number]> {
    const holds = (share: number) => this.#holds(question, share * most);
    const likely = question.likelyShare ?? null;
    if (likely !== null) {
      const above = Math.min(likely * (1 + 2 * tolerance), shares[0]);
      const below = likely * (1 - 2 * tolerance);
      const isHigher = await holds(above);
      if (isHigher && above === shares[0]) return [above, above];
      if (!isHigher && (await holds(below))) return [below, above];
    }
    let high = 0;
    for (const share of shares) {
      if (await holds(share)) return [share, high === 0 ? share : high];
      high = share;
    }
    return [0, 0];
  }

  async #bisected(question: RateQuestion, holding: number, failing: number): Promise<number> {
    let low = holding;
    let high = failing;
    while (high > low * (1 + tolerance)) {
      const middle = Math.sqrt(low * high);
      if (await this.#holds(question, middle)) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Arrivals a second that one machine answers at most. */
  capacityOf(rule: BatchRule): number {
    let rate = this.#capacities.get(rule.maxBatch);
    if (rate === undefined) {
      const { plan, service } = this.#order;
      const { pairsPerArrival, seed } = plan;
      const question = { pairsPerArrival, seed, rule, lengths: service.lengths };
      rate = saturatedRate(this.#times, question, service.passes.servers);
      this.#capacities.set(rule.maxBatch, rate);
    }
    return rate;
  }

  async #holds({ rule, machines }: RateQuestion, ratePerSecond: number): Promise<boolean> {
    await this.#betweenSimulations();
    const { service, objective, plan } = this.#order;
    const servers = service.passes.servers * machines;
    const count = simulatedArrivals({
      answeredMeanwhile: (this.capacityOf(rule) * machines * objective.latencyMs) / 1000,
      pairsPerArrival: plan.pairsPerArrival,
      maxBatch: rule.maxBatch,
      servers,
      machines,
    });
    const judged = judge(objective, count);
    const simulated = simulate(
      {
        plan: this.#planOf(count, ratePerSecond * this.#stretch(count)),
        rule: { ...rule, queueLimit: rule.queueLimit === null ? null : rule.queueLimit * machines },
        lengths: service.lengths,
        servers,
        serviceMs: this.#times.drawnBy(seededRandom(plan.seed)),
        endsOverloaded: true,
      },
      judged,
    );
    this.#arrivals += simulated.arrived;
    return !simulated.isOverloaded && !judged.shouldStop();
  }

  /** Arrivals that a run expects by its gaps, ÷ their number. */
  #stretch(count: number): number {
    let stretch = this.#stretches.get(count);
    if (stretch === undefined) {
      const source = new ArrivalSource(this.#planOf(count, 1000), 1);
      let lastAtMs = 0;
      while (!source.isOver) lastAtMs = source.next().arrivedAtMs;
      stretch = lastAtMs / count;
      this.#stretches.set(count, stretch);
    }
    return stretch;
  }

  #planOf(maxArrivals: number, ratePerSecond: number): LoadTestPlan {
    return {
      ...this.#order.plan,
      pattern: this.#pattern,
      ratePerSecond,
      rampToPerSecond: null,
      durationMs: Number.POSITIVE_INFINITY,
      maxArrivals,
    };
  }
}

/** Counts the arrivals that miss the objective, and ends a simulation as soon as they are too many. */
function judge({ quantile, latencyMs }: Objective, count: number) {
  const first = Math.floor(count * warmUp);
  // Rounded: 0.01 of 2700 is 27, whatever 1 − 0.99 is in binary.
  const allowed = Math.floor((count - first) * (1 - quantile) + 1e-6);
  let beyond = 0;
  let isRefused = false;
  return {
    onSettled({ arrival, outcome, atMs }: Settled): void {
      if (arrival.id < first) return;
      if (outcome === 'refused') isRefused = true;
      if (outcome !== 'answered' || atMs - arrival.arrivedAtMs > latencyMs) beyond++;
    },
    shouldStop: (): boolean => isRefused || beyond > allowed,
  };
}

/** Arrivals of a simulation: two hundred of them are beyond a P99, though they come in clusters. */
const fewestArrivals = 20_000;
/**
 * More of them take longer than anybody waits: in each of a grid's simulations, and in the few of many
 * machines.
 */
const mostArrivals = { oneMachine: 40_000, manyMachines: 150_000 } as const;
/** On many machines, arrivals that keep all of them busy for so many full batches each. */
const batchesOfEach = 20;
/** What the length of a simulation depends on. */
export interface LengthQuestion {
  /** Arrivals that are answered at most within the latency of the objective. */
  readonly answeredMeanwhile: number;
  readonly pairsPerArrival: LoadTestPlan['pairsPerArrival'];
  readonly maxBatch: number;
  /** Of all machines together. */
  readonly servers: number;
  readonly machines: number;
}

/**
 * How many arrivals a simulation needs in which a tail of latencies near saturation is judged.
 *
 * A queue forgets what it was after some (1 − ρ)⁻² arrivals, and the load ρ whose tail is as long as d mean
 * service times has 1 − ρ in proportion to 1/d (the exponential tail of heavy traffic, Kingman 1962). So
 * 60·d² arrivals are taken, between 20,000 and 40,000 on one machine and 150,000 on several; with 5,000 the
 * rates found were 5 % too high, since a run that short has seen too few of the rare bad moments that make
 * the tail.
 */
export function simulatedArrivals(question: LengthQuestion): number {
  const { answeredMeanwhile, pairsPerArrival, maxBatch, servers, machines } = question;
  const [fewest, most] = pairsPerArrival;
  const ofABatch = Math.max(1, (2 * maxBatch) / (fewest + most));
  const wanted = Math.max(fewestArrivals, 60 * answeredMeanwhile ** 2, batchesOfEach * servers * ofABatch);
  return Math.ceil(Math.min(machines === 1 ? mostArrivals.oneMachine : mostArrivals.manyMachines, wanted));
}
