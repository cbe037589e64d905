import { autocorrelationWidening } from './interval.ts';
import { mean, standardDeviation } from './moments.ts';
import { fewestForRatio, type RatioEstimate } from './paired-ratio.ts';
import { isSamples, type Samples } from './samples.ts';
import { studentTQuantile } from './student-t.ts';

/**
 * Ratio of the means of two series that share no rounds, with its 95 % interval: R = mean(top) / mean(bottom);
 * ln R ± t₀.₉₇₅,ν · √(v₁ + v₂), where v = (sd/mean)²/n · w² is the variance of the logarithm of one mean, widened for
 * autocorrelation, and ν = (v₁ + v₂)² / (v₁²/(n₁ − 1) + v₂²/(n₂ − 1)).
 * Source: the delta method; Welch, The Generalization of Student's Problem, Biometrika 34 (1947).
 *
 * @returns `null` where a series is empty, or a mean is not positive
 */
export function independentRatio(top: readonly number[], bottom: readonly number[]): RatioEstimate | null {
  if (!isSamples(top) || !isSamples(bottom)) return null;
  const topMean = mean(top);
  const bottomMean = mean(bottom);
  if (!(topMean > 0 && bottomMean > 0)) return null;
  const ratio = topMean / bottomMean;
  const n = Math.min(top.length, bottom.length);
  if (n < fewestForRatio) return { ratio, ci95: null, n };
  const above = varianceOfLogMean(top);
  const below = varianceOfLogMean(bottom);
  const variance = above + below;
  if (variance === 0) return { ratio, ci95: [ratio, ratio], n };
  const degrees = variance ** 2 / (above ** 2 / (top.length - 1) + below ** 2 / (bottom.length - 1));
  const half = studentTQuantile(0.975, degrees) * Math.sqrt(variance);
  return { ratio, ci95: [ratio * Math.exp(-half), ratio * Math.exp(half)], n };
}

function varianceOfLogMean(samples: Samples): number {
  const error = standardDeviation(samples) / mean(samples) / Math.sqrt(samples.length);
  return (error * autocorrelationWidening(samples)) ** 2;
}
