/**
 * Measured times of passes of one shape, as a server would spend them: padding the batch, the pass, scores on
 * the CPU.
 */
export interface PassSample {
  readonly pairs: number;
  /** Tokens to which its pairs were padded. */
  readonly length: number;
  /** Each time that was taken, ms; at least one, no more than `mostTimesOfAShape`. */
  readonly ms: readonly number[];
}

/** More times of one shape tell little about it and make records large. */
export const mostTimesOfAShape = 16;

/** What a server spends on a batch, as measured. */
export interface MeasuredPasses {
  readonly samples: readonly PassSample[];
  /** Time the model's thread spends on tokenising a pair, ms; 0 where tokenising runs beside the passes. */
  readonly tokenizeMsPerPair: number;
  /** Passes that may be under way at one time; each sample was taken with as many busy. */
  readonly servers: number;
}

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

/**
 * Shapes of a lane whose times are kept: a sweep of large requests has thousands, and its record is to stay
 * readable.
 */
const mostShapes = 400;

/**
 * Times of passes that are known with fresh ones. Shapes that are known stay; where there is not room for all
 * new ones, batches of every number of pairs keep their share, spread over their lengths.
 *
 * @returns by pairs, then by length, no more than `most` shapes
 */
export function mergedPasses(
  known: readonly PassSample[],
  fresh: readonly PassSample[],
  most = mostShapes,
): PassSample[] {
  const shapeOf = ({ pairs, length }: PassSample): string => `${pairs}×${length}`;
  const shapes = new Set(known.map(shapeOf));
  const added = spread(
    fresh.filter((sample) => !shapes.has(shapeOf(sample))),
    Math.max(0, most - known.length),
  );
  const tally = new PassTally();
  for (const sample of [...known, ...fresh.filter((one) => shapes.has(shapeOf(one))), ...added]) {
    for (const ms of sample.ms) tally.add({ ...sample, ms });
  }
  return tally.samples();
}

/**
 * As many of the samples as there is room for: the numbers of pairs that have few shapes keep all, the others
 * share what is left.
 */
function spread(samples: readonly PassSample[], room: number): PassSample[] {
  const groups = new Map<number, PassSample[]>();
  for (const sample of samples) groups.set(sample.pairs, [...(groups.get(sample.pairs) ?? []), sample]);
  const ascending = [...groups.values()].sort((a, b) => a.length - b.length);
  let left = room;
  return ascending.flatMap((group, i) => {
    const share = Math.min(group.length, Math.floor(left / (ascending.length - i)));
    left -= share;
    const byLength = [...group].sort((a, b) => a.length - b.length);
    return Array.from(
      { length: share },
      (_, k) => byLength[Math.floor(((k + 0.5) * group.length) / share)] as PassSample,
    );
  });
}
