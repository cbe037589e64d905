// @module-tag slow
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../stats/random.ts';
import { waitingOf } from './arrival.ts';
import { simulate } from './simulation.ts';
import { plainRule, planOf } from './testing/load-test-examples.ts';

/** Mean service time, ms. */
const meanMs = 10;
const arrivals = 200_000;

/** Waits of single pairs, ms, at a share of the servers' capacity, the filling of the queue left out. */
function waitsAt(load: number, servers: number, serviceMs: () => number): number[] {
  const waits: number[] = [];
  simulate(
    {
      plan: planOf(arrivals, (1000 * servers * load) / meanMs, 11),
      rule: plainRule,
      lengths: [1],
      servers,
      serviceMs,
      endsOverloaded: false,
    },
    { onSettled: (one) => one.arrival.id > arrivals / 20 && waits.push(waitingOf(one)) },
  );
  return waits;
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const exponential = () => {
  const random = seededRandom(5);
  return () => -meanMs * Math.log(1 - random());
};

/**
 * Share of arrivals that find all servers busy (Erlang's C; Kleinrock 1975, §3.5).
 *
 * @param offered work that arrives in a service time, in servers
 */
function erlangC(servers: number, offered: number): number {
  let term = 1;
  let sum = 1;
  for (let busy = 1; busy < servers; busy++) {
    term *= offered / busy;
    sum += term;
  }
  const all = (term * offered) / servers / (1 - offered / servers);
  return all / (sum + all);
}

/** Waits of neighbours are alike, those of parts as long as this are not. */
const parts = 30;

/**
 * How many standard errors the values' mean is away from what theory says, by the method of batch means (Law,
 * Simulation Modeling and Analysis, §9.5.3).
 */
function deviation(values: readonly number[], expected: number): number {
  const size = Math.floor(values.length / parts);
  const means = Array.from({ length: parts }, (_, part) =>
    mean(values.slice(part * size, (part + 1) * size)),
  );
  const centre = mean(means);
  const variance = means.reduce((sum, one) => sum + (one - centre) ** 2, 0) / (parts - 1);
  const error = Math.sqrt(variance / parts);
  // An error this large would let anything pass.
  expect(error / expected).toBeLessThan(0.08);
  return Math.abs(centre - expected) / error;
}
/** Chance passes it once in a thousand times. */
const mostDeviation = 3.5;

describe('the simulation against queueing theory', () => {
  it.each([0.3, 0.5, 0.7, 0.9])('waits as M/D/1 does at a load of %d', (load) => {
    // Pollaczek and Khinchine: ρs / 2(1 − ρ).
    const expected = (load * meanMs) / (2 * (1 - load));
    expect(
      deviation(
        waitsAt(load, 1, () => meanMs),
        expected,
      ),
    ).toBeLessThan(mostDeviation);
  });

  it.each([0.3, 0.5, 0.7, 0.9])('waits as M/M/1 does at a load of %d', (load) => {
    const waits = waitsAt(load, 1, exponential());
    expect(deviation(waits, (load * meanMs) / (1 - load))).toBeLessThan(mostDeviation);
  });

  it.each([0.3, 0.5, 0.7])('has the tail of M/M/1 at a load of %d, not the mean alone', (load) => {
    // P(W > t) = ρ·exp(−(1 − ρ)t/s), here 5 %.
    const t = (meanMs * Math.log(20 * load)) / (1 - load);
    const isBeyond = waitsAt(load, 1, exponential()).map((wait) => (wait > t ? 1 : 0));
    expect(deviation(isBeyond, 0.05)).toBeLessThan(mostDeviation);
  });

  it.each([
    [2, 0.5],
    [2, 0.9],
    [5, 0.7],
    [16, 0.9],
  ])('waits as M/M/%d does at a load of %d', (servers, load) => {
    const expected = (erlangC(servers, servers * load) * meanMs) / (servers * (1 - load));
    expect(deviation(waitsAt(load, servers, exponential()), expected)).toBeLessThan(mostDeviation);
  });

  it('knows Erlang’s C', () => {
    expect(erlangC(1, 0.6)).toBeCloseTo(0.6, 12);
    // C(2, 1) = 1/3.
    expect(erlangC(2, 1)).toBeCloseTo(1 / 3, 12);
  });
});
