/** Measured times of passes of one shape, as a server would spend them: padding the batch, the pass, scores on the CPU. */
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
