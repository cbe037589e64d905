import { padBatch, paddedLength } from '../rerank/batching.ts';
import type { PairScorer } from '../rerank/score-request.ts';
import { isHiddenAfter } from '../threads/tab-visibility.ts';
import type { Settled } from './arrival.ts';
import { ArrivalSource, placesDrawn } from './arrival-source.ts';
import { ArrivalTexts } from './arrival-texts.ts';
import { type Batch, Batcher, justAfter } from './batcher.ts';
import { EventCollector } from './event-collector.ts';
import type { LoadTestEnd, LoadTestEvent, LoadTestOrder } from './load-test-order.ts';
import type { PassTimingTools } from './measure-passes.ts';
import { LiveOverloadWatch } from './overload.ts';
import { type EndedPass, PassesUnderWay } from './passes-under-way.ts';

/**
 * Waits until a moment by the tools' clock, or until `woken` resolves, whichever is first.
 *
 * @param isPrecise whether to be there on time at the cost of keeping the thread busy shortly before; else a
 * timer's word is good enough
 */
export type WaitUntil = (atMs: number, woken: Promise<void>, isPrecise: boolean) => Promise<void>;

export interface LoadTestTools extends PassTimingTools {
  readonly scorer: PairScorer;
  readonly emit: (event: LoadTestEvent) => void;
  readonly waitUntil: WaitUntil;
}

/**
 * A live load test of one policy, driven by the batcher that simulations use too.
 *
 * Arrivals enter with the time at which they were due, however late this thread comes to notice: while a pass
 * keeps it busy, or the machine stalls, the schedule goes on, and what that costs stands in their latencies.
 * (Measuring from when a request was sent would leave the wait out: Gil Tene's "coordinated omission", How
 * NOT to Measure Latency, 2013.) They are tokenised when they are taken in, beside a pass where the thread is
 * free then; those that are refused, or whose time is up already, are not.
 *
 * While the tab is hidden nothing arrives: what is open is cancelled, passes under way are left to end, and
 * the schedule goes on, shifted by as long, when the tab is back. It is noticed between passes, and at least
 * every `tellEveryMs`.
 *
 * What happens is told by events: every arrival, every outcome, every batch. An arrival whose pairs were
 * partly computed when its worker was lost enters the next with all of them.
 *
 * @throws Failure `query-too-long`; failures of a pass are the answer `batch-failed`
 */
export async function runLoadTest(order: LoadTestOrder, tools: LoadTestTools): Promise<LoadTestEnd> {
  // A test that has not begun yet begins in sight.
  if (order.resume === null && isHiddenAfter(tools.visibility.changes())) await tools.visibility.whenShown();
  return new LiveLoadTest(order, tools).run();
}

class LiveLoadTest {
  readonly #order: LoadTestOrder;
  readonly #tools: LoadTestTools;
  readonly #source: ArrivalSource;
  readonly #batcher: Batcher;
  readonly #texts: ArrivalTexts;
  readonly #passes: PassesUnderWay;
  readonly #teller: EventCollector;
  readonly #watch: LiveOverloadWatch;
  /** By the tools' clock. */
  readonly #startedAtMs: number;
  /** What `#now` answers at least. */
  #earliestMs = Number.NEGATIVE_INFINITY;
  #pausedMs: number;
  #visibilityChanges: number;
  #batches = 0;
  #failed: EndedPass | null = null;

  constructor(order: LoadTestOrder, tools: LoadTestTools) {
    const { pairs, maxLength, plan, rule, resume } = order;
    const { scorer, clock, visibility, emit } = tools;
    this.#order = order;
    this.#tools = tools;
    this.#visibilityChanges = visibility.changes();
    this.#startedAtMs = resume?.startedAtMs ?? clock.now();
    this.#pausedMs = resume?.pausedMs ?? 0;
    this.#batcher = new Batcher(resume === null ? rule : { ...rule, maxBatch: resume.maxBatch });
    this.#texts = new ArrivalTexts(pairs, scorer.tokenizer, maxLength);
    this.#passes = new PassesUnderWay(scorer, this.#now);
    this.#teller = new EventCollector(emit, this.#now);
    this.#source =
      resume === null
        ? new ArrivalSource(plan, pairs.length)
        : new ArrivalSource(plan, pairs.length, resume.arrived, {
            open: resume.open.length,
            atMs: this.#scheduled(this.#now()),
          });
    this.#watch = new LiveOverloadWatch(order, this.#passes.most, resume === null ? 0 : this.#now());
  }

  async run(): Promise<LoadTestEnd> {
    const { breathe, shouldStop } = this.#tools;
    this.#begin();
    for (;;) {
      await breathe();
      if (this.#wasHidden()) await this.#sitOut();
      this.#takeEnded();
      if (this.#failed !== null) return this.#endFailed(this.#failed);
      if (shouldStop()) return this.#giveUp('stopped');
      this.#advance(this.#now());
      if (this.#watch.isOverloaded) return this.#giveUp('overloaded');
      this.#startBatches();
      if (this.#isOver()) return this.#end({ state: 'done' });
      this.#teller.tellIfDue();
      await this.#wait();
    }
  }

  /** Ms since the test began. */
  readonly #now = (): number => Math.max(this.#earliestMs, this.#tools.clock.now() - this.#startedAtMs);

  /** A moment of the test as the schedule counts, which waits while the tab is hidden. */
  #scheduled(atMs: number): number {
    return atMs - this.#pausedMs;
  }

  /** When the next arrival is due, ms since the test began. */
  #nextAtMs(): number {
    return this.#source.nextAtMs() + this.#pausedMs;
  }

  #begin(): void {
    const { resume, plan, pairs } = this.#order;
    if (resume === null) {
      this.#tools.emit({ type: 'began', startedAtMs: this.#startedAtMs });
      return;
    }
    const alone = new Set(resume.alone);
    const ids = new Set(resume.open.map(({ id }) => id));
    const places = placesDrawn(plan, pairs.length, resume.arrived, ids);
    for (const arrival of resume.open) {
      this.#texts.expect(arrival.id, places.get(arrival.id) ?? []);
      this.#settle([this.#batcher.arrive(arrival, alone.has(arrival.id), true)]);
    }
  }

  /** Lives through the time up to a moment: arrivals that were due by then, and those that gave up. */
  #advance(toMs: number): void {
    for (;;) {
      const arrivesAtMs = this.#nextAtMs();
      const expiresAtMs = this.#batcher.expiresAtMs();
      if (expiresAtMs < Math.min(arrivesAtMs, toMs)) {
        // One by one: in a closed loop each brings an arrival, which may come before the next gives up.
        this.#settle(this.#batcher.expire(justAfter(expiresAtMs)));
      } else if (arrivesAtMs <= toMs && !this.#watch.isOverloaded) this.#takeIn(toMs);
      else break;
    }
    const isPastEnd = this.#scheduled(toMs) >= this.#source.endsAtMs;
    if (isPastEnd || this.#source.isOver) this.#batcher.close();
  }

  #takeIn(nowMs: number): void {
    const { rule } = this.#order;
    const { id, arrivedAtMs: scheduledAtMs, places } = this.#source.next();
    const arrivedAtMs = scheduledAtMs + this.#pausedMs;
    const willBeRefused = rule.queueLimit !== null && this.#batcher.waitingArrivals >= rule.queueLimit;
    const isTooLate = rule.timeoutMs !== null && arrivedAtMs + rule.timeoutMs < nowMs;
    const lengths = willBeRefused || isTooLate ? this.#texts.lengths(places) : this.#texts.take(id, places);
    const arrival = { id, arrivedAtMs, lengths };
    this.#teller.arrived(arrival);
    this.#watch.arrived(arrival);
    this.#settle([this.#batcher.arrive(arrival)]);
  }

  #settle(outcomes: readonly (Settled | null)[]): void {
    for (const settled of outcomes) {
      if (settled === null) continue;
      this.#teller.settled(settled);
      this.#texts.forget(settled.arrival.id);
      this.#watch.settled(settled);
      this.#source.settled(settled.outcome, this.#scheduled(settled.atMs));
    }
  }

  #startBatches(): void {
    while (!this.#passes.isFull) {
      const nowMs = this.#now();
      this.#settle(this.#batcher.expire(nowMs));
      const batch = this.#batcher.take(nowMs);
      if (batch === null) return;
      this.#start(batch, nowMs);
    }
  }

  #start(batch: Batch, startedAtMs: number): void {
    const { tokenizer } = this.#tools.scorer;
    const id = this.#batches++;
    this.#teller.started({
      id,
      startedAtMs,
      pairs: batch.pairs.length,
      length: paddedLength(batch.length, this.#order),
      arrivals: [...new Set(batch.pairs.map(({ arrival }) => arrival.id))],
      waiting: this.#batcher.waitingArrivals,
    });
    // Now, since a pass may keep the thread to itself.
    this.#teller.tell();
    this.#passes.start(id, batch, () => {
      const encoded = batch.pairs.map(({ arrival, place }) => this.#texts.pair(arrival.id, place));
      return padBatch(encoded, tokenizer, this.#order);
    });
  }

  #takeEnded(): void {
    for (const ended of this.#passes.takeEnded()) {
      const { id, batch, endedAtMs, failure } = ended;
      if (failure !== null) {
        this.#failed ??= ended;
        continue;
      }
      this.#advance(endedAtMs);
      this.#teller.ended({ id, endedAtMs });
      this.#settle(this.#batcher.finish(batch, endedAtMs));
    }
  }

  /** Passes of which no arrival is left that wants an answer. */
  #dropEnded(): void {
    for (const ended of this.#passes.takeEnded()) {
      if (ended.failure === null) this.#teller.ended({ id: ended.id, endedAtMs: ended.endedAtMs });
      else this.#failed ??= ended;
    }
  }

  #isOver(): boolean {
    return this.#source.isOver && this.#batcher.openArrivals === 0 && this.#passes.isIdle;
  }

  async #wait(): Promise<void> {
    const { clock, waitUntil } = this.#tools;
    const isFree = !this.#passes.isFull;
    const endsAtMs = this.#source.endsAtMs + this.#pausedMs;
    const startAtMs = Math.min(
      this.#nextAtMs(),
      isFree ? this.#batcher.leavesAtMs() : Number.POSITIVE_INFINITY,
      // What waits for its batch to be full waits no longer.
      this.#now() < endsAtMs ? endsAtMs : Number.POSITIVE_INFINITY,
    );
    // An arrival's time is up after its last moment.
    const atMs = Math.min(startAtMs, justAfter(this.#batcher.expiresAtMs()), this.#teller.dueAtMs);
    await waitUntil(this.#startedAtMs + atMs, this.#passes.oneEnded(), isFree && atMs === startAtMs);
    // Ms since the epoch tell a quarter of a µs, so that what is due then might be due not quite yet.
    if (clock.now() >= this.#startedAtMs + atMs) this.#earliestMs = atMs;
  }

  #wasHidden(): boolean {
    const changes = this.#tools.visibility.changes();
    return changes !== this.#visibilityChanges || isHiddenAfter(changes);
  }

  async #sitOut(): Promise<void> {
    const { emit, visibility } = this.#tools;
    const hiddenAtMs = this.#now();
    this.#advance(hiddenAtMs);
    this.#cancelOpen(hiddenAtMs);
    this.#teller.tell();
    emit({ type: 'hidden', atMs: hiddenAtMs });
    await this.#passes.allEnded();
    this.#dropEnded();
    await visibility.whenShown();
    this.#visibilityChanges = visibility.changes();
    const atMs = this.#now();
    this.#pausedMs += atMs - hiddenAtMs;
    this.#teller.tell();
    emit({ type: 'shown', atMs, pausedMs: this.#pausedMs });
  }

  #cancelOpen(nowMs: number): void {
    for (const { id } of this.#batcher.open()) this.#settle([this.#batcher.cancel(id, nowMs)]);
  }

  async #giveUp(state: 'stopped' | 'overloaded'): Promise<LoadTestEnd> {
    this.#cancelOpen(this.#now());
    // What is under way may take longer than the page has patience.
    this.#teller.tell();
    await this.#passes.allEnded();
    this.#dropEnded();
    return this.#end({ state });
  }

  async #endFailed({ id, batch, failure }: EndedPass): Promise<LoadTestEnd> {
    this.#teller.tell();
    await this.#passes.allEnded();
    this.#takeEnded();
    if (failure === null) throw new TypeError('This batch has not failed.');
    return this.#end({ state: 'batch-failed', failure, batch: id, pairs: batch.pairs.length });
  }

  #end(end: LoadTestEnd): LoadTestEnd {
    this.#teller.tell();
    return end;
  }
}
