/** What the count needs of a transformer encoder. */
export interface ModelShape {
  readonly layers: number;
  readonly hiddenSize: number;
  /** Width of the feed-forward block's middle. */
  readonly intermediateSize: number;
  /** Whether that middle is multiplied by a gate, which has a matrix of its own; absent where it is not. */
  readonly isGated?: true;
  /**
   * How many relative positions each token's query or key is multiplied with in DeBERTa's attention; absent
   * in layers without such products.
   */
  readonly relativePositions?: number;
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
 * Floating-point operations of a cross-encoder with one label, two for each multiplication and addition of
 * its matrix products. With h the width, f the feed-forward's, m its matrices (2, or 3 with a gate), r the
 * relative positions, T = Σ pairs · length and S = Σ pairs · length²:
 *
 *   layers · 2·(T·(4h² + mhf + rh) + S·2h)   all layers
 *   + pairs · 2·(h² + h)                     the head's dense layer and the label
 *
 * A layer has four projections, the feed-forward, relative positions, and the scores and context of all heads.
 *
 * Padding counts, since it is computed, and so do scores outside a local layer's window: exported graphs
 * compute them all and then add a mask. Look-ups, biases, softmax, normalisations, rotations and activations
 * are left out: they take a few operations a value where a product takes hundreds. So are products of
 * constants, which the runtime computes once, such as the projections of DeBERTa's relative positions.
 * Sources: the layers' definitions in Vaswani et al. 2017, §3, Shazeer 2020 (gates), He et al. 2021, §3.1
 * (DeBERTa), and Warner et al. 2024, §2.1 (ModernBERT); Kaplan et al. 2020, §2.1, count a decoder's
 * operations in the same way.
 */
export function flopsOf(shape: ModelShape, computed: ComputedTokens): number {
  const { layers, hiddenSize: h, intermediateSize: f, isGated, relativePositions = 0 } = shape;
  const { pairs, tokensComputed, squaredTokensComputed } = computed;
  const perToken = 4 * h * h + (isGated ? 3 : 2) * h * f + relativePositions * h;
  const perLayer = tokensComputed * perToken + squaredTokensComputed * 2 * h;
  return 2 * (layers * perLayer + pairs * (h * h + h));
}

/**
 * A rate as a percentage of a device's peak, at most 100: an older record, or a lane under way, may hold a
 * cell that is faster than its peak.
 */
export const percentOfPeak = (gflopsPerSecond: number, peakGflopsPerSecond: number): number =>
  Math.min(100, (100 * gflopsPerSecond) / peakGflopsPerSecond);
