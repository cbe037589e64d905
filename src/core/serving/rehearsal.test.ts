import { describe, expect, it } from 'vitest';
import type { PaddedBatch } from '../rerank/batching.ts';
import type { RehearsedPasses } from '../rerank/pass-times.ts';
import { seededRandom } from '../stats/random.ts';
import { latencyOf, latencyTail } from './arrival.ts';
import type { SimulatedService } from './capacity.ts';
import type { PassesOrder } from './load-test-order.ts';
import { measurePasses } from './measure-passes.ts';
import { predictLoadTest } from './predict.ts';
import { rehearsalRule, rehearse } from './rehearsal.ts';
import { ServiceTimes } from './service-times.ts';
import { type LiveWorld, liveTest, liveTools, pool } from './testing/live-test.ts';
import { plainPlan, plainRule } from './testing/load-test-examples.ts';

const rule = { ...plainRule, maxBatch: 8, maxWaitMs: 20 };
const order: PassesOrder = {
  pairs: pool,
  maxLength: 64,
  paddingMultiple: 1,
  maxBatch: 8,
  pairsPerArrival: [1, 3],
  seed: 1,
  rehearsal: { rule, ratePerSecond: null, durationMs: 6000, maxArrivals: 2000 },
};

const singleMs = ({ pairs }: PaddedBatch) => 10 + 2 * pairs;

/** The service of single passes that were timed at rest. */
const serviceAtRest = (async () => {
  const { tools } = liveTools({ passMs: singleMs });
  const { lengths, ...passes } = await measurePasses(tools.scorer, order, tools);
  return { passes, lengths, maxLength: 64, paddingMultiple: 1 };
})();

async function rehearsed(world: LiveWorld, change: Partial<PassesOrder> = {}) {
  return rehearse({ ...order, ...change }, await serviceAtRest, liveTools(world).tools);
}

describe('a rehearsal', () => {
  it('times the passes of a load test in their order, and what comes between two of them', async () => {
    const shapes: (readonly [number, number])[] = [];
    const found = await rehearsed({
      passMs: (batch, pass) => singleMs(batch) + (pass % 4),
      turnMs: 0.5,
      onEnd: ({ pairs, length }) => shapes.push([pairs, length]),
    });
    expect(found?.ms.length).toBeGreaterThan(100);
    expect(found?.pairs.map((pairs, i) => [pairs, found.length[i]])).toEqual(shapes);
    expect(found?.ms).toEqual(shapes.map(([pairs], pass) => 10 + 2 * pairs + (pass % 4)));
    expect(found?.betweenMs).toBeCloseTo(0.5, 6);
  });

  it('leaves tokenising out of what comes between, since the service counts it', async () => {
    const { tools } = liveTools({ passMs: singleMs, textMs: 0.5 });
    const { lengths, ...passes } = await measurePasses(tools.scorer, order, tools);
    const found = await rehearse(
      order,
      { passes, lengths, maxLength: 64, paddingMultiple: 1 },
      liveTools({ passMs: singleMs, textMs: 0.5, turnMs: 2 }).tools,
    );
    expect(passes.tokenizeMsPerPair).toBeGreaterThan(0.5);
    expect(found?.betweenMs).toBeGreaterThan(1.3);
    expect(found?.betweenMs).toBeLessThan(2.7);
  });

  it('keeps the model busy for about 70 % of the time', async () => {
    const found = await rehearsed({ passMs: singleMs });
    const busyMs = (found?.ms ?? []).reduce((sum, ms) => sum + ms, 0);
    expect(busyMs / 6000).toBeGreaterThan(0.5);
    expect(busyMs / 6000).toBeLessThan(0.9);
  });

  it.each([
    ['the test’s own rate', 20, 20],
    ['enough passes of a slow one', 0.1, 40 / 6],
  ])('has %s', async (_, ratePerSecond, expected) => {
    const rehearsal = { rule, ratePerSecond, durationMs: 6000, maxArrivals: 2000 };
    const arrivals: number[] = [];
    const { tools } = liveTools({ passMs: singleMs });
    await rehearse({ ...order, rehearsal }, await serviceAtRest, {
      ...tools,
      emit: (event) => event.type === 'progress' && arrivals.push(...event.arrived.map(({ id }) => id)),
    });
    expect(arrivals.length / 6).toBeGreaterThan(0.7 * expected);
    expect(arrivals.length / 6).toBeLessThan(1.3 * expected);
  });

  it('leaves the machine a little more than a test beyond its capacity would', async () => {
    const rehearsal = { rule, ratePerSecond: 10_000, durationMs: 6000, maxArrivals: 2000 };
    const found = await rehearsed({ passMs: singleMs }, { rehearsal });
    const busyMs = (found?.ms ?? []).reduce((sum, ms) => sum + ms, 0);
    expect(busyMs / 6000).toBeGreaterThan(0.8);
    expect(busyMs / 6000).toBeLessThan(1.1);
  });

  it('is none where none is asked for, passes are few, or the tab was hidden', async () => {
    expect(await rehearsed({ passMs: singleMs }, { rehearsal: null })).toBeNull();
    const short = {
      rule,
      ratePerSecond: null,
      durationMs: 6000,
      maxArrivals: rehearsalRule.fewestPasses / 2,
    };
    expect(await rehearsed({ passMs: singleMs }, { rehearsal: short })).toBeNull();
    expect(await rehearsed({ passMs: singleMs, tab: [1000, 1500] })).toBeNull();
  });

  it('says that it was stopped, or why a batch failed', async () => {
    await expect(rehearsed({ passMs: singleMs, stopAtMs: 500 })).rejects.toMatchObject({ code: 'stopped' });
    const onEnd = (_: PaddedBatch, pass: number) => {
      if (pass === 9) throw new Error('std::bad_alloc');
    };
    await expect(rehearsed({ passMs: singleMs, onEnd })).rejects.toMatchObject({ code: 'cpu-memory' });
  });
});

const withRehearsal = async (rehearsal: RehearsedPasses): Promise<SimulatedService> => {
  const atRest = await serviceAtRest;
  return { ...atRest, passes: { ...atRest.passes, rehearsal } };
};

/** Twenty passes at rest, then twenty that take twice as long. */
const spells: RehearsedPasses = {
  pairs: Array.from({ length: 200 }, (_, i) => 1 + (i % 8)),
  length: Array.from({ length: 200 }, () => 4),
  ms: Array.from({ length: 200 }, (_, i) => (10 + 2 * (1 + (i % 8))) * (i % 40 < 20 ? 1 : 2)),
  betweenMs: 0.5,
};

describe('a simulation after a rehearsal', () => {
  const batchOf = (pairs: number) => ({
    pairs: Array.from({ length: pairs }, (_, place) => ({
      arrival: { id: 0, arrivedAtMs: 0, lengths: [4] },
      place,
      length: 4,
    })),
    length: 4,
  });

  it('takes the level of the rehearsed passes, with what came between them', async () => {
    const serviceMs = new ServiceTimes(await withRehearsal(spells)).drawnBy(seededRandom(1));
    const drawn = Array.from({ length: 8000 }, () => serviceMs(batchOf(5)));
    const mean = drawn.reduce((sum, ms) => sum + ms, 0) / drawn.length;
    expect(mean / (20 * 1.5 + 0.5)).toBeGreaterThan(0.96);
    expect(mean / (20 * 1.5 + 0.5)).toBeLessThan(1.04);
    expect([...new Set(drawn.map((ms) => Math.round(ms * 10) / 10))].sort((a, b) => a - b)).toEqual([
      20.5, 40.5,
    ]);
  });

  it('does not slow long passes down by what every pass of the test took more', async () => {
    // A single pair takes 12 ms at rest and eight 26 ms; each takes 6 ms more in the test.
    const added: RehearsedPasses = { ...spells, ms: spells.pairs.map((pairs) => 10 + 2 * pairs + 6) };
    const serviceMs = new ServiceTimes(await withRehearsal(added)).drawnBy(seededRandom(3));
    for (const pairs of [1, 8]) {
      const drawn = Array.from({ length: 1000 }, () => serviceMs(batchOf(pairs)));
      expect(Math.min(...drawn) / (10 + 2 * pairs + 6.5)).toBeGreaterThan(0.97);
      expect(Math.max(...drawn) / (10 + 2 * pairs + 6.5)).toBeLessThan(1.03);
    }
  });

  it('has slow passes in a row where the rehearsal had them', async () => {
    const serviceMs = new ServiceTimes(await withRehearsal(spells)).drawnBy(seededRandom(2));
    const isSlow = Array.from({ length: 8000 }, () => serviceMs(batchOf(5)) > 30);
    const turns = isSlow.slice(1).filter((slow, i) => slow !== isSlow[i]).length;
    // Every 20 passes the rehearsal turns; a jump, every 10 on average, turns in half of the cases.
    expect(turns / isSlow.length).toBeGreaterThan(0.05);
    expect(turns / isSlow.length).toBeLessThan(0.15);
  });

  it('foretells the tail of a test whose passes are slower than at rest and in spells', async () => {
    const passMs = (batch: PaddedBatch, pass: number) =>
      singleMs(batch) * (1.1 + (Math.floor(pass / 25) % 3 === 0 ? 0.5 : 0));
    const world = { passMs, turnMs: 0.3 };
    const atRest = await serviceAtRest;
    const rehearsal = await rehearsed(world);
    if (rehearsal === null) throw new TypeError('There is no rehearsal.');
    const plan = { ...plainPlan, ratePerSecond: 75, pairsPerArrival: [1, 3], durationMs: 60_000 } as const;
    const { settled } = await liveTest({ plan, rule }, world);
    const measured = latencyTail(settled.map(latencyOf))?.p95 ?? 0;
    const foretold = predictLoadTest({ service: await withRehearsal(rehearsal), plan, rule });
    const before = predictLoadTest({ service: atRest, plan, rule });
    expect((foretold?.latencyMs.p95 ?? 0) / measured).toBeGreaterThan(0.85);
    expect((foretold?.latencyMs.p95 ?? 0) / measured).toBeLessThan(1.15);
    expect((before?.latencyMs.p95 ?? 0) / measured).toBeLessThan(0.8);
  });
});
