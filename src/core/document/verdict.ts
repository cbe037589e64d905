import type { RatioEstimate } from '../stats/log-ratio.ts';

/** Why a ratio cannot be judged. */
export type NotComparableReason =
  /** Some sides have several runs, but this cell is in fewer than two of one of them. */
  | 'too-few-runs'
  /** One sample gives no interval. */
  | 'no-interval'
  /** No cell was measured in every run of both sides, by lanes whose scores can be trusted. */
  | 'no-common-cells';

/** What a comparison says of the head against the base, so that it can be read “12 % ± 3 % faster”. */
export type Verdict =
  | {
      readonly kind: 'faster' | 'slower';
      /** By how much throughput is above or below the base's; never negative. */
      readonly percent: number;
      /** Half the width of the 95 % interval of the ratio, in percentage points. */
      readonly plusMinusPercent: number;
    }
  | { readonly kind: 'no-measurable-difference'; readonly plusMinusPercent: number }
  | { readonly kind: 'not-comparable'; readonly reason: NotComparableReason };

/** Chance of a false call that is accepted, for the overall ratio and for all cells together. */
export const falseAlarmLimit = 0.05;

/** The verdict on a ratio of throughputs; `p` is its p-value, adjusted where there are several. */
export function verdictOf({ ratio, low, high }: RatioEstimate, p: number): Verdict {
  const plusMinusPercent = 50 * (high - low);
  if (p >= falseAlarmLimit) return { kind: 'no-measurable-difference', plusMinusPercent };
  return {
    kind: ratio > 1 ? 'faster' : 'slower',
    percent: 100 * Math.abs(ratio - 1),
    plusMinusPercent,
  };
}
