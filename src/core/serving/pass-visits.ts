import { seededRandom } from '../stats/random.ts';

/** How single passes are timed before a load test. */
export const passesRule = {
  /**
   * Passes are not timed before so much was computed, ms, since browsers recompile WebAssembly while it runs
   * and a GPU's clock rises.
   */
  warmUpMs: 1000,
  /**
   * Nor before so many; and where the clock is too coarse to see them pass, no more are waited for than
   * `warmUpMost`.
   */
  warmUpPasses: 2,
  warmUpMost: 1000,
  /** Batches of one size that are drawn; each is timed several times. */
  draws: 12,
  /** Times of each size: no more than `most`, and fewer than `fewest` only at the hard limit. */
  fewest: 2,
  most: 120,
  /** Computing time after which there is enough, and the one after which it ends with what it has, ms. */
  enoughMs: 8000,
  hardMs: 20_000,
} as const;

/** One batch to time. */
export interface PassVisit {
  readonly size: number;
  /** Indices of its pairs in the pool. */
  readonly places: readonly number[];
}

/** Batches of 1, 2, 4 … pairs up to the largest, which is among them. */
export function passSizes(maxBatch: number): number[] {
  const sizes: number[] = [];
  for (let size = 1; size < maxBatch; size *= 2) sizes.push(size);
  return [...sizes, maxBatch];
}

/**
 * The batches in the order in which they are timed: each size once, beginning with the smallest and the
 * largest, between which a slow model's other sizes are interpolated; then always the size on which least
 * time was spent, so that all get equal shares of it, in turns that let drift fall on all alike. Small
 * batches, whose passes are many and short, are timed more often, which is what their scatter needs. Sizes
 * draw their pairs evenly from the pool, as arrivals do, and come back to the same batches after
 * `passesRule.draws` of them.
 */
export class PassVisits {
  readonly #sizes: readonly number[];
  readonly #draws: ReadonlyMap<number, readonly (readonly number[])[]>;
  readonly #visited = new Map<number, number>();
  readonly #spentMs = new Map<number, number>();

  constructor(sizes: readonly number[], poolSize: number, seed: number) {
    const random = seededRandom(seed);
    this.#sizes = [...new Set([...sizes.slice(0, 1), ...sizes.slice(-1), ...sizes])];
    this.#draws = new Map(
      sizes.map((size) => [
        size,
        Array.from({ length: passesRule.draws }, () =>
          Array.from({ length: size }, () => Math.floor(random() * poolSize)),
        ),
      ]),
    );
  }

  /** @param isEnough whether a size was timed often enough; `null` where all were */
  next(isEnough: (size: number) => boolean): PassVisit | null {
    let chosen: number | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const size of this.#sizes) {
      const spentMs = this.#visited.has(size) ? (this.#spentMs.get(size) ?? 0) : -1;
      if (spentMs < least && !isEnough(size)) {
        chosen = size;
        least = spentMs;
      }
    }
    if (chosen === null) return null;
    const visits = this.#visited.get(chosen) ?? 0;
    this.#visited.set(chosen, visits + 1);
    return { size: chosen, places: this.#draws.get(chosen)?.[visits % passesRule.draws] ?? [] };
  }

  /** Takes note that so much time was spent on a batch of this size. */
  spent(size: number, ms: number): void {
    this.#spentMs.set(size, (this.#spentMs.get(size) ?? 0) + ms);
  }
}
