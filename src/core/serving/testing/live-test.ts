import type { PaddedBatch } from '../../rerank/batching.ts';
import type { Pair } from '../../rerank/pair.ts';
import type { PairScorer } from '../../rerank/score-request.ts';
import { fakeScorer, wordTokenizer } from '../../rerank/testing/fake-scorer.ts';
import type { TabVisibility } from '../../threads/tab-visibility.ts';
import { type LoadTestTools, runLoadTest } from '../live-load-test.ts';
import type { LoadTestEnd, LoadTestEvent, LoadTestOrder } from '../load-test-order.ts';
import { plainPlan, plainRule } from './load-test-examples.ts';
import { VirtualTime } from './virtual-time.ts';

/** Pairs whose documents differ in length and in what the fake model scores. */
export const pool: readonly Pair[] = Array.from({ length: 12 }, (_, i) => ({
  query: 'q',
  document: Array.from({ length: 1 + (i % 5) }, (_, word) => 'x'.repeat(1 + i + word)).join(' '),
}));

/** A pair every 100 ms for half a second, each scored alone as it comes. */
export const plainOrder: LoadTestOrder = {
  pairs: pool,
  maxLength: 64,
  paddingMultiple: 1,
  plan: { ...plainPlan, pattern: 'constant', durationMs: 500 },
  rule: plainRule,
  resume: null,
};

/** When a test begins by its clock, which has run for a while already. */
export const epochMs = 1_000_000;

export interface LiveWorld {
  readonly time?: VirtualTime;
  readonly passMs?: (batch: PaddedBatch, pass: number) => number;
  /** What tokenising a text costs, ms. */
  readonly textMs?: number;
  /** What each turn for messages costs, ms. */
  readonly turnMs?: number;
  /** Passes at one time; with one the pass keeps the thread busy unless `isBeside`. */
  readonly servers?: number;
  readonly isBeside?: boolean;
  /** Called as a pass ends, passes counted from 0; may throw. */
  readonly onEnd?: (batch: PaddedBatch, pass: number) => void;
  readonly stopAtMs?: number;
  /** Times at which the tab is hidden and shown by turns, ms since the test began. */
  readonly tab?: readonly number[];
}

/** Runs a live test in virtual time. */
export async function liveTest(change: Partial<LoadTestOrder>, world: LiveWorld = {}) {
  const { tools, events, scores, counts, time } = liveTools(world);
  const end = await runLoadTest({ ...plainOrder, ...change }, tools);
  return { end, events, scores, ...counts(), time, ...told(events) };
}

/** What a live test in virtual time takes from outside, and what it leaves there. */
export function liveTools(world: LiveWorld = {}) {
  const { passMs = () => 10, textMs = 0, turnMs = 0, servers = 1 } = world;
  const { stopAtMs = Number.POSITIVE_INFINITY } = world;
  const { isBeside = servers > 1, onEnd, tab = [], time = new VirtualTime(epochMs) } = world;
  const events: LoadTestEvent[] = [];
  /** What the model answered, pass by pass. */
  const scores: number[][] = [];
  let texts = 0;
  let passes = 0;
  let underWay = 0;
  let mostUnderWay = 0;
  const { forward } = fakeScorer();
  const scorer: PairScorer = {
    tokenizer: {
      ...wordTokenizer,
      encode: (text) => {
        texts++;
        time.advance(textMs);
        return wordTokenizer.encode(text);
      },
    },
    forward: async (batch) => {
      const pass = passes++;
      const ms = passMs(batch, pass);
      mostUnderWay = Math.max(mostUnderWay, ++underWay);
      if (isBeside) await time.sleep(ms);
      else time.advance(ms);
      underWay--;
      onEnd?.(batch, pass);
      const answer = Array.from(await forward(batch));
      scores.push(answer);
      return answer;
    },
    parallelPasses: servers,
  };
  const tools: LoadTestTools = {
    scorer,
    clock: time,
    emit: (event) => events.push(structuredClone(event)),
    shouldStop: () => time.now() - epochMs >= stopAtMs,
    visibility: tabOf(time, tab),
    breathe: async () => time.advance(turnMs),
    waitUntil: time.waitUntil,
  };
  return { tools, events, scores, counts: () => ({ texts, mostUnderWay }), time };
}

function tabOf(time: VirtualTime, turns: readonly number[]): TabVisibility {
  const changes = () => turns.filter((atMs) => time.now() - epochMs >= atMs).length;
  return {
    changes,
    whenShown: async () => {
      const next = turns[changes()];
      if (changes() % 2 === 1 && next !== undefined) await time.sleep(epochMs + next - time.now());
    },
  };
}

/** All that events told, in their order. */
export function told(events: readonly LoadTestEvent[]) {
  const loads = events.filter((event) => event.type === 'progress');
  return {
    arrived: loads.flatMap((event) => event.arrived),
    settled: loads.flatMap((event) => event.settled),
    started: loads.flatMap((event) => event.started),
    ended: loads.flatMap((event) => event.ended),
  };
}

/** What the page asks of a new worker after a failed batch: `failed` are the arrivals that it settles. */
export function afterFailure(order: LoadTestOrder, events: readonly LoadTestEvent[], end: LoadTestEnd) {
  if (end.state !== 'batch-failed') throw new TypeError(`Nothing failed: ${end.state}`);
  const { arrived, settled, started } = told(events);
  const batch = started.find(({ id }) => id === end.batch);
  const held = new Set(batch?.arrivals);
  const settledIds = new Set(settled.map(({ arrival }) => arrival.id));
  const open = [...(order.resume?.open ?? []), ...arrived].filter(({ id }) => !settledIds.has(id));
  const isStep = end.failure.code.endsWith('-memory') && end.pairs > 1;
  const before = order.resume?.maxBatch ?? order.rule.maxBatch;
  const shown = events.findLast((event) => event.type === 'shown');
  const began = events.find((event) => event.type === 'began');
  const resume = {
    startedAtMs: order.resume?.startedAtMs ?? began?.startedAtMs ?? 0,
    arrived: (order.resume?.arrived ?? 0) + arrived.length,
    open: isStep ? open : open.filter(({ id }) => !held.has(id)),
    alone: [...(order.resume?.alone ?? []), ...(isStep ? held : [])],
    maxBatch: isStep ? Math.max(1, Math.min(before, Math.floor(end.pairs / 2))) : before,
    pausedMs: shown?.pausedMs ?? order.resume?.pausedMs ?? 0,
  };
  return { order: { ...order, resume }, failed: isStep ? [] : open.filter(({ id }) => held.has(id)) };
}
