/**
 * The probability a score stands for: its sigmoid, 1 / (1 + e^−score).
 * Both branches keep the exponent's argument at or below zero, so nothing overflows.
 */
export function probabilityOf(score: number): number {
  if (score >= 0) return 1 / (1 + Math.exp(-score));
  const e = Math.exp(score);
  return e / (1 + e);
}
