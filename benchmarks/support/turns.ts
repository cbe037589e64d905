import { pairedRatio } from '../../src/core/stats/ratio.ts';
import { median } from '../median.ts';
import { shownRatio } from './markdown.ts';

/** One of several programs that do the same work in turns. */
export interface Contestant {
  readonly name: string;
  /** Does the work once and answers the ms it took by its own clock. */
  readonly request: () => Promise<number>;
}

/**
 * A runtime's threads spin for a while after their last work before they sleep; nobody else is to be timed
 * meanwhile.
 */
const pauseMs = 100;

/**
 * Lets all of them do the work once in each round, one after another, in an order that begins one further on
 * in each round, so that heat and other programs fall on all alike. Round 0 warms up and counts for nothing.
 *
 * @returns ms by contestant, then by round
 */
export async function takeTurns(
  contestants: readonly Contestant[],
  rounds: number,
  note: (text: string) => void,
): Promise<number[][]> {
  const times = contestants.map((): number[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const place = (turn + round) % contestants.length;
      const contestant = contestants[place];
      const ms = await contestant?.request();
      if (ms !== undefined && round > 0) times[place]?.push(ms);
      note(`round ${round} of ${rounds}, ${contestant?.name}: ${ms?.toFixed(0)} ms`);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
  return times;
}

/** Median and range of latencies, ms. */
export const shownTimes = (ms: readonly number[]): string =>
  `${median(ms).toFixed(0)} (${Math.min(...ms).toFixed(0)}–${Math.max(...ms).toFixed(0)})`;

/**
 * Throughput of one ÷ throughput of another that does the same work: from the medians of their times, and
 * from the means with the 95 % interval, paired by round.
 */
export function shownThroughputRatio(own: readonly number[], other: readonly number[]): [string, string] {
  const series = (samples: readonly number[]) => ({ samples, rounds: samples.map((_, round) => round) });
  return [(median(other) / median(own)).toFixed(2), shownRatio(pairedRatio(series(other), series(own)))];
}
