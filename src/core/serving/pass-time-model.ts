import type { MeasuredPasses, PassSample } from '../rerank/pass-times.ts';
import type { Random } from '../stats/random.ts';
import { fitPassTimes, meanMs } from './pass-time-fit.ts';

/** How long a pass takes, by its shape. */
export interface PassTimeModel {
  /** Mean time of a pass of so many pairs padded to so many tokens, ms. */
  meanMs(pairs: number, length: number): number;
  /** One time as it might be measured, ms. */
  drawMs(pairs: number, length: number, random: Random): number;
  /**
   * How far the mean of a measured shape is from the model's value without that shape's own times: the root
   * mean square of (ratio − 1).
   */
  readonly relativeError: number;
}

/** A shape with so many times stands for itself. */
const enoughTimes = 8;
/** Ratios of the nearest measured shapes that an interpolated shape draws its scatter from. */
const enoughRatios = 32;
/** Bandwidth of the correction: in pairs and in tokens, a factor of e^0.2, a fifth more or less. */
const bandwidth = 0.2;
/** The weight of the fit itself, in times, when nearby measurements correct it. */
const fitWorth = 1;

interface ShapeTimes extends PassSample {
  readonly mean: number;
  readonly logPairs: number;
  readonly logLength: number;
  /** Measured ÷ fitted. */
  readonly correction: number;
}

interface Entry {
  readonly mean: number;
  /** Ratios to the mean; one is drawn for each pass. */
  readonly ratios: readonly number[];
}

/**
 * What passes take, from times of single passes.
 *
 * - Measured: a shape with at least 8 times has their mean, and draws from those very times.
 * - Interpolated: any other shape has the fit a + b·pairs·length + c·pairs·length² + d·pairs
 *   (`fitPassTimes`) times a correction, the mean of measured ÷ fitted over the measured shapes, weighted by
 *   their number of times and by a Gaussian kernel of the distance in log pairs and log length (Nadaraya
 *   1964, Watson 1964), the fit itself counting as one time. It scatters as the nearest measured shapes do,
 *   relative to their means.
 * - Extrapolated, where nothing near was measured: the fit alone. It is no better than the assumption that
 *   a pass is the sum of these four costs.
 *
 * Passes are drawn independently: heat, or another program, that slows several in a row is in their spread
 * but not in their order. `ServiceTimes` takes the order from a rehearsal.
 *
 * @throws RangeError without a measured time
 */
export function passTimeModel({ samples }: Pick<MeasuredPasses, 'samples'>): PassTimeModel {
  const fitted = fitPassTimes(samples);
  // A pass that took no time was faster than the clock can tell, and is no measurement.
  const timed = samples.filter((sample) => meanMs(sample) > 0);
  const shapes = timed.map((sample): ShapeTimes => {
    const mean = meanMs(sample);
    return {
      ...sample,
      mean,
      logPairs: Math.log(sample.pairs),
      logLength: Math.log(sample.length),
      correction: mean / fitted(sample.pairs, sample.length),
    };
  });
  const tables: (Entry | undefined)[][] = [];

  const entryOf = (pairs: number, length: number): Entry => {
    let table = tables[pairs];
    if (table === undefined) {
      table = [];
      tables[pairs] = table;
    }
    let entry = table[length];
    if (entry === undefined) {
      const own = shapes.find((shape) => shape.pairs === pairs && shape.length === length);
      entry =
        own !== undefined && own.ms.length >= enoughTimes
          ? { mean: own.mean, ratios: own.ms.map((ms) => ms / own.mean) }
          : {
              mean: fitted(pairs, length) * correctionAt(shapes, pairs, length),
              ratios: ratiosNear(shapes, pairs, length),
            };
      table[length] = entry;
    }
    return entry;
  };

  return {
    meanMs: (pairs, length) => entryOf(pairs, length).mean,
    drawMs(pairs, length, random) {
      const { mean, ratios } = entryOf(pairs, length);
      return mean * (ratios[Math.floor(random() * ratios.length)] ?? 1);
    },
    relativeError: leftOutError(shapes),
  };
}

const squaredDistance = (shape: ShapeTimes, logPairs: number, logLength: number): number =>
  (shape.logPairs - logPairs) ** 2 + (shape.logLength - logLength) ** 2;

function correctionAt(
  shapes: readonly ShapeTimes[],
  pairs: number,
  length: number,
  without?: ShapeTimes,
): number {
  const logPairs = Math.log(pairs);
  const logLength = Math.log(length);
  let weighted = fitWorth;
  let weights = fitWorth;
  for (const shape of shapes) {
    if (shape === without) continue;
    const weight =
      shape.ms.length * Math.exp(-squaredDistance(shape, logPairs, logLength) / (2 * bandwidth ** 2));
    weighted += weight * shape.correction;
    weights += weight;
  }
  return weighted / weights;
}

/**
 * Measured ÷ mean of the nearest shapes. A mean of n times takes part of their scatter with it, and the
 * ratios are spread by √(n/(n − 1)) to make up for that; a single time says nothing of scatter.
 */
function ratiosNear(shapes: readonly ShapeTimes[], pairs: number, length: number): number[] {
  const logPairs = Math.log(pairs);
  const logLength = Math.log(length);
  const nearest = shapes
    .filter(({ ms }) => ms.length > 1)
    .sort((a, b) => squaredDistance(a, logPairs, logLength) - squaredDistance(b, logPairs, logLength));
  const ratios: number[] = [];
  for (const { ms, mean } of nearest) {
    const spread = Math.sqrt(ms.length / (ms.length - 1));
    // Two times far apart must not give a pass a negative duration.
    for (const one of ms) ratios.push(Math.max(1 + (one / mean - 1) * spread, one / mean / 2));
    if (ratios.length >= enoughRatios) break;
  }
  return ratios.length > 0 ? ratios : [1];
}

function leftOutError(shapes: readonly ShapeTimes[]): number {
  let squares = 0;
  let times = 0;
  for (const shape of shapes) {
    const { pairs, length, ms, correction } = shape;
    squares += ms.length * (correctionAt(shapes, pairs, length, shape) / correction - 1) ** 2;
    times += ms.length;
  }
  return Math.sqrt(squares / times);
}
