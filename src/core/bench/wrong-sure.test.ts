// @module-tag slow
import { describe, expect, it } from 'vitest';
import type { Sampling } from '../stats/interval.ts';
import { equivalentShare } from './equivalence.ts';
import { throughputRatio } from './measured-lane.ts';
import { chooseBatch } from './pair-count-recommendation.ts';
import { correlatedNoise, type Noise, normalNoise, simulatedCells } from './testing/simulated-lane.ts';
import { sampleLanes } from './testing/simulated-sampling.ts';

interface Looks {
  /** Rounds after which the visitor looks, ascending. */
  readonly after: readonly number[];
  /** By which intervals; at the first look, and at the others. */
  readonly sampling: readonly [Sampling, Sampling];
}

const mostRounds = 130;
const upToMost = Array.from({ length: mostRounds }, (_, i) => i + 1);

/**
 * Every round up to 30, as the page looks while it samples by itself, then after every five that were asked
 * for.
 */
const adaptive: Looks = {
  after: upToMost.filter((n) => n >= 3 && (n <= 30 || n % 5 === 0)),
  sampling: ['sequential', 'sequential'],
};

/** After the repetitions that were asked for, then after every five that were added. */
const added = (planned: number): Looks => ({
  after: upToMost.filter((n) => n >= planned && (n - planned) % 5 === 0),
  sampling: ['planned', 'sequential'],
});

/**
 * Runs that are looked at until they are sure.
 *
 * @param truth throughput of each batch size, as a share of the best
 * @returns shares of the runs that were sure of a wrong batch size, and whose last interval of the first
 * size's throughput ÷ the last's held the true ratio
 */
function looked(truth: readonly number[], looks: Looks, runs: number, cv = 0.04, noise = normalNoise(7)) {
  const right = 2 ** truth.findIndex((share) => share >= equivalentShare);
  const trueRatio = (truth[0] ?? 1) / (truth.at(-1) ?? 1);
  const noises: Noise[] = truth.map(() => noise);
  const roundNoise = normalNoise(11);
  let wrong = 0;
  let held = 0;
  for (let run = 0; run < runs; run++) {
    const { cells, addRound } = simulatedCells(10, truth, cv, noises, () => 1 + 0.1 * roundNoise());
    let rounds = 0;
    for (const [look, n] of looks.after.entries()) {
      for (; rounds < n; rounds++) addRound();
      const lane = { id: 'lane', sampling: looks.sampling[look === 0 ? 0 : 1], cells };
      const choice = chooseBatch(lane, 10);
      const isSure = choice?.certainty === 'sure';
      if (isSure && choice.chosen.cell.batchSize !== right) wrong++;
      if (!isSure && look + 1 < looks.after.length) continue;
      const [first, last] = [choice?.all[0], choice?.all.at(-1)];
      const [low, high] = (first && last && throughputRatio(first, last, truth.length - 1).ci95) ?? [0, 0];
      if (low <= trueRatio && trueRatio <= high) held++;
      break;
    }
  }
  return { wrong: wrong / runs, held: held / runs };
}

/** A simulated share may exceed the true one by two standard errors, by chance alone. */
const within = (limit: number, runs: number): number => limit + 2 * Math.sqrt((limit * (1 - limit)) / runs);

// The limit itself, and just below it, are the hardest to tell.
describe('a batch size that is sure', () => {
  it.each([[[0.95, 1]], [[0.9499, 1]], [[0.949, 0.949, 0.949, 1]], [[0.951, 1, 1, 1]]])(
    'is wrong in at most 5 of 100 runs that are looked at after every round, at shares of %j',
    (truth) => {
      expect(looked(truth, adaptive, 200).wrong).toBeLessThanOrEqual(0.05);
    },
    60_000,
  );

  it.each([
    [3, [0.95, 1], 600],
    [5, [0.9499, 1], 600],
    [20, [0.95, 1, 1], 200],
  ])(
    'is wrong in at most 5 of 100 runs of %d repetitions to which rounds were added, at shares of %j',
    (planned, truth, runs) => {
      expect(looked(truth, added(planned), runs).wrong).toBeLessThanOrEqual(within(0.05, runs));
    },
    60_000,
  );

  it('is wrong in at most 5 of 100 runs of planned repetitions, however many sizes share the best', () => {
    const once: Looks = { after: [30], sampling: ['planned', 'planned'] };
    expect(looked([0.95, 1, 1, 1, 1, 1], once, 300).wrong).toBeLessThanOrEqual(0.05);
  }, 60_000);

  it('would be wrong more often with intervals that are meant to be looked at once', () => {
    const often: Looks = { ...adaptive, sampling: ['planned', 'planned'] };
    expect(looked([0.95, 1], often, 200).wrong).toBeGreaterThan(0.07);
  }, 60_000);
});

describe('the interval on which looking ended', () => {
  it.each([
    ['1 %', 0.01, normalNoise(3)],
    ['3 %', 0.03, normalNoise(3)],
    ['5 %', 0.05, normalNoise(3)],
    ['10 %', 0.1, normalNoise(3)],
    ['slightly autocorrelated 5 %', 0.05, correlatedNoise(4, 0.2)],
  ])(
    'holds the ratio in at least 94 of 100 runs with noise of %s, looked at from 3 to 130 rounds',
    (_, cv, noise) => {
      const runs = 300;
      const missed = [
        looked([0.97, 1], added(3), runs, cv, noise),
        looked([0.97, 1], adaptive, runs, cv, noise),
      ];
      for (const { held } of missed) expect(1 - held).toBeLessThanOrEqual(within(0.06, runs));
    },
    60_000,
  );
});

describe('the rounds of a lane', () => {
  it('go on where equal sizes can be told to be so, and not where nothing would be decided', () => {
    const [tied, limit] = [
      [1, 1, 1, 1, 1, 1],
      [0.6, 0.8, 0.95, 1, 0.99, 0.98],
    ].map((shares) => ({
      means: sampleLanes('means', shares, 0.03, normalNoise(7), 15),
      choice: sampleLanes('choice', shares, 0.03, normalNoise(7), 15),
    }));
    expect(tied?.means.sure).toBeLessThan(0.2);
    expect(tied?.choice.sure).toBeGreaterThan(0.8);
    expect(tied?.choice.rounds).toBeLessThan(22);
    expect(tied?.choice.atMost).toBeLessThan(0.2);
    expect((limit?.choice.rounds ?? 30) - (limit?.means.rounds ?? 0)).toBeLessThan(3);
  }, 60_000);
});
