/** What the count needs of a transformer encoder. */
export interface ModelShape {
  readonly layers: number;
  readonly hiddenSize: number;
  /** Width of the feed-forward block's middle. */
  readonly intermediateSize: number;
}

/** What a pass, or all passes of a request together, computed. */
export interface ComputedTokens {
  /** Rows of the passes: pairs scored. */
  readonly pairs: number;
  /** Σ pairs · length over the passes, padding included. */
  readonly tokensComputed: number;
  /** Σ pairs · length² over the passes: attention compares every token of a row with every other. */
  readonly squaredTokensComputed: number;
}

/** One pass of [pairs, length] tokens. */
export const onePass = (pairs: number, length: number): ComputedTokens => ({
  pairs,
  tokensComputed: pairs * length,
  squaredTokensComputed: pairs * length * length,
});

/**
 * Floating-point operations of a BERT-like cross-encoder with one label, two for each multiplication and
 * addition of its matrix products. With h the width, f the feed-forward's, T = Σ pairs · length and S = Σ
 * pairs · length²:
 *
 *   layers · 2·(T·(4h² + 2hf) + S·2h)   four projections, feed-forward; scores and context of all heads
 *   + pairs · 2·(h² + h)                the first token's dense layer and the label
 *
 * Padding counts, since it is computed. Look-ups, biases, softmax, normalisations and activations are left
 * out: they take a few operations a value where a product takes hundreds.
 * Sources: the layers' definition in Vaswani et al. 2017, §3; Kaplan et al. 2020, §2.1, count a decoder's
 * operations in the same way.
 */
export function flopsOf(
  { layers, hiddenSize: h, intermediateSize: f }: ModelShape,
  { pairs, tokensComputed, squaredTokensComputed }: ComputedTokens,
): number {
  const perLayer = tokensComputed * (4 * h * h + 2 * h * f) + squaredTokensComputed * 2 * h;
  return 2 * (layers * perLayer + pairs * (h * h + h));
}

/**
 * A rate as a percentage of a device's peak, at most 100: an older record, or a lane under way, may hold a
 * cell that is faster than its peak.
 */
export const percentOfPeak = (gflopsPerSecond: number, peakGflopsPerSecond: number): number =>
  Math.min(100, (100 * gflopsPerSecond) / peakGflopsPerSecond);
