import type { Samples } from './samples.ts';

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function mean(samples: Samples): number {
  return sum(samples) / samples.length;
}

/** Sample standard deviation, with n − 1 in the denominator; 0 for a single sample. */
export function standardDeviation(samples: Samples): number {
  if (samples.length < 2) return 0;
  const centre = mean(samples);
  const squares = samples.reduce((total, value) => total + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (samples.length - 1));
}

/**
 * Lag-1 autocorrelation of a series, r₁ = Σ (xᵢ − x̄)(xᵢ₊₁ − x̄) / Σ (xᵢ − x̄)²; 0 where all samples are
 * equal.
 * Source: Box, Jenkins & Reinsel, Time Series Analysis, §2.1.
 */
export function lag1Autocorrelation(samples: Samples): number {
  const centre = mean(samples);
  let numerator = 0;
  let denominator = 0;
  let previous: number | undefined;
  for (const value of samples) {
    const deviation = value - centre;
    if (previous !== undefined) numerator += previous * deviation;
    denominator += deviation ** 2;
    previous = deviation;
  }
  return denominator === 0 ? 0 : numerator / denominator;
}
