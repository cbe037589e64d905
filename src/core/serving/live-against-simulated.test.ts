import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PairEncoder } from '../rerank/pair-encoding.ts';
import { wordTokenizer } from '../rerank/testing/fake-scorer.ts';
import { seededRandom } from '../stats/random.ts';
import { arrivalPatterns, type LoadTestPlan, type Settled } from './arrival.ts';
import type { BatchRule } from './batch-rule.ts';
import { simulate } from './simulation.ts';
import { liveTest, plainOrder, pool } from './testing/live-test.ts';
import { VirtualTime } from './testing/virtual-time.ts';

const { maxLength } = plainOrder;
const encoder = new PairEncoder(wordTokenizer, maxLength);
const lengths = pool.map((pair) => encoder.encode(pair).ids.length);

interface Passes {
  readonly servers: number;
  /** How long the n-th pass takes, ms; the first is 0. */
  readonly passMs: (pass: number) => number;
  /** Whether the thread is free while a pass is under way. */
  readonly isBeside: boolean;
}

/** The outcome of each arrival, live in virtual time and simulated with the same times of passes. */
async function bothOutcomes(plan: LoadTestPlan, rule: BatchRule, { servers, passMs, isBeside }: Passes) {
  const live = await liveTest(
    { plan, rule },
    // From 0, so that no time is rounded.
    { time: new VirtualTime(0), servers, isBeside, passMs: (_, pass) => passMs(pass) },
  );
  const simulated: Settled[] = [];
  let passes = 0;
  const { isOverloaded } = simulate(
    { plan, rule, lengths, servers, serviceMs: () => passMs(passes++), endsOverloaded: true },
    { onSettled: (settled) => simulated.push(settled) },
  );
  return {
    live: outcomesOf(live.settled),
    simulated: outcomesOf(simulated),
    end: live.end.state,
    simulatedEnd: isOverloaded ? 'overloaded' : 'done',
  };
}

/** To the millionth of a ms: the two may add the same times in another order. */
const outcomesOf = (settled: readonly Settled[]) =>
  settled
    .map(({ arrival, outcome, atMs, computingMs }) => ({
      id: arrival.id,
      arrivedAtMs: rounded(arrival.arrivedAtMs),
      lengths: arrival.lengths,
      outcome,
      atMs: rounded(atMs),
      computingMs: rounded(computingMs),
    }))
    .sort((a, b) => a.id - b.id);
const rounded = (ms: number) => Math.round(ms * 1e6) / 1e6;

const plans: fc.Arbitrary<LoadTestPlan> = fc.record({
  pattern: fc.constantFrom(...arrivalPatterns, 'closed'),
  ratePerSecond: fc.integer({ min: 5, max: 80 }),
  rampToPerSecond: fc.option(fc.integer({ min: 5, max: 80 })),
  burstSize: fc.integer({ min: 2, max: 6 }),
  clients: fc.integer({ min: 1, max: 8 }),
  pairsPerArrival: fc.constantFrom([1, 1], [1, 3], [2, 5]) as fc.Arbitrary<LoadTestPlan['pairsPerArrival']>,
  durationMs: fc.integer({ min: 200, max: 3000 }),
  maxArrivals: fc.constantFrom(10, 60, 1000),
  seed: fc.integer(),
});

const rules: fc.Arbitrary<BatchRule> = fc.record({
  maxBatch: fc.integer({ min: 1, max: 6 }),
  maxWaitMs: fc.constantFrom(0, 7, 50, Number.POSITIVE_INFINITY),
  tokenBudget: fc.option(fc.integer({ min: 10, max: 60 })),
  lookAhead: fc.constantFrom(0, 3, 10),
  timeoutMs: fc.option(fc.integer({ min: 20, max: 300 })),
  queueLimit: fc.option(fc.integer({ min: 1, max: 5 })),
});

/** No two passes end at one moment: which of them is noticed first is chance in a live test. */
const drawnPasses = (servers: number, seed: number): Passes => {
  const random = seededRandom(seed);
  const drawn: number[] = [];
  const passMs = (pass: number) => {
    while (drawn.length <= pass) drawn.push(5 + 60 * random());
    return drawn[pass] ?? 0;
  };
  return { servers, passMs, isBeside: true };
};

describe('a live load test and its simulation', () => {
  it('agree on what became of every arrival, whatever the plan', async () => {
    const passes = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer());
    await fc.assert(
      fc.asyncProperty(plans, rules, passes, async (plan, rule, [servers, seed]) => {
        const both = await bothOutcomes(plan, rule, drawnPasses(servers, seed));
        expect(both.live).toEqual(both.simulated);
        expect(both.end).toBe(both.simulatedEnd);
      }),
      { numRuns: 150 },
    );
  });

  it('agree where passes keep the thread busy, as far as the model keeps up', async () => {
    await fc.assert(
      fc.asyncProperty(plans, rules, fc.integer(), async (plan, rule, seed) => {
        const both = await bothOutcomes(plan, rule, { ...drawnPasses(1, seed), isBeside: false });
        // An overload during a pass is noticed when the pass is over.
        fc.pre(both.simulatedEnd === 'done');
        expect(both.live).toEqual(both.simulated);
      }),
      { numRuns: 150 },
    );
  });

  it('have refused clients of a closed loop wait before they ask again', async () => {
    const plan: LoadTestPlan = { ...plainOrder.plan, pattern: 'closed', clients: 4, durationMs: 2000 };
    const rule: BatchRule = { ...plainOrder.rule, queueLimit: 2 };
    const both = await bothOutcomes(plan, rule, { servers: 1, passMs: () => 100, isBeside: true });
    const count = (outcome: string) => both.live.filter((one) => one.outcome === outcome).length;
    expect({ refused: count('refused'), answered: count('answered') }).toEqual({ refused: 6, answered: 22 });
    expect(both.live).toEqual(both.simulated);
  });
});
