/** What the model knows about one token of its vocabulary; the token's id is its index in the list. */
export interface CoverageToken {
  /** See `rarityWeight`. */
  readonly rarityLevel: number;
  readonly kind: TokenKind;
}

/**
 * - `word` matches its equals and counts.
 * - `unknown` counts and never matches, since two unknown words are seldom the same. Padding is of this kind,
 *   too, though the attention mask keeps it out: if the mask is ignored, the scores show it.
 * - `frame` is [CLS] and [SEP]: it neither matches nor counts.
 */
export type TokenKind = 'word' | 'unknown' | 'frame';

/** Length of a token's code. */
export const codeLength = 32;

/** Largest correlation (dot product ÷ length) of two different codes. */
export const largestCorrelation = 0.5;

/**
 * Codes of ±1 that attention can always tell apart: the balanced words of the Reed–Muller code RM(2, 5).
 *
 * Its 2¹⁶ words are the quadratic Boolean functions of five variables, tabulated over their 32 points. Any
 * two of them differ in at least 8 of the 32 points (https://en.wikipedia.org/wiki/Reed–Muller_code), so they
 * correlate by at most 1 − 2·8/32 = ½. Only functions that are 1 in exactly half of the points are kept:
 * their codes have mean 0, so LayerNorm subtracts nothing.
 *
 * @returns `count` different codes, one row of 32 each
 * @throws RangeError beyond the 36,518 balanced words
 */
export function tokenCodes(count: number): Int8Array {
  const codes = new Int8Array(count * codeLength);
  let found = 0;
  for (let coefficients = 0; found < count; coefficients += 1) {
    if (coefficients === 1 << monomials.length) {
      throw new RangeError(`there are only ${found} codes, not ${count}`);
    }
    const code = codeOf(coefficients);
    if (code.reduce((sum, element) => sum + element, 0) !== 0) continue;
    codes.set(code, found * codeLength);
    found += 1;
  }
  return codes;
}

const variables = [0, 1, 2, 3, 4];

/**
 * Each monomial of degree ≤ 2 as the set of points (bit p for point p) where it is 1: the constant, xᵢ and
 * xᵢxⱼ.
 */
const monomials: readonly number[] = [
  pointsWhere(() => true),
  ...variables.map((i) => pointsWhere((point) => bit(point, i))),
  ...variables.flatMap((i) =>
    variables.slice(i + 1).map((j) => pointsWhere((point) => bit(point, i) && bit(point, j))),
  ),
];

function pointsWhere(isOne: (point: number) => boolean): number {
  let points = 0;
  for (let point = 0; point < codeLength; point += 1) if (isOne(point)) points |= 1 << point;
  return points;
}

/** The code of the sum (modulo 2) of the monomials whose bit is set: +1 where it is 1, −1 where it is 0. */
function codeOf(coefficients: number): number[] {
  const points = monomials.reduce((sum, set, place) => (bit(coefficients, place) ? sum ^ set : sum), 0);
  return Array.from({ length: codeLength }, (_, point) => (bit(points, point) ? 1 : -1));
}

function bit(bits: number, place: number): boolean {
  return ((bits >>> place) & 1) === 1;
}
