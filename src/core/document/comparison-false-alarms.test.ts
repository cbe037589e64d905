// @module-tag slow
import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../stats/random.ts';
import { type Comparison, compareRuns } from './comparison.ts';
import type { RunFigures } from './run-figures.ts';
import { comparableCell, comparableLane, comparableRun } from './testing/comparable-examples.ts';

/** A standard normal value; Box & Muller 1958. */
const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const cellCount = 12;

/**
 * Runs of one program. Each deviates by about 3 % as a whole, and each of its cells by 2 % more, while the
 * samples inside a run show only 0.5 %.
 */
function runs(side: string, count: number, random: Random, speedUp = 1): RunFigures[] {
  return Array.from({ length: count }, (_, i) => {
    const wholeRun = 0.03 * normal(random);
    const cells = Array.from({ length: cellCount }, (_, k) => {
      const mean = (100 / speedUp) * Math.exp(wholeRun + 0.02 * normal(random));
      return comparableCell(k + 1, mean, { halfWidthMs: 0.005 * mean });
    });
    return comparableRun(`${side}${i}`, [comparableLane(cells)]);
  });
}

const calls = ({ lanes }: Comparison) =>
  lanes
    .flatMap(({ cells }) => cells)
    .filter(({ verdict }) => verdict.kind === 'faster' || verdict.kind === 'slower').length;

const isCalled = ({ overall }: Comparison) => overall.verdict.kind !== 'no-measurable-difference';

function share(trials: number, of: (trial: number) => boolean): number {
  let hits = 0;
  for (let trial = 0; trial < trials; trial++) if (of(trial)) hits++;
  return hits / trials;
}

describe('a program that did not change', () => {
  const trials = 1000;
  const compare = (random: Random, count: number) =>
    compareRuns(runs('b', count, random), runs('h', count, random));

  it('is called changed in about 5 % of comparisons of four runs a side, overall', () => {
    const random = seededRandom(11);
    const rate = share(trials, () => isCalled(compare(random, 4)));
    // Three standard deviations of a binomial of 1000 at 5 % are 2.1 points.
    expect(rate).toBeGreaterThan(0.029);
    expect(rate).toBeLessThan(0.071);
  });

  it('has any of its cells called in at most about 5 %, after Holm', () => {
    const random = seededRandom(12);
    const rate = share(trials, () => calls(compare(random, 4)) > 0);
    expect(rate).toBeLessThan(0.071);
  });

  it('would be called far more often by samples alone, which is why one run a side is labelled', () => {
    const random = seededRandom(13);
    const rate = share(300, () => isCalled(compare(random, 1)));
    expect(rate).toBeGreaterThan(0.5);
    expect(compare(random, 1).scope).toBe('within-run-only');
  });
});

describe('a program that became 15 % faster', () => {
  it('is found so by four runs a side, nearly always', () => {
    const random = seededRandom(14);
    const rate = share(300, () => {
      const { verdict } = compareRuns(runs('b', 4, random), runs('h', 4, random, 1.15)).overall;
      return verdict.kind === 'faster';
    });
    expect(rate).toBeGreaterThan(0.95);
  });
});
