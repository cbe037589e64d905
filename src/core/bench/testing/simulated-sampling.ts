import { relativeHalfWidth } from '../../stats/interval.ts';
import { isSamples } from '../../stats/samples.ts';
import { equivalentShare } from '../equivalence.ts';
import { chooseBatch } from '../pair-count-recommendation.ts';
import { needsRound, stoppingRule } from '../stopping.ts';
import { type Noise, type SimulatedCells, simulatedCells } from './simulated-lane.ts';

/** `choice` is the rule in use; `means` ends a lane as soon as its means are narrow, decided or not. */
export type StoppingRule = 'choice' | 'means';

export interface SampledLanes {
  /** Mean number of rounds that a lane took. */
  readonly rounds: number;
  /** Share of lanes that took as many rounds as there can be. */
  readonly atMost: number;
  /** Share of pair counts whose batch size was chosen for sure. */
  readonly sure: number;
  /** Share of pair counts that were sure of a wrong batch size. */
  readonly wrong: number;
}

/**
 * Samples lanes of three pair counts, each with the same true throughputs, until the rule ends them.
 *
 * @param shares true throughput of each batch size, as a share of the best
 */
export function sampleLanes(
  rule: StoppingRule,
  shares: readonly number[],
  cv: number,
  noise: Noise,
  lanes: number,
): SampledLanes {
  const right = 2 ** shares.findIndex((share) => share >= equivalentShare);
  const noises = shares.map(() => noise);
  let rounds = 0;
  let atMost = 0;
  let sure = 0;
  let wrong = 0;
  for (let made = 0; made < lanes; made++) {
    const counts = [10, 20, 30].map((pairCount) => simulatedCells(pairCount, shares, cv, noises));
    const taken = sampleLane(rule, counts);
    rounds += taken;
    if (taken === stoppingRule.maxRounds) atMost++;
    for (const { cells } of counts) {
      const choice = chooseBatch({ id: 'lane', sampling: 'sequential', cells }, cells[0]?.pairCount ?? 0);
      if (choice?.certainty !== 'sure') continue;
      sure++;
      if (choice.chosen.cell.batchSize !== right) wrong++;
    }
  }
  return {
    rounds: rounds / lanes,
    atMost: atMost / lanes,
    sure: sure / lanes / 3,
    wrong: wrong / lanes / 3,
  };
}

/** @returns rounds taken */
function sampleLane(rule: StoppingRule, counts: readonly SimulatedCells[]): number {
  const cells = counts.flatMap((count) => count.cells);
  const { minRounds, maxRounds, relativeHalfWidth: limit } = stoppingRule;
  const isNarrow = ({ latencyMs: { samples } }: (typeof cells)[number]) =>
    isSamples(samples) && (relativeHalfWidth(samples, 'sequential') ?? 1) <= limit;
  const goesOn = (rounds: number): boolean =>
    rule === 'means'
      ? rounds < maxRounds && (rounds < minRounds || !cells.every(isNarrow))
      : needsRound(
          {
            rounds,
            cells: cells.map(({ latencyMs, ...cell }) => ({ ...cell, latencies: latencyMs.samples })),
            spentMs: 0,
          },
          null,
        );
  let rounds = 0;
  while (goesOn(rounds)) {
    for (const count of counts) count.addRound();
    rounds++;
  }
  return rounds;
}
