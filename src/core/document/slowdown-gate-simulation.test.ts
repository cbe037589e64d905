// @module-tag slow
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../stats/random.ts';
import { compareRuns } from './comparison.ts';
import type { RunFigures } from './run-figures.ts';
import { judgeSlowdown } from './slowdown-gate.ts';
import { comparableCell, comparableLane, comparableRun } from './testing/comparable-examples.ts';

/** A standard normal value; Box & Muller 1958. */
const normal = (random: Random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const guide = readFileSync(join(import.meta.dirname, '../../../docs/ci.md'), 'utf8');

const batchSizes = [1, 2, 4, 8];

interface Side {
  readonly name: string;
  readonly count: number;
  /** Standard deviation of whole runs of one side, as a share. */
  readonly betweenRuns?: number;
  /** True throughput, as a share of the base's. */
  readonly speed?: number;
  /**
   * Standard deviation of what all runs of one session share (a day, a machine of the same kind), as a share.
   */
  readonly session?: number;
}

/**
 * Runs of a program. Each deviates as a whole, and each of its cells by 2 % more, while the samples inside a
 * run show only 0.5 %. So runs differ by more than any single run shows.
 */
function runs({ name, count, betweenRuns = 0.05, speed = 1, session = 0 }: Side, random: Random) {
  const ofSession = session * normal(random);
  return Array.from({ length: count }, (_, i): RunFigures => {
    const wholeRun = ofSession + betweenRuns * normal(random);
    const cells = batchSizes.map((batchSize) => {
      const mean = (100 / speed) * Math.exp(wholeRun + 0.02 * normal(random));
      return comparableCell(batchSize, mean, { halfWidthMs: 0.005 * mean });
    });
    return comparableRun(`${name}${i}`, [comparableLane(cells)]);
  });
}

interface Question extends Partial<Omit<Side, 'name' | 'count'>> {
  readonly runs: readonly [base: number, head: number];
  readonly allowed: number;
  readonly trials?: number;
  readonly seed: number;
}

/** Share of comparisons that fail the gate. */
function failures({ runs: [ofBase, ofHead], allowed, trials = 1000, seed, speed = 1, ...noise }: Question) {
  const random = seededRandom(seed);
  let failed = 0;
  for (let trial = 0; trial < trials; trial++) {
    const base = runs({ ...noise, name: 'b', count: ofBase }, random);
    const head = runs({ ...noise, name: 'h', count: ofHead, speed }, random);
    const rule = { allowedSlowdown: allowed, allowDifferentInput: false };
    if (judgeSlowdown(compareRuns(base, head), { base, head }, rule).state === 'failed') failed++;
  }
  return failed / trials;
}

describe('a program that did not change', () => {
  it.each([
    { runs: [2, 2] },
    { runs: [3, 3] },
    { runs: [5, 5] },
    { runs: [2, 5] },
    { runs: [5, 2] },
  ] as const)('fails in under 5 % of comparisons of $runs runs where no slowdown is allowed', (sides) => {
    const share = failures({ ...sides, allowed: 0, seed: 21 });
    expect(share).toBeLessThan(0.05);
    // A gate that never fails would pass the line above; the nominal share is 2.5 %.
    expect(share).toBeGreaterThan(0.005);
  });

  it.each([{ runs: [2, 2] }, { runs: [3, 3] }, { runs: [5, 5] }] as const)(
    'fails in under 1 % of comparisons of $runs runs where 10 % are allowed',
    (sides) => {
      expect(failures({ ...sides, allowed: 0.1, seed: 22 })).toBeLessThan(0.01);
    },
  );

  it('never fails with one run a side, where samples alone would say “slower” in a third and more', () => {
    expect(failures({ runs: [1, 1], allowed: 0, seed: 23, trials: 200 })).toBe(0);
    const random = seededRandom(24);
    const called = Array.from({ length: 200 }, () => {
      const [base, head] = [runs({ name: 'b', count: 1 }, random), runs({ name: 'h', count: 1 }, random)];
      return (compareRuns(base, head).overall.ratio?.high ?? 1) < 1;
    });
    expect(called.filter(Boolean).length).toBeGreaterThan(66);
  });
});

describe('base records of another day, which is slower or faster as a whole by some 3 %', () => {
  const day = { session: 0.03, betweenRuns: 0.02, runs: [5, 5], seed: 25 } as const;

  it('make a gate that allows nothing fail an unchanged program far too often', () => {
    expect(failures({ ...day, allowed: 0 })).toBeGreaterThan(0.15);
  });

  it('are what the allowed slowdown is for: with 10 % under 5 % fail', () => {
    expect(failures({ ...day, allowed: 0.1 })).toBeLessThan(0.05);
  });
});

/**
 * The table of docs/ci.md: how often a program that became 20 % slower fails a gate that allows 10 %, by the
 * number of runs on each side.
 */
const caught = [
  { betweenRuns: 0.01, shares: { 2: 0.7, 3: 1, 5: 1, 10: 1 } },
  { betweenRuns: 0.03, shares: { 2: 0.25, 3: 0.85, 5: 1, 10: 1 } },
  { betweenRuns: 0.05, shares: { 2: 0.15, 3: 0.45, 5: 0.9, 10: 1 } },
  { betweenRuns: 0.1, shares: { 2: 0.05, 3: 0.15, 5: 0.35, 10: 0.7 } },
] as const;

describe('a program that became 20 % slower', () => {
  it('is caught most of the time with five runs a side', () => {
    const share = failures({ runs: [5, 5], allowed: 0.1, speed: 0.8, seed: 26 });
    expect(share).toBeGreaterThan(0.85);
  });

  it.each(caught)('is caught as often as docs/ci.md says where runs scatter by $betweenRuns', (row) => {
    for (const [count, share] of Object.entries(row.shares)) {
      const sides = [Number(count), Number(count)] as const;
      const seen = failures({ ...row, runs: sides, allowed: 0.1, speed: 0.8, seed: 27, trials: 400 });
      expect(Math.abs(seen - share), `${count} runs: ${seen}`).toBeLessThan(0.05);
    }
    const cells = [row.betweenRuns, ...Object.values(row.shares)].map(
      (part) => `${Math.round(100 * part)} %`,
    );
    expect(guide).toContain(`| ${cells.join(' | ')} |`);
  });
});
