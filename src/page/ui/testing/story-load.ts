import type { CapacityPlanRecord } from '../../../core/document/load-test-record.ts';
import type { DraftLane, DraftLoadTest } from '../../../core/document/run-draft.ts';
import { latencyTail } from '../../../core/serving/arrival.ts';
import { type Policy, ruleOf } from '../../../core/serving/batch-rule.ts';
import type { Prediction } from '../../../core/serving/capacity.ts';
import { seededRandom } from '../../../core/stats/random.ts';
import { storyLane } from './story-draft.ts';

interface StoryLoad {
  readonly policy: Policy;
  readonly state?: DraftLoadTest['state'];
  /** Requests a second. */
  readonly rate?: number;
  /** How far the test is, ms. Later events are left out. */
  readonly untilMs?: number;
}

interface StoryRequest {
  readonly atMs: number;
  readonly pairs: number;
  startMs: number;
  endMs: number;
}

const durationMs = 20_000;
const msPerPass = 14;
const msPerPair = 6.5;

/** A load test of a model with a simple cost. Each request joins the next batch that leaves. */
export function storyLoadTest({
  policy,
  state = 'done',
  rate = 22,
  untilMs = Number.POSITIVE_INFINITY,
}: StoryLoad): DraftLoadTest {
  const rule = ruleOf(
    policy,
    { maxBatch: 16, maxWaitMs: 20, tokenBudget: null, lookAhead: 0, timeoutMs: 5000, queueLimit: 1000 },
    8,
  );
  const requests = storyRequests(rate);
  const batches = serve(requests, rule.maxBatch, rule.maxWaitMs);
  const over = requests.filter(({ endMs }) => endMs <= untilMs);
  const formed = batches.filter(({ startedAtMs, ms }) => startedAtMs + ms <= untilMs);
  const answered = over.filter((one) => one.endMs - one.atMs <= 5000);
  const endMs = Math.min(untilMs, Math.max(0, ...over.map((one) => one.endMs)));
  const latency = (one: StoryRequest) => Math.min(5000, one.endMs - one.atMs);
  const computing = (one: StoryRequest) => (one.endMs - one.atMs > 5000 ? 0 : one.endMs - one.startMs);
  const pairsAnswered = answered.reduce((total, { pairs }) => total + pairs, 0);
  const arrived = requests.filter(({ atMs }) => atMs <= untilMs);
  const perSecond = (count: number) => (1000 * count) / Math.max(1, endMs);
  return {
    laneId: 'wasm-q8',
    policy,
    state,
    startedAtMs: 1000,
    durationMs: endMs,
    plan: {
      pattern: 'poisson',
      ratePerSecond: rate,
      rampToPerSecond: null,
      burstSize: 8,
      clients: 4,
      pairsPerArrival: [1, 4],
      durationMs,
      maxArrivals: 2000,
      seed: 1,
    },
    rule: { ...rule, maxWaitMs: Number.isFinite(rule.maxWaitMs) ? rule.maxWaitMs : null },
    counts: {
      arrivals: arrived.length,
      answered: answered.length,
      refused: 0,
      timedOut: over.length - answered.length,
      cancelled: 0,
      failed: 0,
      pairsAnswered,
    },
    offeredPerSecond: perSecond(arrived.length),
    answeredPerSecond: perSecond(answered.length),
    pairsPerSecond: perSecond(pairsAnswered),
    latencyMs: latencyTail(answered.map(latency)),
    waitingMs: latencyTail(answered.map((one) => latency(one) - computing(one))),
    computingMs: latencyTail(answered.map(computing)),
    arrivals: {
      arrivedAtMs: over.map(({ atMs }) => atMs),
      pairs: over.map(({ pairs }) => pairs),
      latencyMs: over.map(latency),
      computingMs: over.map(computing),
      outcome: over.map((one) => (one.endMs - one.atMs > 5000 ? 'timed-out' : 'answered')),
    },
    batches: {
      startedAtMs: formed.map((one) => one.startedAtMs),
      ms: formed.map((one) => one.ms),
      pairs: formed.map((one) => one.pairs),
      length: formed.map(() => 66),
      waiting: formed.map((one) => one.waiting),
    },
    prediction: {
      answered: answered.length,
      answeredPerSecond: perSecond(answered.length) * 1.012,
      latencyMs: predicted(latencyTail(answered.map(latency))),
      ...rangeAround(predicted(latencyTail(answered.map(latency)))),
    },
    events: [],
  };
}

const predicted = (tail: ReturnType<typeof latencyTail>) =>
  tail === null
    ? { mean: 0, p50: 0, p95: null, p99: null }
    : { ...tail, p50: tail.p50 * 0.96, p95: tail.p95 === null ? null : tail.p95 * 1.07 };

const rangeAround = ({ p50, p95 }: ReturnType<typeof predicted>) =>
  ({
    rangeMs: { p50: [p50 * 0.9, p50 * 1.15], p95: p95 === null ? null : [p95 * 0.8, p95 * 1.4] },
  }) satisfies Partial<Prediction>;

function storyRequests(rate: number): StoryRequest[] {
  const random = seededRandom(11);
  const requests: StoryRequest[] = [];
  for (let atMs = 0; ; ) {
    atMs -= (1000 * Math.log(1 - random())) / rate;
    if (atMs > durationMs) return requests;
    requests.push({ atMs, pairs: 1 + Math.floor(4 * random()), startMs: 0, endMs: 0 });
  }
}

/** Serves whole requests only, which is close enough for a picture. */
function serve(requests: readonly StoryRequest[], maxBatch: number, maxWaitMs: number) {
  const batches: { startedAtMs: number; ms: number; pairs: number; waiting: number }[] = [];
  let freeAtMs = 0;
  for (let next = 0; next < requests.length; ) {
    const batch: StoryRequest[] = [];
    let pairs = 0;
    const oldest = requests[next]?.atMs ?? 0;
    let startMs = Math.max(freeAtMs, oldest + Math.min(maxWaitMs, 400));
    for (let one = requests[next]; one !== undefined && one.atMs <= startMs; one = requests[next]) {
      if (batch.length > 0 && pairs + one.pairs > maxBatch) {
        startMs = Math.max(freeAtMs, batch.at(-1)?.atMs ?? 0);
        break;
      }
      batch.push(one);
      pairs += one.pairs;
      next++;
    }
    const passes = Math.ceil(pairs / maxBatch);
    const ms = passes * msPerPass + pairs * msPerPair;
    const waiting = requests.slice(next).filter(({ atMs }) => atMs <= startMs).length;
    for (const one of batch) Object.assign(one, { startMs, endMs: startMs + ms });
    batches.push({ startedAtMs: startMs, ms, pairs, waiting });
    freeAtMs = startMs + ms;
  }
  return batches;
}

export const storyCapacity: CapacityPlanRecord = {
  objective: { quantile: 0.99, latencyMs: 300 },
  rates: [1, 2, 4, 8, 16, 32].flatMap((maxBatch) =>
    [0, 10, 20, 50, 100, 200].map((maxWaitMs) => ({
      maxBatch,
      maxWaitMs,
      ratePerSecond: Math.max(
        0,
        (1000 / (msPerPair * 2.5 + (msPerPass * 2.5) / Math.min(maxBatch, 11))) *
          (1 - maxWaitMs / 230) *
          (maxBatch > 8 ? 1 - maxBatch / 200 : 1) *
          (maxWaitMs === 10 ? 1.08 : 1),
      ),
    })),
  ),
  best: { maxBatch: 16, maxWaitMs: 10, ratePerSecond: 47.4 },
  unbatchedRatePerSecond: 18.6,
  replicas: [1, 2, 4, 8, 16, 64, 256, 1024].map((replicas) => ({
    replicas,
    ratePerSecond: 47.4 * replicas * (1.18 - 0.18 / replicas),
  })),
  simulatedArrivals: 4_812_000,
};

/** The lane of a story's load test. It has cells only if there was a sweep too. */
export const storyLoadLane = (withSweep: boolean, withCapacity: boolean): DraftLane => {
  const lane = storyLane({ device: 'wasm', dtype: 'q8', msPerPair: 17, msPerPass: 3, samples: 14 });
  return {
    ...lane,
    cells: withSweep ? lane.cells : [],
    ...(withCapacity && { capacity: storyCapacity }),
  };
};
