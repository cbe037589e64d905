import type { Arrival, Outcome, Settled } from '../serving/arrival.ts';
import type { BatchStart, LoadTestEvent, LoadTestResume } from '../serving/load-test-order.ts';

/** A batch as far as it has come. Times are ms since the test began. */
export interface FoldedBatch extends BatchStart {
  /** `null` while it is under way. */
  readonly endedAtMs: number | null;
}

/** What a worker's failure means for the arrivals of its batches under way. */
export interface WorkerLoss {
  /** The batch that failed, if the worker could name it; `null` where all batches under way are lost. */
  readonly batch: number | null;
  readonly isOutOfMemory: boolean;
}

/**
 * The present state of a live load test, folded from the events of its workers, which follow one another. It
 * knows what a fresh worker has to go on with, and settles what a lost worker no longer can, so every arrival
 * ends up with exactly one outcome.
 */
export class LoadTestFold {
  #startedAtMs: number | null = null;
  #toldAtMs = 0;
  #pausedMs = 0;
  #arrived = 0;
  #lastArrivalAtMs = 0;
  #answered = 0;
  #maxBatch: number;
  readonly #open = new Map<number, Arrival>();
  readonly #settled: Settled[] = [];
  readonly #alone = new Set<number>();
  readonly #batches: FoldedBatch[] = [];
  /** Indices in `#batches` of the present worker's batches, by their id. */
  #places = new Map<number, number>();
  readonly #underWay = new Set<number>();
  /** How long earlier workers computed for arrivals that are still open, ms. */
  readonly #computedBefore = new Map<number, number>();

  /** @param maxBatch of the rule, pairs */
  constructor(maxBatch: number) {
    this.#maxBatch = maxBatch;
  }

  /** When the test began, ms since the epoch; `null` before it did. */
  get startedAtMs(): number | null {
    return this.#startedAtMs;
  }

  /** The latest time of the test that its workers reported, ms. */
  get toldAtMs(): number {
    return this.#toldAtMs;
  }

  /** How long the tab was hidden during the test, ms. */
  get pausedMs(): number {
    return this.#pausedMs;
  }

  /** Most pairs in a batch from now on: the rule's number, or fewer after memory ran out. */
  get maxBatch(): number {
    return this.#maxBatch;
  }

  get arrived(): number {
    return this.#arrived;
  }

  /** When the last arrival so far was due, ms; 0 before the first. */
  get lastArrivalAtMs(): number {
    return this.#lastArrivalAtMs;
  }

  get answered(): number {
    return this.#answered;
  }

  /** Whether a batch is under way. */
  get isComputing(): boolean {
    return this.#underWay.size > 0;
  }

  /** Arrivals without an outcome that are in no pass. */
  get waiting(): number {
    const computing = new Set(this.#batchesUnderWay().flatMap(({ arrivals }) => arrivals));
    return [...this.#open.keys()].filter((id) => !computing.has(id)).length;
  }

  /** Every arrival with an outcome, in the order of the outcomes. */
  get settled(): readonly Settled[] {
    return this.#settled;
  }

  /** All batches, in the order in which they left. */
  get batches(): readonly FoldedBatch[] {
    return this.#batches;
  }

  /** The test's time at a moment of the page's clock, ms; never before what workers already reported. */
  timeAt(epochMs: number): number {
    return Math.max(this.#toldAtMs, this.#startedAtMs === null ? 0 : epochMs - this.#startedAtMs);
  }

  take(event: LoadTestEvent): void {
    switch (event.type) {
      case 'began':
        this.#startedAtMs ??= event.startedAtMs;
        return;
      case 'progress':
        for (const arrival of event.arrived) this.#arrive(arrival);
        for (const batch of event.started) this.#start(batch);
        for (const { id, endedAtMs } of event.ended) this.#end(id, endedAtMs);
        for (const settled of event.settled) this.#settle(settled);
        break;
      case 'hidden':
        break;
      case 'shown':
        this.#pausedMs = event.pausedMs;
        break;
      default:
        event satisfies never;
    }
    this.#toldAtMs = Math.max(this.#toldAtMs, event.atMs);
  }

  /**
   * Takes note that the worker is lost, and its batches under way with it. If memory ran out for a batch of
   * several pairs, each of its arrivals will be tried alone, and batches have at most half as many pairs from
   * now on. Otherwise the arrivals of the lost batches have failed. Arrivals that were waiting go on waiting.
   *
   * @returns whether batches became smaller, so that a fresh worker may succeed
   */
  lose({ batch, isOutOfMemory }: WorkerLoss, atMs: number): boolean {
    const lost = this.#batchesUnderWay().filter(({ id }) => batch === null || id === batch);
    const largest = Math.max(0, ...lost.map(({ pairs }) => pairs));
    const isStepDown = isOutOfMemory && largest > 1;
    for (const { id } of this.#batchesUnderWay()) this.#end(id, atMs);
    this.#keepComputed();
    if (isStepDown) this.#maxBatch = Math.max(1, Math.min(this.#maxBatch, Math.floor(largest / 2)));
    for (const { arrivals } of lost) {
      for (const id of arrivals) {
        if (isStepDown) this.#alone.add(id);
        else this.#close(id, 'failed', atMs);
      }
    }
    return isStepDown;
  }

  /** What a fresh worker goes on with; `null` if the test has not begun. */
  resume(): LoadTestResume | null {
    if (this.#startedAtMs === null) return null;
    return {
      startedAtMs: this.#startedAtMs,
      arrived: this.#arrived,
      open: [...this.#open.values()].sort((a, b) => a.id - b.id),
      alone: [...this.#alone].filter((id) => this.#open.has(id)),
      maxBatch: this.#maxBatch,
      pausedMs: this.#pausedMs,
    };
  }

  /** Ends the test: all arrivals without an outcome get this one. */
  closeAll(outcome: Outcome, atMs: number): void {
    for (const { id } of this.#batchesUnderWay()) this.#end(id, atMs);
    this.#keepComputed();
    for (const id of [...this.#open.keys()]) this.#close(id, outcome, atMs);
  }

  #batchesUnderWay(): FoldedBatch[] {
    return [...this.#underWay].flatMap((place) => this.#batches[place] ?? []);
  }

  #arrive(arrival: Arrival): void {
    this.#note(arrival);
    this.#open.set(arrival.id, arrival);
  }

  /** Counts an arrival. A refused one is reported only with its outcome, so both reports count. */
  #note({ id, arrivedAtMs }: Arrival): void {
    this.#arrived = Math.max(this.#arrived, id + 1);
    this.#lastArrivalAtMs = Math.max(this.#lastArrivalAtMs, arrivedAtMs);
  }

  #start(batch: BatchStart): void {
    const place = this.#batches.push({ ...batch, endedAtMs: null }) - 1;
    this.#places.set(batch.id, place);
    this.#underWay.add(place);
  }

  #end(id: number, endedAtMs: number): void {
    const place = this.#places.get(id);
    const batch = place === undefined ? undefined : this.#batches[place];
    if (place === undefined || batch === undefined || !this.#underWay.delete(place)) return;
    this.#batches[place] = { ...batch, endedAtMs: Math.max(batch.startedAtMs, endedAtMs) };
  }

  #settle({ arrival, outcome, atMs, computingMs }: Settled): void {
    this.#note(arrival);
    this.#open.delete(arrival.id);
    const before = this.#computedBefore.get(arrival.id) ?? 0;
    this.#computedBefore.delete(arrival.id);
    if (outcome === 'answered') this.#answered++;
    this.#settled.push({ arrival, outcome, atMs, computingMs: before + computingMs });
  }

  #close(id: number, outcome: Outcome, atMs: number): void {
    const arrival = this.#open.get(id);
    // An arrival that already has its outcome (a timeout, for example) keeps it.
    if (arrival !== undefined)
      this.#settle({ arrival, outcome, atMs: Math.max(atMs, arrival.arrivedAtMs), computingMs: 0 });
  }

  /** Keeps how long open arrivals have been computed so far, since a fresh worker counts from 0. */
  #keepComputed(): void {
    const intervals = new Map<number, [number, number][]>();
    for (const place of this.#places.values()) {
      const batch = this.#batches[place];
      if (batch === undefined || batch.endedAtMs === null) continue;
      for (const id of batch.arrivals) {
        if (!this.#open.has(id)) continue;
        intervals.set(id, [...(intervals.get(id) ?? []), [batch.startedAtMs, batch.endedAtMs]]);
      }
    }
    for (const [id, some] of intervals) {
      this.#computedBefore.set(id, (this.#computedBefore.get(id) ?? 0) + coveredMs(some));
    }
    this.#places = new Map();
  }
}

/** Length of the union of the intervals `[from, to]`, ms: where they overlap, time counts once. */
function coveredMs(intervals: readonly (readonly [number, number])[]): number {
  let covered = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const [from, to] of [...intervals].sort((a, b) => a[0] - b[0])) {
    covered += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return covered;
}
