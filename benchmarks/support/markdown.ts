import { mean } from '../../src/core/stats/moments.ts';
import type { RatioEstimate } from '../../src/core/stats/ratio.ts';
import { isSamples } from '../../src/core/stats/samples.ts';

/** A Markdown table for docs/benchmarks.md. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A ratio with its 95 % interval, such as `0.991 (0.984–0.998)`. */
export function shownRatio(estimate: RatioEstimate | null): string {
  if (estimate === null) return '–';
  const { ratio, ci95 } = estimate;
  const interval = ci95 === null ? '' : ` (${ci95[0].toFixed(3)}–${ci95[1].toFixed(3)})`;
  return ratio.toFixed(3) + interval;
}

/** The mean of the values with the given number of decimals. */
export const shownMean = (values: readonly number[], decimals: number): string =>
  isSamples(values) ? mean(values).toFixed(decimals) : '–';
