import { type PaddedBatch, padBatch, paddedLength } from '../rerank/batching.ts';
import type { Clock } from '../rerank/clock.ts';
import { Failure } from '../rerank/failure.ts';
import { PairEncoder, type TextTokenizer } from '../rerank/pair-encoding.ts';
import { type MeasuredPasses, PassTally } from '../rerank/pass-times.ts';
import { passesInFlight } from '../rerank/passes-in-flight.ts';
import { logitPerPair, type PairScorer, preparesBeside } from '../rerank/score-request.ts';
import { isHiddenAfter, type TabVisibility } from '../threads/tab-visibility.ts';
import type { SimulatedService } from './capacity.ts';
import type { PassesOrder } from './load-test-order.ts';
import { type PassVisit, PassVisits, passesRule, passSizes } from './pass-visits.ts';

/** What timing passes takes from outside. */
export interface PassTimingTools {
  /** Ms since the epoch, monotonic. */
  readonly clock: Clock;
  /** Asked between passes. */
  readonly shouldStop: () => boolean;
  readonly visibility: TabVisibility;
  /**
   * Lets messages in; awaited between passes, outside everything that is timed. May be awaited several times
   * at once.
   */
  readonly breathe: () => Promise<void>;
}

/**
 * Times single passes as a load test will have them: batches of 1, 2, 4 … `maxBatch` pairs drawn from the
 * pool, each padded and scored by itself, every shape once untimed before its first time. `passesRule` says
 * how many. Where the model takes several passes at one time, as many are kept under way, since they share
 * the memory's bandwidth.
 *
 * What ran while the tab was hidden is not counted.
 *
 * @returns the times by shape, and the tokens of every pair of the pool, in its order
 * @throws Failure `query-too-long`; `stopped` where it was stopped; whatever the model throws in a pass, once
 * no other is under way
 */
export async function measurePasses(
  scorer: PairScorer,
  order: PassesOrder,
  tools: PassTimingTools,
): Promise<MeasuredPasses & Pick<SimulatedService, 'lengths'>> {
  const lengths = await tokenLengths(scorer.tokenizer, order, tools);
  const tally = await timedPasses(scorer, order, tools);
  const isBeside = preparesBeside(scorer);
  return {
    samples: tally.samples(),
    tokenizeMsPerPair: isBeside ? 0 : await tokenizeMsPerPair(scorer.tokenizer, order, tools),
    servers: scorer.parallelPasses ?? 1,
    lengths,
  };
}

async function timedPasses(
  scorer: PairScorer,
  order: PassesOrder,
  { clock, shouldStop, visibility, breathe }: PassTimingTools,
): Promise<PassTally> {
  const { pairs, maxBatch, seed } = order;
  const servers = scorer.parallelPasses ?? 1;
  const encoder = new PairEncoder(scorer.tokenizer, order.maxLength);
  const sizes = passSizes(maxBatch);
  const warm = new Set<string>();
  const tally = new PassTally();
  const times = new Map(sizes.map((size) => [size, 0]));
  let warmUp = { passes: 0, ms: 0 };
  let spentMs = 0;
  let visits = new PassVisits(sizes, pairs.length, seed);
  let isWarmingUp = true;
  /** Once nothing more starts, passes run beside fewer others than those before. */
  let isEnding = false;

  const pass = async (batch: () => PaddedBatch, size: number): Promise<number> => {
    const start = clock.now();
    logitPerPair(await scorer.forward(batch()), size);
    return clock.now() - start;
  };

  const visit = async ({ size, places }: PassVisit): Promise<void> => {
    await breathe();
    if (isHiddenAfter(visibility.changes())) await visibility.whenShown();
    if (shouldStop()) return;
    const encoded = places.flatMap((place) => {
      const pair = pairs[place];
      return pair === undefined ? [] : [encoder.encode(pair)];
    });
    const batch = () => padBatch(encoded, scorer.tokenizer, order);
    const longest = Math.max(...encoded.map(({ ids }) => ids.length));
    const length = paddedLength(longest, order);
    const shape = `${size}×${length}`;
    if (isWarmingUp || !warm.has(shape)) {
      const ms = (await pass(batch, size)) / servers;
      warm.add(shape);
      visits.spent(size, ms * servers);
      if (isWarmingUp) {
        warmUp = { passes: warmUp.passes + 1, ms: warmUp.ms + ms };
        return;
      }
      spentMs += ms;
      await breathe();
      if (shouldStop()) return;
    }
    const changes = visibility.changes();
    const ms = await pass(batch, size);
    spentMs += ms / servers;
    visits.spent(size, ms);
    // Without shared words the page's message is still waiting to be let in.
    await breathe();
    if (isEnding || visibility.changes() !== changes || isHiddenAfter(changes)) return;
    tally.add({ pairs: size, length, ms });
    times.set(size, (times.get(size) ?? 0) + 1);
  };

  const isWarm = (): boolean => {
    const { warmUpPasses, warmUpMs, warmUpMost } = passesRule;
    return warmUp.passes >= warmUpPasses && (warmUp.ms >= warmUpMs || warmUp.passes >= warmUpMost);
  };
  const isEnough = (): boolean => {
    const { fewest, most, enoughMs, hardMs } = passesRule;
    const counts = [...times.values()];
    const least = Math.min(...counts);
    if (least >= most || (least >= fewest && spentMs >= enoughMs)) return true;
    return spentMs >= hardMs && counts.some((count) => count > 0);
  };
  const next = (): PassVisit | null => {
    if (isWarmingUp && isWarm()) {
      isWarmingUp = false;
      // It begins anew, since its shapes are warm already.
      visits = new PassVisits(sizes, pairs.length, seed);
    }
    isEnding = !isWarmingUp && isEnough();
    const isOften = (size: number) => !isWarmingUp && (times.get(size) ?? 0) >= passesRule.most;
    return isEnding ? null : visits.next(isOften);
  };

  const rules = { most: servers, preparesBeside: false, shouldStop };
  const { stopped } = await passesInFlight(next, visit, rules, clock);
  if (stopped || shouldStop()) throw new Failure('stopped', 'Measuring was stopped.');
  return tally;
}

/** Most time between two turns for messages, ms. */
const mostMsAtOnce = 50;

/** Arrivals are tokenised until so much time, or so many of them. */
const tokenizingRule = { ms: 300, arrivals: 200 } as const;

/**
 * Tokens of each pair, special tokens included, as the model gets them.
 *
 * @throws Failure `query-too-long`; `stopped`
 */
export async function tokenLengths(
  tokenizer: TextTokenizer,
  { pairs, maxLength }: PassesOrder,
  { clock, shouldStop, breathe }: PassTimingTools,
): Promise<number[]> {
  const encoder = new PairEncoder(tokenizer, maxLength);
  const lengths: number[] = [];
  let since = clock.now();
  for (const pair of pairs) {
    lengths.push(encoder.encode(pair).ids.length);
    if (clock.now() - since < mostMsAtOnce) continue;
    await breathe();
    if (shouldStop()) throw new Failure('stopped', 'Measuring was stopped.');
    since = clock.now();
  }
  return lengths;
}

/** How long tokenising takes, ms a pair, for arrivals of the mean number of pairs with one query each. */
export async function tokenizeMsPerPair(
  tokenizer: TextTokenizer,
  { pairs, maxLength, pairsPerArrival: [fewest, most] }: PassesOrder,
  { clock, breathe }: PassTimingTools,
): Promise<number> {
  const each = Math.max(1, Math.round((fewest + most) / 2));
  let spentMs = 0;
  let arrivals = 0;
  while (spentMs < tokenizingRule.ms && arrivals < tokenizingRule.arrivals) {
    await breathe();
    const start = clock.now();
    const encoder = new PairEncoder(tokenizer, maxLength);
    for (let i = 0; i < each; i++) {
      const pair = pairs[(arrivals * each + i) % pairs.length];
      if (pair !== undefined) encoder.encode(pair);
    }
    spentMs += clock.now() - start;
    arrivals++;
  }
  return spentMs / (arrivals * each);
}
