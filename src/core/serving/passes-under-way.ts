import type { PaddedBatch } from '../rerank/batching.ts';
import { type FailureData, failureData } from '../rerank/failure.ts';
import { logitPerPair, type PairScorer } from '../rerank/score-request.ts';
import type { Batch } from './batcher.ts';

/** A batch whose pass is over. */
export interface EndedPass {
  /** The batch's, as in `BatchStart`. */
  readonly id: number;
  readonly batch: Batch;
  readonly endedAtMs: number;
  /** `null` where there are scores. */
  readonly failure: FailureData | null;
}

/** The batches that the model is computing. Scores are dropped, since a load test only needs their times. */
export class PassesUnderWay {
  readonly #scorer: PairScorer;
  readonly #now: () => number;
  readonly #most: number;
  #count = 0;
  #ended: EndedPass[] = [];
  #wake: () => void = () => {};

  /** @param now ms since the load test began */
  constructor(scorer: PairScorer, now: () => number) {
    this.#scorer = scorer;
    this.#now = now;
    this.#most = scorer.parallelPasses ?? 1;
  }

  /** Passes that may be under way at one time. */
  get most(): number {
    return this.#most;
  }

  /** Whether as many are under way as may be. One that has ended counts until `takeEnded` returns it. */
  get isFull(): boolean {
    return this.#count + this.#ended.length >= this.#most;
  }

  /** Whether none is under way or waits to be returned by `takeEnded`. */
  get isIdle(): boolean {
    return this.#count === 0 && this.#ended.length === 0;
  }

  /** Pads a batch and starts its pass. Never throws: `takeEnded` returns failures. */
  start(id: number, batch: Batch, pad: () => PaddedBatch): void {
    this.#count++;
    void this.#run(batch, pad).then((failure) => {
      this.#count--;
      this.#ended.push({ id, batch, endedAtMs: this.#now(), failure });
      this.#wake();
    });
  }

  /** Those that ended since the last call, in that order. */
  takeEnded(): EndedPass[] {
    return this.#ended.splice(0);
  }

  /** Resolves once one has ended that `takeEnded` has not returned. */
  async oneEnded(): Promise<void> {
    if (this.#ended.length > 0) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }

  /** Resolves once none is under way. */
  async allEnded(): Promise<void> {
    while (this.#count > 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async #run(batch: Batch, pad: () => PaddedBatch): Promise<FailureData | null> {
    try {
      logitPerPair(await this.#scorer.forward(pad()), batch.pairs.length);
      return null;
    } catch (error) {
      return failureData(error);
    }
  }
}
