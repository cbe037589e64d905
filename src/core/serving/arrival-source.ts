import TinyQueue from 'tinyqueue';
import { type Random, seededRandom } from '../stats/random.ts';
import type { LoadTestPlan, Outcome } from './arrival.ts';

/** An arrival before its pairs are tokenised. */
export interface PlannedArrival {
  /** Its index among all arrivals, from 0. */
  readonly id: number;
  /** When it is due, ms since the load test began. */
  readonly arrivedAtMs: number;
  /** Indices of its pairs in the pool; a pair may come twice. */
  readonly places: readonly number[];
}

/**
 * How long a refused client waits before it asks again, ms. Without a wait it would be refused again at the
 * same moment, without end.
 */
const refusedPauseMs = 1000;

/** The state of a closed loop's clients when a worker takes over from one that was lost. */
export interface ClientsFound {
  /** Arrivals without an outcome, whose clients wait. All other clients ask at once. */
  readonly open: number;
  /** When that is, ms since the load test began. */
  readonly atMs: number;
}

/**
 * Keeps the draws of pairs apart from those of gaps, so that other rates or patterns bring the same pairs.
 */
const pairSeed = 0x9e3779b9;

/**
 * The arrivals of a load test, one after another, the same for the same plan and pool wherever they are
 * drawn.
 *
 * Open loop: the i-th arrival is due at Λ⁻¹(Sᵢ), where Λ(t) = ∫₀ᵗ rate is the number expected by t and Sᵢ a
 * sum of gaps of mean 1: exponential for `poisson` (Çinlar 1975, §4.7: a Poisson process run through Λ⁻¹ is
 * one of that rate), 1 for `constant`; for `bursts` of b arrivals exponential of mean b. With a ramp from r
 * to q over the duration D, Λ(t) = rt + (q − r)t²/2D. Another rate stretches the same Sᵢ, so two rates are
 * compared under common random numbers.
 *
 * Closed loop: every client asks at 0, and again whenever `settled` says what became of its last request.
 */
export class ArrivalSource {
  /** No arrival is due after this, ms. While all clients of a closed loop wait, only this says so. */
  readonly endsAtMs: number;
  readonly #plan: LoadTestPlan;
  readonly #poolSize: number;
  readonly #gaps: Random;
  readonly #draws: Random;
  #count = 0;
  /** Sum of the gaps so far, in arrivals expected. */
  #expected = 0;
  /** Open loop: when the next one is due. */
  #nextAtMs = Number.POSITIVE_INFINITY;
  /** Closed loop: when clients ask next. Equal times need no order, since clients are alike. */
  readonly #asks = new TinyQueue<number>();
  /** Closed loop: clients that will ask no more. */
  #gone = 0;

  /**
   * @param poolSize pairs that arrivals draw from, at least one
   * @param arrivedSoFar arrivals that an earlier worker of this test has taken: they are drawn and dropped,
   * so that ids and draws go on
   * @param clients closed loop only, for a test that goes on in another worker
   * @throws RangeError for an empty pool
   */
  constructor(
    plan: LoadTestPlan,
    poolSize: number,
    arrivedSoFar = 0,
    clients: ClientsFound = { open: 0, atMs: 0 },
  ) {
    if (poolSize < 1) throw new RangeError('Arrivals draw from at least one pair.');
    this.#plan = plan;
    this.#poolSize = poolSize;
    this.#gaps = seededRandom(plan.seed);
    this.#draws = seededRandom(plan.seed ^ pairSeed);
    this.endsAtMs = plan.durationMs;
    if (plan.pattern !== 'closed') this.#schedule();
    for (let i = 0; i < arrivedSoFar; i++) {
      this.#drawPlaces();
      this.#count++;
      if (plan.pattern !== 'closed') this.#schedule();
    }
    if (plan.pattern === 'closed') {
      for (let i = clients.open; i < plan.clients; i++) this.#askAt(clients.atMs);
    }
  }

  /**
   * When the next arrival is due, ms since the test began; `Infinity` when none will come, or while all
   * clients of a closed loop wait.
   */
  nextAtMs(): number {
    if (this.#plan.pattern !== 'closed') return this.#nextAtMs;
    return this.#isFull() ? Number.POSITIVE_INFINITY : (this.#asks.peek() ?? Number.POSITIVE_INFINITY);
  }

  /**
   * Takes the next arrival.
   *
   * @throws RangeError where `nextAtMs` is `Infinity`
   */
  next(): PlannedArrival {
    const arrivedAtMs = this.nextAtMs();
    if (arrivedAtMs === Number.POSITIVE_INFINITY) throw new RangeError('Nobody is to arrive.');
    const arrival = { id: this.#count++, arrivedAtMs, places: this.#drawPlaces() };
    if (this.#plan.pattern === 'closed') this.#asks.pop();
    else this.#schedule();
    return arrival;
  }

  /**
   * Takes the outcome of an arrival and its time, ms since the test began. In a closed loop its client then
   * asks again: at once, or a little later if it was refused. In an open loop this has no effect.
   */
  settled(outcome: Outcome, atMs: number): void {
    if (this.#plan.pattern === 'closed') this.#askAt(outcome === 'refused' ? atMs + refusedPauseMs : atMs);
  }

  /** Whether no more arrivals will come. */
  get isOver(): boolean {
    if (this.#plan.pattern !== 'closed') return this.#nextAtMs === Number.POSITIVE_INFINITY;
    return this.#isFull() || this.#gone >= this.#plan.clients;
  }

  #askAt(atMs: number): void {
    if (atMs > this.#plan.durationMs) this.#gone++;
    else this.#asks.push(atMs);
  }

  #isFull(): boolean {
    return this.#count >= this.#plan.maxArrivals;
  }

  #drawPlaces(): number[] {
    const [fewest, most] = this.#plan.pairsPerArrival;
    const count = fewest + Math.floor(this.#draws() * (most - fewest + 1));
    const places: number[] = [];
    for (let i = 0; i < count; i++) places.push(Math.floor(this.#draws() * this.#poolSize));
    return places;
  }

  #schedule(): void {
    const { pattern, burstSize, durationMs } = this.#plan;
    if (pattern !== 'bursts' || this.#count % burstSize === 0) this.#expected += this.#gap();
    const atMs = this.#isFull() ? Number.POSITIVE_INFINITY : this.#timeOf(this.#expected);
    this.#nextAtMs = atMs <= durationMs ? atMs : Number.POSITIVE_INFINITY;
  }

  #gap(): number {
    const { pattern, burstSize } = this.#plan;
    if (pattern === 'constant') return 1;
    const exponential = -Math.log(1 - this.#gaps());
    return pattern === 'bursts' ? exponential * burstSize : exponential;
  }

  /**
   * Λ⁻¹, ms. Written as 2S ÷ (r + √(r² + 2S(q − r)/D)), which is S/r for a steady rate and loses no digits
   * for one that is nearly so.
   */
  #timeOf(expected: number): number {
    const { ratePerSecond, rampToPerSecond, durationMs } = this.#plan;
    const rise = ((rampToPerSecond ?? ratePerSecond) - ratePerSecond) / (durationMs / 1000);
    const square = ratePerSecond ** 2 + 2 * rise * expected;
    // The ramp falls to 0 before this many have come.
    if (square < 0) return Number.POSITIVE_INFINITY;
    return (1000 * 2 * expected) / (ratePerSecond + Math.sqrt(square));
  }
}

/**
 * The pairs of the open arrivals of a lost worker. Events give only their lengths, so the draws are repeated.
 *
 * @param arrived arrivals there have been
 * @param ids of the open arrivals
 * @returns places in the pool by id
 */
export function placesDrawn(
  plan: LoadTestPlan,
  poolSize: number,
  arrived: number,
  ids: ReadonlySet<number>,
): Map<number, readonly number[]> {
  const source = new ArrivalSource(plan, poolSize);
  const places = new Map<number, readonly number[]>();
  for (let i = 0; i < arrived; i++) {
    const arrival = source.next();
    if (ids.has(arrival.id)) places.set(arrival.id, arrival.places);
    // In a closed loop the next client asks; whichever it is, the draws are the same.
    source.settled('answered', 0);
  }
  return places;
}
