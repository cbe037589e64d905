import type { Arrival, LoadTestPlan, Settled } from './arrival.ts';
import type { BatchRule } from './batch-rule.ts';
import type { LoadTestOrder } from './load-test-order.ts';

/** The outcomes of a test's arrivals so far. */
export interface ArrivalCounts {
  readonly arrived: number;
  readonly answered: number;
  /**
   * Arrivals whose clients left, or were sent away because the tab was hidden. They do not count as unserved.
   */
  readonly cancelled: number;
}

/** Standard deviations that chance may account for. */
const deviations = 3;

/**
 * Whether the model cannot keep up, so that the queue would grow without bound (or, where it is limited,
 * arrivals would be turned away or time out without end). It is asked after each arrival of an open loop,
 * live and in simulation alike; a closed loop cannot be overloaded.
 *
 * Of A arrivals so far, unserved are those neither answered nor cancelled: waiting, computing, refused, timed
 * out or failed. While the model keeps up, answers lag behind arrivals by what a moment brings, and two
 * Poisson counts of mean A differ by √(2A) (variances of independent counts add up: A + A). It is overloaded
 * when both hold:
 *
 * - unserved > 3·√((1 + b)·A) + 2·m·max(1, B ÷ k): three standard deviations, and for each of the m servers
 *   a batch that computes and one that gathers; a batch of B pairs holds those of B ÷ k arrivals of k pairs
 *   on average. b is the variance of the arrivals' count ÷ its mean: the size of bursts (a compound Poisson
 *   count), 1 for all others.
 * - more are unserved than when half of the A had come: it is still growing. A stall that is over does not
 *   end the test later.
 *
 * At a load ρ > 1 unserved grows as (1 − 1/ρ)·A, so that 150 % is seen after some 200 arrivals and 110 %
 * after some 2,500; below 1 it is bounded while the limit grows. Chance passes three deviations in 0.3 % of
 * independent looks; at ρ = 1 exactly it may, sooner or later.
 */
export class OverloadWatch {
  readonly #isOpenLoop: boolean;
  /** Variance of the difference of the counts ÷ arrivals. */
  readonly #variance: number;
  readonly #inBatches: number;
  /** Unserved when so many had arrived. */
  readonly #unservedAt: number[] = [0];

  /** @param servers passes that may be under way at one time */
  constructor(
    plan: Pick<LoadTestPlan, 'pattern' | 'burstSize' | 'pairsPerArrival'>,
    { maxBatch }: Pick<BatchRule, 'maxBatch'>,
    servers: number,
  ) {
    const [fewest, most] = plan.pairsPerArrival;
    this.#isOpenLoop = plan.pattern !== 'closed';
    this.#variance = 1 + (plan.pattern === 'bursts' ? plan.burstSize : 1);
    this.#inBatches = 2 * servers * Math.max(1, (2 * maxBatch) / (fewest + most));
  }

  /** @param counts never fewer arrivals than when it was asked before */
  isOverloaded({ arrived, answered, cancelled }: ArrivalCounts): boolean {
    if (!this.#isOpenLoop) return false;
    const unserved = arrived - answered - cancelled;
    const seen = this.#unservedAt;
    // If it is asked less often than at each arrival, the arrivals in between count as they stand now.
    while (seen.length <= arrived) seen.push(unserved);
    const chance = deviations * Math.sqrt(this.#variance * arrived);
    return unserved > chance + this.#inBatches && unserved > (seen[Math.floor(arrived / 2)] ?? 0);
  }
}

/**
 * Watches a live test for overload. A worker that replaces a lost one finds a queue that grew while there was
 * no model, which says nothing about the model. So its counts begin with the worker: older arrivals count as
 * caught up with, and it is overloaded only if the queue outgrows what it found.
 */
export class LiveOverloadWatch {
  readonly #watch: OverloadWatch;
  readonly #sinceMs: number;
  readonly #counts = { arrived: 0, answered: 0, cancelled: 0 };
  #isOverloaded = false;

  /**
   * @param servers passes that may be under way at one time
   * @param sinceMs when this worker began, ms since the test did
   */
  constructor({ plan, rule }: Pick<LoadTestOrder, 'plan' | 'rule'>, servers: number, sinceMs: number) {
    this.#watch = new OverloadWatch(plan, rule, servers);
    this.#sinceMs = sinceMs;
  }

  get isOverloaded(): boolean {
    return this.#isOverloaded;
  }

  arrived({ arrivedAtMs }: Arrival): void {
    if (arrivedAtMs < this.#sinceMs) return;
    this.#counts.arrived++;
    this.#isOverloaded ||= this.#watch.isOverloaded(this.#counts);
  }

  settled({ arrival, outcome }: Settled): void {
    if (outcome === 'answered' || arrival.arrivedAtMs < this.#sinceMs) this.#counts.answered++;
    else if (outcome === 'cancelled') {
      this.#counts.cancelled++;
      // The queue has been emptied.
      this.#isOverloaded = false;
    }
  }
}
