import { paddedLength } from '../rerank/batching.ts';
import type { Random } from '../stats/random.ts';
import type { Batch } from './batcher.ts';
import type { SimulatedService } from './capacity.ts';
import { type PassTimeModel, passTimeModel } from './pass-time-model.ts';

/**
 * How long one server of a simulation is busy with a batch: its pairs tokenised, and a pass of its padded shape, drawn from what was measured.
 * A live test tokenises when an arrival comes in; here it counts with the batch, since either way it is the model's thread that does it.
 */
export class ServiceTimes {
  readonly #service: SimulatedService;
  readonly #passes: PassTimeModel;

  /** @throws RangeError where no pass was measured */
  constructor(service: SimulatedService) {
    this.#service = service;
    this.#passes = passTimeModel(service.passes);
  }

  /** Times of batches, ms; each source of random numbers makes another run of the same service. */
  drawnBy(random: Random): (batch: Batch) => number {
    const { passes, paddingMultiple, maxLength } = this.#service;
    const padding = { paddingMultiple, maxLength };
    return ({ pairs, length }) =>
      passes.tokenizeMsPerPair * pairs.length +
      this.#passes.drawMs(pairs.length, paddedLength(length, padding), random);
  }
}
