import { mostTimesOfAShape, type PassSample } from './pass-sample.ts';

/** What one pass took, as `PassSample` counts it. */
export interface PassTime {
  readonly pairs: number;
  /** Tokens to which its pairs were padded. */
  readonly length: number;
  readonly ms: number;
}

/** Clocks tell no more than µs, and what is finer only makes records longer. */
const toMicroseconds = (ms: number): number => Math.round(ms * 1000) / 1000;

/** Collects the times of passes by their shapes, of each shape the first so many. */
export class PassTally {
  readonly #most: number;
  readonly #shapes = new Map<string, PassSample & { readonly ms: number[] }>();

  constructor(most: number = mostTimesOfAShape) {
    this.#most = most;
  }

  add({ pairs, length, ms }: PassTime): void {
    const key = `${pairs}×${length}`;
    const shape = this.#shapes.get(key) ?? { pairs, length, ms: [] };
    this.#shapes.set(key, shape);
    if (shape.ms.length < this.#most) shape.ms.push(toMicroseconds(ms));
  }

  /** By pairs, then by length, both ascending. */
  samples(): PassSample[] {
    return [...this.#shapes.values()]
      .map(({ pairs, length, ms }) => ({ pairs, length, ms: [...ms] }))
      .sort((a, b) => a.pairs - b.pairs || a.length - b.length);
  }
}
