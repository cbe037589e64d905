import { type MeasuredPasses, PassTally, type PassTime } from '../rerank/pass-times.ts';
import { type PairScorer, preparesBeside, type TimedRequest } from '../rerank/score-request.ts';

/**
 * The passes of a round's samples. Where several run at one time, the last ones of a request have the machine
 * to themselves, so their times are a little shorter than a busy server's.
 */
export class RoundPasses {
  readonly #servers: number;
  readonly #isBeside: boolean;
  #tally = new PassTally();
  #tokenizeMsPerPair = 0;
  #samples = 0;

  constructor(scorer: PairScorer) {
    this.#servers = scorer.parallelPasses ?? 1;
    this.#isBeside = preparesBeside(scorer);
  }

  /** Takes a sample's passes in. */
  add({ tokenizeMs }: TimedRequest, pairs: number, times: readonly PassTime[]): void {
    for (const time of times) this.#tally.add(time);
    this.#tokenizeMsPerPair += tokenizeMs / pairs;
    this.#samples++;
  }

  /** The passes since the last call; `null` without samples. */
  take(): MeasuredPasses | null {
    if (this.#samples === 0) return null;
    const passes = {
      samples: this.#tally.samples(),
      tokenizeMsPerPair: this.#isBeside ? 0 : this.#tokenizeMsPerPair / this.#samples,
      servers: this.#servers,
    };
    this.#tally = new PassTally();
    this.#tokenizeMsPerPair = 0;
    this.#samples = 0;
    return passes;
  }
}
