/** What one request cost. Times in ms; `tokenizeMs` and `modelMs` may overlap. */
export interface TimedRequest {
  /** By the clock that timed it. */
  readonly startedAtMs: number;
  readonly latencyMs: number;
  readonly tokenizeMs: number;
  readonly modelMs: number;
  /** Real tokens of all pairs, special tokens included. */
  readonly tokens: number;
  /** Tokens the model computed, padding included. */
  readonly tokensComputed: number;
  /** Σ pairs · length² over the passes: what attention's operations grow with; see `flopsOf`. */
  readonly squaredTokensComputed: number;
  readonly passes: number;
}

/** A request that counts as a measurement of its cell. */
export interface Sample extends TimedRequest {
  /** From 1; round 0 warms up and gives no samples. */
  readonly round: number;
  /** Since the run's start. */
  readonly startedAtMs: number;
}
