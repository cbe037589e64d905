import { describe, expect, it } from 'vitest';
import { OverloadWatch } from './overload.ts';
import { simulate } from './simulation.ts';
import { plainPlan, plainRule, planOf } from './testing/load-test-examples.ts';

const watchOf = (plan: Partial<typeof plainPlan> = {}, maxBatch = 1, servers = 1) =>
  new OverloadWatch({ ...plainPlan, ...plan }, { maxBatch }, servers);

/** Whether it says so at the last of so many arrivals, of which as many are unserved as `unservedOf` says. */
const saysSo = (watch: OverloadWatch, arrivals: number, unservedOf: (arrived: number) => number) => {
  let said = false;
  for (let arrived = 1; arrived <= arrivals; arrived++) {
    said = watch.isOverloaded({ arrived, answered: arrived - unservedOf(arrived), cancelled: 0 });
  }
  return said;
};
/** One at a time at first, all of a sudden as many as asked for. */
const late = (arrivals: number, unserved: number) => (arrived: number) =>
  arrived === arrivals ? unserved : 1;

describe('an overload', () => {
  it('begins above three standard deviations and what is in batches', () => {
    // 3·√(2·200) + 2 = 62.
    expect(saysSo(watchOf(), 200, late(200, 62))).toBe(false);
    expect(saysSo(watchOf(), 200, late(200, 63))).toBe(true);
  });

  it('allows for batches of all servers, counted in arrivals', () => {
    // Batches of 16 pairs hold 4 arrivals of 4: 60 + 2·4·3.
    const watch = () => watchOf({ pairsPerArrival: [2, 6] }, 16, 3);
    expect(saysSo(watch(), 200, late(200, 84))).toBe(false);
    expect(saysSo(watch(), 200, late(200, 85))).toBe(true);
    // Of large arrivals a batch holds a part: one each.
    expect(saysSo(watchOf({ pairsPerArrival: [99, 99] }, 16, 3), 200, late(200, 67))).toBe(true);
  });

  it('allows for bursts, whose counts vary as much more as they are large', () => {
    // 3·√(9·200) + 2 = 129.3.
    const watch = () => watchOf({ pattern: 'bursts', burstSize: 8 });
    expect(saysSo(watch(), 200, late(200, 129))).toBe(false);
    expect(saysSo(watch(), 200, late(200, 130))).toBe(true);
  });

  it('is none where no more are unserved than when half had come', () => {
    expect(saysSo(watchOf(), 200, () => 100)).toBe(false);
    expect(saysSo(watchOf(), 200, (arrived) => (arrived > 100 ? 101 : 100))).toBe(true);
  });

  it('does not count those whose clients went away', () => {
    const watch = watchOf();
    expect(watch.isOverloaded({ arrived: 200, answered: 0, cancelled: 200 })).toBe(false);
  });

  it('sees growth even where it is not asked at each arrival', () => {
    const watch = watchOf();
    expect(watch.isOverloaded({ arrived: 100, answered: 90, cancelled: 0 })).toBe(false);
    expect(watch.isOverloaded({ arrived: 200, answered: 100, cancelled: 0 })).toBe(true);
  });

  it('cannot be in a closed loop', () => {
    expect(saysSo(watchOf({ pattern: 'closed' }), 500, (arrived) => arrived)).toBe(false);
  });
});

const seeds = Array.from({ length: 40 }, (_, seed) => seed + 1);

describe('an overload in simulation', () => {
  const run = (ratePerSecond: number, seed: number, serviceMs: number, arrivals: number, servers = 1) =>
    simulate({
      plan: planOf(arrivals, ratePerSecond, seed),
      rule: plainRule,
      lengths: [10],
      servers,
      serviceMs: () => serviceMs,
      endsOverloaded: true,
    });

  it('is not seen at 95 % of the capacity in 2000 arrivals', () => {
    for (const seed of seeds) expect(run(95, seed, 10, 2000).isOverloaded).toBe(false);
  });

  it('is seen at 150 % within the 20 s of a usual test, on one server and on several', () => {
    for (const seed of seeds) {
      // 20 answers a second at most: 600 arrivals in 20 s.
      for (const servers of [1, 4]) {
        const { isOverloaded, cancelled, answered, arrived, lastArrivalAtMs } = run(
          30,
          seed,
          50 * servers,
          600,
          servers,
        );
        expect(isOverloaded).toBe(true);
        expect(lastArrivalAtMs).toBeLessThan(20_000);
        expect(answered + cancelled).toBe(arrived);
      }
    }
  });
});
