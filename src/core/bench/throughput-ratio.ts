import { independentRatio } from '../stats/independent-ratio.ts';
import { pairedRatio, type RatioEstimate } from '../stats/paired-ratio.ts';
import type { Contender } from './measured-lane.ts';

/**
 * Throughput of the first ÷ throughput of the second, of one pair count: the inverse ratio of their mean latencies. Cells
 * of one lane are paired by round, which they visited within moments; lanes ran one after another, so that their rounds
 * have nothing in common and their samples are independent.
 */
export function throughputRatio(first: Contender, second: Contender): RatioEstimate {
  const top = second.cell.latencyMs;
  const bottom = first.cell.latencyMs;
  const estimate =
    first.lane.id === second.lane.id
      ? pairedRatio(top, bottom)
      : independentRatio(top.samples, bottom.samples);
  // No shared round: the throughputs still have a ratio, but nothing says how sure it is.
  return estimate ?? { ratio: first.cell.pairsPerSecond / second.cell.pairsPerSecond, ci95: null, n: 0 };
}
