/**
 * P(Z ≤ z) for the standard normal distribution, to about 1e−15: Φ(z) = ½ + φ(z)·(z + z³/3 + z⁵/(3·5) +
 * z⁷/(3·5·7) + …). Source: Marsaglia, Evaluating the Normal Distribution, Journal of Statistical Software 11
 * (2004).
 */
export function normalCdf(z: number): number {
  // Beyond 8 the tail is below 1e−15.
  if (Math.abs(z) > 8) return z > 0 ? 1 : 0;
  let term = z;
  let series = z;
  for (let i = 3; Math.abs(term) > 1e-17 * Math.abs(series); i += 2) {
    term *= (z * z) / i;
    series += term;
  }
  return 0.5 + (series * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI);
}
