/** What the model knows of one token of its vocabulary; the token's id is its place in the list. */
export interface CoverageToken {
  /** See `rarityWeight`. */
  readonly rarityLevel: number;
  readonly kind: TokenKind;
}

/**
 * - `word` matches its equals and counts.
 * - `unknown` counts and never matches, since two unknown words are seldom the same one. So does padding, which the
 *   attention mask has to keep out: a mask that is ignored then shows in the scores.
 * - `frame` is [CLS] and [SEP]: it neither matches nor counts.
 */
export type TokenKind = 'word' | 'unknown' | 'frame';
