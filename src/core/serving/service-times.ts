import { paddedLength } from '../rerank/batching.ts';
import { mean, standardDeviation } from '../stats/moments.ts';
import type { Random } from '../stats/random.ts';
import { isSamples } from '../stats/samples.ts';
import type { Batch } from './batcher.ts';
import type { SimulatedService } from './capacity.ts';
import { type PassTimeModel, passTimeModel } from './pass-time-model.ts';

/** Rehearsed passes that a simulation takes one after another, on average, before it goes on elsewhere. */
const meanRun = 10;
/** Parts of a rehearsal whose mean speeds are compared, a second each of the usual six. */
export const rehearsalParts = 6;
/** Rehearsed passes that a pass of about their length is compared with, or more where more are as near. */
const enoughAlike = 16;

/**
 * How long one server of a simulation is busy with a batch: its pairs tokenised, and a pass of its padded
 * shape, drawn from what was measured. A live test tokenises when an arrival comes in; here it counts with
 * the batch, since either way it is the model's thread that does it.
 *
 * Where there is a rehearsal, a pass takes the mean of its shape times the ratio of a rehearsed pass of about
 * that length to the mean of its own shape, and what the thread does between two passes is added. Of a short
 * pass, whatever a test adds is a larger share than of a long one, so ratios stay among passes alike. How slow
 * a pass is among those alike is taken in runs of consecutive rehearsed passes, of geometric length with a
 * mean of 10, from random places (the stationary bootstrap of Politis and Romano, 1994), so that passes that
 * were slow one after another are so in the simulation.
 */
export class ServiceTimes {
  readonly #service: SimulatedService;
  readonly #passes: PassTimeModel;
  readonly #rehearsed: RehearsedRatios;

  /** @throws RangeError where no pass was measured */
  constructor(service: SimulatedService) {
    this.#service = service;
    this.#passes = passTimeModel(service.passes);
    const { pairs, length, ms } = service.passes.rehearsal ?? { pairs: [], length: [], ms: [] };
    this.#rehearsed = new RehearsedRatios(
      ms.map((one, i) => ({ ms: one, meanMs: this.#passes.meanMs(pairs[i] ?? 1, length[i] ?? 1) })),
    );
  }

  /**
   * How much the speed of the machine changes for as long as a part of the rehearsal: the relative standard
   * deviation over its six equal parts of the mean of what passes took ÷ what those alike took. `null`
   * without a rehearsal.
   */
  get unsteadiness(): number | null {
    const ratios = this.#rehearsed.toAlike;
    const parts = Array.from({ length: rehearsalParts }, (_, part) => {
      const at = (edge: number) => Math.floor((ratios.length * edge) / rehearsalParts);
      return ratios.slice(at(part), at(part + 1));
    });
    const means = parts.flatMap((part) => (isSamples(part) ? [mean(part)] : []));
    return isSamples(means) && means.length === rehearsalParts
      ? standardDeviation(means) / mean(means)
      : null;
  }

  /**
   * Times of batches, ms. Each source of random numbers gives another run of the same service.
   *
   * @param slowness every pass takes so many times as long as was measured
   */
  drawnBy(random: Random, slowness = 1): (batch: Batch) => number {
    const { passes, ...padding } = this.#service;
    const { tokenizeMsPerPair, rehearsal } = passes;
    const rank = drawnInRuns(this.#rehearsed.ranks, random);
    return ({ pairs, length }) => {
      const padded = paddedLength(length, padding);
      const meanMs = this.#passes.meanMs(pairs.length, padded);
      const passMs =
        rehearsal === undefined
          ? this.#passes.drawMs(pairs.length, padded, random)
          : meanMs * this.#rehearsed.ratioAt(meanMs, rank()) + rehearsal.betweenMs;
      return slowness * (tokenizeMsPerPair * pairs.length + passMs);
    };
  }
}

interface RehearsedPass {
  readonly ms: number;
  /** Mean of single passes of its shape. */
  readonly meanMs: number;
}

/** What rehearsed passes took ÷ the mean of single passes of their shape, among passes of about one length. */
class RehearsedRatios {
  readonly #passes: readonly { readonly logMs: number; readonly ratio: number }[];
  readonly #alike = new Map<number, readonly number[]>();
  /** How slow each pass was among those alike, from 0 to 1, in the rehearsal's order. */
  readonly ranks: readonly number[];
  /** Each pass's ratio ÷ the mean ratio of those alike, in the rehearsal's order. */
  readonly toAlike: readonly number[];

  constructor(passes: readonly RehearsedPass[]) {
    this.#passes = passes.map(({ ms, meanMs }) => ({ logMs: Math.log(meanMs), ratio: ms / meanMs }));
    const compared = passes.map(({ ms, meanMs }) => ({ ratio: ms / meanMs, alike: this.#alikeAt(meanMs) }));
    this.ranks = compared.map(({ ratio, alike }) => (alike.indexOf(ratio) + 0.5) / alike.length);
    this.toAlike = compared.map(({ ratio, alike }) => (isSamples(alike) ? ratio / mean(alike) : 1));
  }

  /** The ratio of this rank among rehearsed passes of about that length; 1 where nothing was rehearsed. */
  ratioAt(meanMs: number, rank: number): number {
    const alike = this.#alikeAt(meanMs);
    return alike[Math.floor(rank * alike.length)] ?? 1;
  }

  /** Ratios of the rehearsed passes that are nearest in length, ascending. */
  #alikeAt(meanMs: number): readonly number[] {
    const known = this.#alike.get(meanMs);
    if (known !== undefined) return known;
    const logMs = Math.log(meanMs);
    const distance = (pass: { readonly logMs: number }) => Math.abs(pass.logMs - logMs);
    const distances = this.#passes.map(distance).sort((a, b) => a - b);
    const far = distances[enoughAlike - 1] ?? Number.POSITIVE_INFINITY;
    const alike = this.#passes
      .filter((pass) => distance(pass) <= far)
      .map(({ ratio }) => ratio)
      .sort((a, b) => a - b);
    this.#alike.set(meanMs, alike);
    return alike;
  }
}

/** Draws values in runs of consecutive ones; after the last comes the first. 0 where there are none. */
function drawnInRuns(values: readonly number[], random: Random): () => number {
  let place = -1;
  return () => {
    const isFresh = place < 0 || random() * meanRun < 1;
    place = isFresh ? Math.floor(random() * values.length) : (place + 1) % values.length;
    return values[place] ?? 0;
  };
}
