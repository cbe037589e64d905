import type { Arrival, Outcome, Settled } from './arrival.ts';
import { type BatchRule, fittingPairs, pairsAround } from './batch-rule.ts';
import { PairQueue, type Waiting } from './pair-queue.ts';

/** A pair on its way through the batcher. */
export interface BatchPair {
  readonly arrival: Arrival;
  /** Its index among the arrival's pairs. */
  readonly place: number;
  /** In tokens. */
  readonly length: number;
}

/** The pairs of one pass. */
export interface Batch {
  readonly pairs: readonly BatchPair[];
  /** Tokens of its longest pair. */
  readonly length: number;
}

/** An arrival that has no outcome yet. */
interface Request {
  readonly arrival: Arrival;
  /** Pairs in the queue. */
  waiting: number;
  /** Pairs that are to be tried alone. */
  alone: number;
  /** Pairs in passes under way. */
  computing: number;
  computingSince: number;
  computingMs: number;
  isSettled: boolean;
}

/** A class, since a simulation makes millions. */
class WaitingPair implements BatchPair, Waiting {
  readonly request: Request;
  readonly arrival: Arrival;
  readonly place: number;
  readonly length: number;
  isTaken = false;

  constructor(request: Request, place: number, length: number) {
    this.request = request;
    this.arrival = request.arrival;
    this.place = place;
    this.length = length;
  }

  get isGivenUp(): boolean {
    return this.request.isSettled;
  }
}

/**
 * Dynamic batching: a queue of arrivals, and the rule by which their pairs leave it in batches. It has no
 * clock and starts nothing. Its driver, a live load test or a simulation, tells it the time, asks for a batch
 * whenever the model is free, and reports how the batch ended. Every arrival is settled exactly once.
 *
 * Times are ms since the load test began and never go back. At each new time `expire` comes first.
 */
export class Batcher {
  readonly #rule: BatchRule;
  #maxBatch: number;
  readonly #queue = new PairQueue<WaitingPair>();
  /** Pairs of batches that did not fit in memory. Each makes a batch of its own, before all others. */
  readonly #alone = new PairQueue<WaitingPair>();
  /** In the order of arrival; settled ones are dropped when they come to the head. */
  #open: Request[] = [];
  #openHead = 0;
  readonly #requests = new Map<number, Request>();
  #waitingArrivals = 0;
  #isClosed = false;

  constructor(rule: BatchRule) {
    this.#rule = rule;
    this.#maxBatch = rule.maxBatch;
  }

  /** Most pairs in a batch: as the rule says, or fewer since memory ran out. */
  get maxBatch(): number {
    return this.#maxBatch;
  }

  /** Arrivals with pairs in the queue. */
  get waitingArrivals(): number {
    return this.#waitingArrivals;
  }

  get waitingPairs(): number {
    return this.#queue.size + this.#alone.size;
  }

  /** Arrivals without an outcome, waiting or computing. */
  get openArrivals(): number {
    return this.#requests.size;
  }

  /** Those arrivals, in their order. */
  open(): Arrival[] {
    return [...this.#requests.values()].map(({ arrival }) => arrival);
  }

  /**
   * Takes an arrival into the queue.
   *
   * @param alone whether each of its pairs is to have a batch of its own, before all others: memory ran out
   * for it elsewhere
   * @param isKnown whether it was taken in before, by a worker that was lost: the queue's limit does not hold
   * for it again
   * @returns its refusal where the queue is full, else `null`
   * @throws RangeError for an arrival without pairs, or one of an id that has no outcome yet
   */
  arrive(arrival: Arrival, alone = false, isKnown = alone): Settled | null {
    if (arrival.lengths.length === 0) throw new RangeError('An arrival carries at least one pair.');
    if (this.#requests.has(arrival.id)) throw new RangeError(`Arrival ${arrival.id} is here already.`);
    const { queueLimit } = this.#rule;
    if (!isKnown && queueLimit !== null && this.#waitingArrivals >= queueLimit) {
      return { arrival, outcome: 'refused', atMs: arrival.arrivedAtMs, computingMs: 0 };
    }
    const request: Request = {
      arrival,
      waiting: alone ? 0 : arrival.lengths.length,
      alone: alone ? arrival.lengths.length : 0,
      computing: 0,
      computingSince: 0,
      computingMs: 0,
      isSettled: false,
    };
    this.#requests.set(arrival.id, request);
    this.#open.push(request);
    this.#waitingArrivals++;
    const queue = alone ? this.#alone : this.#queue;
    let place = 0;
    for (const length of arrival.lengths) queue.push(new WaitingPair(request, place++, length));
    return null;
  }

  /** Nothing more will arrive: batches that would wait to be full leave as soon as the model is free. */
  close(): void {
    this.#isClosed = true;
  }

  /**
   * Gives up an arrival whose client has gone. A pass that it is in goes on. `null` where it has an outcome
   * already.
   */
  cancel(id: number, nowMs: number): Settled | null {
    const request = this.#requests.get(id);
    return request === undefined ? null : this.#settle(request, 'cancelled', nowMs);
  }

  /**
   * The arrivals whose time was up before now, oldest first. One that is answered in its last moment counts
   * as answered.
   */
  expire(nowMs: number): Settled[] {
    const settled: Settled[] = [];
    for (let request = this.#oldestOpen(); request !== null; request = this.#oldestOpen()) {
      const deadline = this.#deadline(request);
      if (deadline >= nowMs) break;
      settled.push(this.#settle(request, 'timed-out', deadline));
    }
    return settled;
  }

  /** When the next arrival's time is up, if nothing happens before. */
  expiresAtMs(): number {
    const request = this.#oldestOpen();
    return request === null ? Number.POSITIVE_INFINITY : this.#deadline(request);
  }

  /** When a batch that is not full leaves, if nothing happens before; `Infinity` where there is none. */
  leavesAtMs(): number {
    if (this.#alone.size > 0) return Number.NEGATIVE_INFINITY;
    const oldest = this.#queue.first();
    if (oldest === null) return Number.POSITIVE_INFINITY;
    if (this.#isClosed) return Number.NEGATIVE_INFINITY;
    return oldest.arrival.arrivedAtMs + this.#rule.maxWaitMs;
  }

  /** The batch that leaves now that the model is free, or `null` where the rule says to wait. */
  take(nowMs: number): Batch | null {
    const alone = this.#alone.first();
    if (alone !== null) {
      this.#alone.take([alone]);
      alone.request.alone--;
      if (!hasWaiting(alone.request)) this.#waitingArrivals--;
      return leaving([alone], nowMs);
    }
    const { tokenBudget, lookAhead } = this.#rule;
    if (this.#queue.size === 0) return null;
    const isDue = this.leavesAtMs() <= nowMs;
    // Without a token budget, counting pairs tells whether a batch is full.
    if (!isDue && tokenBudget === null && this.#queue.size < this.#maxBatch) return null;
    const limits = { maxBatch: this.#maxBatch, tokenBudget };
    const head = this.#queue.head(this.#maxBatch);
    const fitting = fittingPairs(head, limits);
    const isFull = fitting === this.#maxBatch || fitting < head.length;
    if (!isDue && !isFull) return null;
    const pairs =
      lookAhead > 0
        ? pairsAround(this.#queue.head(Math.max(lookAhead, this.#maxBatch)), limits)
        : head.slice(0, fitting);
    this.#queue.take(pairs);
    for (const { request } of pairs) {
      request.waiting--;
      if (!hasWaiting(request)) this.#waitingArrivals--;
    }
    return leaving(pairs, nowMs);
  }

  /** Takes note that the batch is scored. @returns the arrivals that it completes */
  finish(batch: Batch, nowMs: number): Settled[] {
    const settled: Settled[] = [];
    for (const { request } of batch.pairs as readonly WaitingPair[]) {
      if (comeBack(request, nowMs) && request.computing === 0 && !hasWaiting(request)) {
        settled.push(this.#settle(request, 'answered', nowMs));
      }
    }
    return settled;
  }

  /**
   * Takes note that the batch failed. If memory ran out and it held several pairs, each of them is tried
   * alone, and batches hold half as many pairs from now on. Otherwise the arrivals that had pairs in it have
   * failed. All others stay.
   *
   * @returns the arrivals that have failed
   */
  fail(batch: Batch, nowMs: number, isOutOfMemory: boolean): Settled[] {
    const pairs = batch.pairs as readonly WaitingPair[];
    for (const { request } of pairs) comeBack(request, nowMs);
    if (!isOutOfMemory || pairs.length === 1) {
      const failed: Settled[] = [];
      for (const { request } of pairs) {
        if (!request.isSettled) failed.push(this.#settle(request, 'failed', nowMs));
      }
      return failed;
    }
    this.#maxBatch = Math.max(1, Math.min(this.#maxBatch, Math.floor(pairs.length / 2)));
    for (const { request, place, length } of pairs) {
      if (request.isSettled) continue;
      if (!hasWaiting(request)) this.#waitingArrivals++;
      request.alone++;
      this.#alone.push(new WaitingPair(request, place, length));
    }
    return [];
  }

  #settle(request: Request, outcome: Outcome, atMs: number): Settled {
    const { arrival, computing, computingSince } = request;
    if (computing > 0) request.computingMs += Math.max(0, atMs - computingSince);
    request.isSettled = true;
    this.#requests.delete(arrival.id);
    if (hasWaiting(request)) this.#waitingArrivals--;
    this.#queue.forget(request.waiting);
    this.#alone.forget(request.alone);
    return { arrival, outcome, atMs, computingMs: request.computingMs };
  }

  #oldestOpen(): Request | null {
    while (this.#open[this.#openHead]?.isSettled) this.#openHead++;
    if (this.#openHead > 1024 && this.#openHead * 2 > this.#open.length) {
      this.#open = this.#open.slice(this.#openHead);
      this.#openHead = 0;
    }
    return this.#open[this.#openHead] ?? null;
  }

  #deadline({ arrival }: Request): number {
    const { timeoutMs } = this.#rule;
    return timeoutMs === null ? Number.POSITIVE_INFINITY : arrival.arrivedAtMs + timeoutMs;
  }
}

const hasWaiting = ({ waiting, alone }: Request): boolean => waiting + alone > 0;

/** About the next moment that a double can tell from this one. */
export const justAfter = (ms: number): number => ms + Math.max(Math.abs(ms), 1) * 2 * Number.EPSILON;

/** Pairs that go into a pass. */
function leaving(pairs: readonly WaitingPair[], nowMs: number): Batch {
  let longest = 0;
  for (const { request, length } of pairs) {
    if (length > longest) longest = length;
    if (request.computing++ === 0) request.computingSince = nowMs;
  }
  return { pairs, length: longest };
}

/** One of its pairs is back from its pass. @returns whether it still wants an answer */
function comeBack(request: Request, nowMs: number): boolean {
  if (request.isSettled) return false;
  if (--request.computing === 0) request.computingMs += nowMs - request.computingSince;
  return true;
}
