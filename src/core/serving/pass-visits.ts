import { seededRandom, shuffled } from '../stats/random.ts';

/** How single passes are timed before a load test. */
export const passesRule = {
  /** Browsers compile WebAssembly anew while it runs, and a GPU's clock rises: passes are not timed before so much was computed, ms. */
  warmUpMs: 1000,
  /** Nor before so many; and where the clock is too coarse to see them pass, no more are waited for than `warmUpMost`. */
  warmUpPasses: 2,
  warmUpMost: 1000,
  /** Batches of one size that are drawn; each is timed several times. */
  draws: 10,
  /** Times of each size: no more than `most`, and fewer than `fewest` only at the hard limit. */
  fewest: 3,
  most: 30,
  /** Computing time after which there is enough, and the one after which it ends with what it has, ms. */
  enoughMs: 8000,
  hardMs: 20_000,
} as const;

/** One batch to time. */
export interface PassVisit {
  readonly size: number;
  /** Places of its pairs in the pool. */
  readonly places: readonly number[];
}

/** Batches of 1, 2, 4 … pairs up to the largest, which is among them. */
export function passSizes(maxBatch: number): number[] {
  const sizes: number[] = [];
  for (let size = 1; size < maxBatch; size *= 2) sizes.push(size);
  return [...sizes, maxBatch];
}

/**
 * The batches in the order in which they are timed: round after round every size once, so that drift falls on all alike. The first round begins with
 * the smallest and the largest, between which a slow model's other sizes are interpolated; later ones are shuffled. Sizes draw their
 * pairs evenly from the pool, as arrivals do, and come back to the same batches after `passesRule.draws` rounds.
 */
export function* passVisits(sizes: readonly number[], poolSize: number, seed: number): Generator<PassVisit> {
  const random = seededRandom(seed);
  const draws = new Map(
    sizes.map((size) => [
      size,
      Array.from({ length: passesRule.draws }, () =>
        Array.from({ length: size }, () => Math.floor(random() * poolSize)),
      ),
    ]),
  );
  const first = [...new Set([...sizes.slice(0, 1), ...sizes.slice(-1), ...sizes])];
  for (let round = 0; ; round++) {
    for (const size of round === 0 ? first : shuffled(sizes, random)) {
      yield { size, places: draws.get(size)?.[round % passesRule.draws] ?? [] };
    }
  }
}
