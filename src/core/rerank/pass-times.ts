/**
 * Measured times of passes of one shape, each as a server would spend it: padding the batch, the pass, and
 * scores back on the CPU.
 */
export interface PassSample {
  readonly pairs: number;
  /** Tokens to which its pairs were padded. */
  readonly length: number;
  /** The measured times, ms: at least one, at most `mostTimesOfAShape`. */
  readonly ms: readonly number[];
}

/** More times of one shape tell little about it and make records large. */
export const mostTimesOfAShape = 16;

/** The passes of a short load test that was run before the real one, in their order. */
export interface RehearsedPasses {
  /** Of each pass. */
  readonly pairs: readonly number[];
  /** Tokens to which each pass's pairs were padded. */
  readonly length: readonly number[];
  readonly ms: readonly number[];
  /**
   * Mean time from the end of a pass to the start of the next where that was due already, tokenising left
   * out, ms; 0 where it was never seen.
   */
  readonly betweenMs: number;
}

/** What a server spends on a batch, as measured. */
export interface MeasuredPasses {
  readonly samples: readonly PassSample[];
  /** Time the model's thread spends on tokenising a pair, ms; 0 where tokenising runs beside the passes. */
  readonly tokenizeMsPerPair: number;
  /** Passes that may be under way at one time; each sample was taken with as many busy. */
  readonly servers: number;
  /** Absent where the passes of a sweep are all there is, or too few were rehearsed. */
  readonly rehearsal?: RehearsedPasses;
}

/** What one pass took, as `PassSample` counts it. */
export interface PassTime {
  readonly pairs: number;
  /** Tokens to which its pairs were padded. */
  readonly length: number;
  readonly ms: number;
}

/** Browsers' clocks are no finer than 1 µs, and more digits only make records longer. Never below 0. */
export const toMicroseconds = (ms: number): number => Math.max(0, Math.round(ms * 1000) / 1000);

/** Collects the times of passes by their shapes; it keeps the first `most` times of each shape. */
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
 * Most shapes of a lane whose times are kept. A sweep of large requests has thousands, and its record has to
 * stay small.
 */
const mostShapes = 400;

/**
 * Merges fresh times of passes into known ones. Known shapes all stay. Where there is not room for all new
 * shapes, every number of pairs gets its share of the room, spread over the lengths.
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
 * As many of the samples as there is room for. Numbers of pairs that have few shapes keep them all; the
 * others share the room that is left.
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
