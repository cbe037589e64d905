import type { Clock } from '../rerank/clock.ts';
import { asFailure, Failure, type FailureData, failureData, isOutOfMemory } from '../rerank/failure.ts';
import type { Pair } from '../rerank/pair.ts';
import { tokenCounter } from '../rerank/pair-encoding.ts';
import type { MeasuredPasses, PassTime } from '../rerank/pass-times.ts';
import { type PairScorer, type Sample, type ScoredRequest, scoreRequest } from '../rerank/score-request.ts';
import { isHiddenAfter, type TabVisibility } from '../threads/tab-visibility.ts';
import { batchingOf, cellAt, type LaneBatching } from './cell-batching.ts';
import { largestBatches } from './largest-batch.ts';
import type { MemoryMeter, MemoryReading } from './memory-meter.ts';
import { RoundPasses } from './round-passes.ts';
import { isBudgetSpent, needsRound } from './stopping.ts';
import { type CellPlan, requestPairs, roundOrder, warmUpOrder } from './sweep-plan.ts';
import { warmUpRule } from './warm-up-rule.ts';

/** What to measure in one lane. Cells are named by their index in `cells`. */
export interface LaneOrder extends LaneBatching {
  readonly cells: readonly CellPlan[];
  /** Places of the cells to measure; the others are skipped or have ended. */
  readonly living: readonly number[];
  readonly pairs: readonly Pair[];
  readonly seed: number;
  /** Samples a cell, or `null` for as many as the intervals and the choice of a batch size need. */
  readonly repetitions: number | null;
  /** When the run began, in ms since the epoch. */
  readonly runStartedAtMs: number;
  /** What an earlier worker of this lane already measured. */
  readonly resume: LaneResume;
}

export interface LaneResume {
  /** Rounds that are over. */
  readonly rounds: number;
  /** Latencies of each cell by place, ms. */
  readonly latencies: readonly (readonly number[])[];
  readonly spentMs: number;
}

/** The events of a lane while it is measured. */
export type LaneEvent =
  | { readonly type: 'cell-started'; readonly cell: number; readonly round: number }
  | {
      readonly type: 'warmed-up';
      readonly cell: number;
      readonly firstRunMs: number;
      readonly latencyMs: number;
      readonly memory: MemoryReading;
    }
  | { readonly type: 'sample'; readonly cell: number; readonly sample: Sample }
  | {
      readonly type: 'round-done';
      readonly round: number;
      readonly spentMs: number;
      /** Passes of the samples that this worker took in the round; `null` where it took none. */
      readonly passes: MeasuredPasses | null;
    }
  /** The tab is hidden: sampling waits. `atMs` by the lane's clock. */
  | { readonly type: 'hidden'; readonly atMs: number }
  /** The tab is back; what was under way when it went was discarded. */
  | { readonly type: 'shown'; readonly atMs: number }
  /** A request of this cell gave scores that are no numbers. */
  | { readonly type: 'scores-not-numbers'; readonly cell: number }
  /** Tokens of each pair of the largest request, special tokens included, before anything is cut. */
  | { readonly type: 'pairs-counted'; readonly tokens: readonly number[] };

/** How a lane's measuring ended. */
export type LaneRunEnd =
  | { readonly state: 'done' }
  | { readonly state: 'stopped' }
  /** A cell failed. The model must not be used again. A new worker goes on with the cells that are left. */
  | {
      readonly state: 'cell-failed';
      readonly cell: number;
      readonly failure: FailureData;
      /** Where memory ran out: the cells that would need at least as much. */
      readonly hopeless: readonly number[];
    };

export interface LaneTools {
  readonly scorer: PairScorer;
  /** Ms since the epoch, monotonic within the lane. */
  readonly clock: Clock;
  readonly emit: (event: LaneEvent) => void;
  /** Asked between passes. */
  readonly shouldStop: () => boolean;
  readonly memory: MemoryMeter;
  readonly visibility: TabVisibility;
  /** Lets messages in; awaited between requests, outside every timed window. */
  readonly breathe: () => Promise<void>;
}

class Stopped extends Error {}

/**
 * Measures the cells of one lane: a warm-up of every cell, then rounds in shuffled order.
 * Rules 2 to 4 (docs/method.md).
 */
export async function runLane(lane: LaneOrder, tools: LaneTools): Promise<LaneRunEnd> {
  const { cells, living, resume, repetitions, seed } = lane;
  const { scorer, clock, emit, shouldStop, breathe, memory, visibility } = tools;
  const pairsOf = requestPairs(lane.pairs, seed);
  const largestBatch = largestBatches(lane, scorer.tokenizer);
  const latencies = cells.map((_, place) => [...(resume.latencies[place] ?? [])]);
  let current = living[0] ?? 0;
  /** How long the tab was hidden, which does not count as sampling time. */
  let hiddenMs = 0;
  let toldOfScores = false;
  const passes = new RoundPasses(scorer);
  /**
   * Requests in one window of each cell, found in its warm-up: more than one where the clock is too coarse
   * for one.
   */
  const repeats = cells.map(() => 1);

  const waitUntilShown = async (): Promise<void> => {
    const start = clock.now();
    emit({ type: 'hidden', atMs: start });
    await visibility.whenShown();
    const atMs = clock.now();
    hiddenMs += atMs - start;
    emit({ type: 'shown', atMs });
  };

  const request = async (place: number): Promise<TimedScores> => {
    const cell = cellAt(cells, place);
    const pairs = pairsOf(cell.pairCount);
    const options = batchingOf(lane, cell);
    for (;;) {
      await breathe();
      if (isHiddenAfter(visibility.changes())) await waitUntilShown();
      if (shouldStop()) throw new Stopped();
      const changes = visibility.changes();
      const score = (onPassTime: (time: PassTime) => void) =>
        scoreRequest(scorer, pairs, options, clock, { shouldStop, onPassTime });
      const scored = await timedWindow(score, repeats[place] ?? 1, clock);
      if (scored === null) throw new Stopped();
      // Without shared words the page's message is still waiting to be let in.
      await breathe();
      if (visibility.changes() === changes) {
        noteScores(place, scored.scores);
        return scored;
      }
      // The tab may have been hidden and shown again within the request, which the wait above does not
      // notice.
      if (!isHiddenAfter(visibility.changes())) await waitUntilShown();
    }
  };

  const noteScores = (place: number, scores: Float32Array): void => {
    if (toldOfScores || scores.every(Number.isFinite)) return;
    toldOfScores = true;
    emit({ type: 'scores-not-numbers', cell: place });
  };

  const warmUp = async (place: number): Promise<void> => {
    current = place;
    emit({ type: 'cell-started', cell: place, round: 0 });
    memory.mark();
    // A fresh worker finds the repeats anew: the cold request is a window of its own.
    repeats[place] = 1;
    const firstRunMs = (await request(place)).cost.latencyMs;
    let windows = 0;
    let total = 0;
    let spent = firstRunMs;
    let sawNothing = false;
    while (windows + 1 < warmUpRule.minRequests || spent < warmUpRule.minMs) {
      const made: number = repeats[place] ?? 1;
      const { latencyMs } = (await request(place)).cost;
      windows++;
      total += latencyMs;
      spent += latencyMs * made;
      if (latencyMs > 0) continue;
      sawNothing = true;
      if (made >= mostRepeats) throw tooFast();
      repeats[place] = 2 * made;
    }
    // From now on every reading counts: windows made anew until they could be told would all be too long.
    if (sawNothing) repeats[place] = Math.min(mostRepeats, stepsPerWindow * (repeats[place] ?? 1));
    const latencyMs = total / windows;
    emit({ type: 'warmed-up', cell: place, firstRunMs, latencyMs, memory: memory.read() });
  };

  const measure = async (place: number, round: number): Promise<void> => {
    current = place;
    emit({ type: 'cell-started', cell: place, round });
    const { cost, times } = await request(place);
    passes.add(cost, cellAt(cells, place).pairCount, times);
    const startedAtMs = cost.startedAtMs - lane.runStartedAtMs;
    latencies[place]?.push(cost.latencyMs);
    emit({ type: 'sample', cell: place, sample: { ...cost, round, startedAtMs } });
  };

  try {
    for (const place of warmUpOrder(cells, living, largestBatch)) await warmUp(place);
    const samplingStart = clock.now();
    const hiddenBefore = hiddenMs;
    const spentMs = () => resume.spentMs + clock.now() - samplingStart - (hiddenMs - hiddenBefore);
    let rounds = resume.rounds;
    const state = () => ({
      rounds,
      cells: living.map((place) => ({ ...cellAt(cells, place), latencies: latencies[place] ?? [] })),
      spentMs: spentMs(),
    });
    while (needsRound(state(), repetitions)) {
      const round = rounds + 1;
      for (const place of roundOrder(living, seed, round)) {
        if (isBudgetSpent(round, spentMs(), repetitions)) break;
        // A round that an earlier worker began is finished, not repeated.
        if ((latencies[place]?.length ?? 0) >= round) continue;
        await measure(place, round);
      }
      rounds = round;
      emit({ type: 'round-done', round, spentMs: spentMs(), passes: passes.take() });
    }
    emit({ type: 'pairs-counted', tokens: countLargestRequest(lane, scorer) });
    return { state: 'done' };
  } catch (error) {
    if (error instanceof Stopped) return { state: 'stopped' };
    const failure = failureData(asFailure(error));
    const hopeless = isOutOfMemory(failure.code) ? atLeastAsLarge(lane, largestBatch, current) : [];
    return { state: 'cell-failed', cell: current, failure, hopeless };
  }
}

/** Most times that a request is repeated within one window. */
const mostRepeats = 1024;

/** A scored request with the times of its passes. */
interface TimedScores extends ScoredRequest {
  readonly times: readonly PassTime[];
}

/** Steps of a coarse clock that a window of repeated requests should be longer than. */
const stepsPerWindow = 16;

const tooFast = () =>
  new Failure('unknown', `Requests are faster than the clock can tell, even ${mostRepeats} in a row.`);

/**
 * So many equal requests in one timed window; times are means over them, and the passes count once.
 *
 * @returns `null` where it was stopped
 */
async function timedWindow(
  score: (onPassTime: (time: PassTime) => void) => Promise<ScoredRequest | null>,
  repeats: number,
  clock: Clock,
): Promise<TimedScores | null> {
  const startedAtMs = clock.now();
  const times: PassTime[] = [];
  let last: ScoredRequest | null = null;
  let tokenizeMs = 0;
  let modelMs = 0;
  for (let made = 0; made < repeats; made++) {
    last = await score((time) => times.push(time));
    if (last === null) return null;
    tokenizeMs += last.cost.tokenizeMs / repeats;
    modelMs += last.cost.modelMs / repeats;
  }
  if (last === null || repeats === 1) return last && { ...last, times };
  const latencyMs = (clock.now() - startedAtMs) / repeats;
  const cost = { ...last.cost, startedAtMs, latencyMs, tokenizeMs, modelMs, repeats };
  return { ...last, cost, times: meanTimes(times, repeats) };
}

/** The passes of one of so many equal requests, each with the mean time of its shape. */
function meanTimes(times: readonly PassTime[], requests: number): PassTime[] {
  const shapes = new Map<string, { pairs: number; length: number; total: number; count: number }>();
  for (const { pairs, length, ms } of times) {
    const key = `${pairs}×${length}`;
    const { total, count } = shapes.get(key) ?? { total: 0, count: 0 };
    shapes.set(key, { pairs, length, total: total + ms, count: count + 1 });
  }
  return [...shapes.values()].flatMap(({ pairs, length, total, count }) =>
    Array.from({ length: count / requests }, () => ({ pairs, length, ms: total / count })),
  );
}

/** This comes last, since nobody waits for it and it takes as long as tokenising a request. */
function countLargestRequest({ cells, pairs, seed, maxLength }: LaneOrder, scorer: PairScorer): number[] {
  const most = Math.min(pairs.length, Math.max(...cells.map(({ pairCount }) => pairCount)));
  const count = tokenCounter(scorer.tokenizer, maxLength);
  return requestPairs(pairs, seed)(most).map((pair) => count(pair).tokens);
}

/** The living cells, other than this one, whose largest batch holds at least as many tokens as this one's. */
function atLeastAsLarge(
  { living }: LaneOrder,
  largestBatch: (place: number) => number,
  failed: number,
): number[] {
  const limit = largestBatch(failed);
  return living.filter((place) => place !== failed && largestBatch(place) >= limit);
}
