import { seededRandom } from '../../stats/random.ts';
import { normalRandom } from '../../stats/testing/normal-random.ts';
import type { TimedBatch } from '../measured-lane.ts';

/** Draws the noise of one latency, of mean 0 and standard deviation 1. */
export type Noise = () => number;

export const normalNoise = (seed: number): Noise => normalRandom(seededRandom(seed));

/** First-order autoregressive noise: neighbouring values correlate by rho. */
export function correlatedNoise(seed: number, rho: number): Noise {
  const normal = normalNoise(seed);
  let state = normal();
  return () => {
    state = rho * state + Math.sqrt(1 - rho ** 2) * normal();
    return state;
  };
}

/** Batch sizes 1, 2, 4 … of one pair count whose true throughputs are known. */
export interface SimulatedCells {
  /** One more round, with a latency for each batch size. */
  addRound(): void;
  readonly cells: readonly TimedBatch[];
}

/**
 * @param shares true throughput of each batch size, as a share of the best
 * @param cv standard deviation ÷ mean of each batch size's latencies
 * @param noises of each batch size its own, so that its rounds follow one another
 * @param roundFactor what a round does to all batch sizes alike
 */
export function simulatedCells(
  pairCount: number,
  shares: readonly number[],
  cv: number,
  noises: readonly Noise[],
  roundFactor: () => number = () => 1,
): SimulatedCells {
  const rounds: number[] = [];
  const columns = shares.map((share, i) => {
    const samples: number[] = [];
    let total = 0;
    const add = (factor: number): void => {
      const latencyMs = factor * (100 / share) * (1 + cv * (noises[i]?.() ?? 0));
      samples.push(latencyMs);
      total += latencyMs;
    };
    const cell: TimedBatch = {
      pairCount,
      batchSize: 2 ** i,
      latencyMs: { samples, rounds },
      get pairsPerSecond() {
        return (1000 * pairCount * samples.length) / total;
      },
    };
    return { add, cell };
  });
  return {
    addRound() {
      rounds.push(rounds.length + 1);
      const factor = roundFactor();
      for (const { add } of columns) add(factor);
    },
    cells: columns.map(({ cell }) => cell),
  };
}
