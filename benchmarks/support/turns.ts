import { pairedRatio } from '../../src/core/stats/ratio.ts';
import { median } from '../median.ts';
import { shownRatio } from './markdown.ts';

/** One of several programs that take turns at the same work. */
export interface Contestant {
  readonly name: string;
  /** Does the work once and returns its time in ms by its own clock. */
  readonly request: () => Promise<number>;
}

/**
 * The pause after each turn, in ms. A runtime's threads spin for a while after their last work, and must not
 * disturb the next contestant.
 */
const pauseMs = 100;

/**
 * Lets all contestants do the work once in each round, one after another. Each round starts with the next
 * contestant, so that heat and other programs affect all alike. Round 0 is a warm-up and is not counted.
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

/** Median and range of latencies in ms. */
export const shownTimes = (ms: readonly number[]): string =>
  `${median(ms).toFixed(0)} (${Math.min(...ms).toFixed(0)}–${Math.max(...ms).toFixed(0)})`;

/**
 * The throughput of one ÷ that of another that does the same work: first from the medians of their times,
 * then from the means with a 95 % interval paired by round.
 */
export function shownThroughputRatio(own: readonly number[], other: readonly number[]): [string, string] {
  const series = (samples: readonly number[]) => ({ samples, rounds: samples.map((_, round) => round) });
  return [(median(other) / median(own)).toFixed(2), shownRatio(pairedRatio(series(other), series(own)))];
}
