import { percentPair } from './percent-pair.ts';
import type { NotComparableReason, Verdict } from './verdict.ts';

const reasons = {
  'too-few-runs': 'too few runs have this cell',
  'no-interval': 'one sample gives no interval',
  'no-common-cells': 'no cell was measured in every run, by a lane whose scores can be trusted',
} as const satisfies Record<NotComparableReason, string>;

interface Judged {
  readonly verdict: Verdict;
  /** Head ÷ base with its 95 % interval. */
  readonly ratio: { readonly low: number; readonly high: number } | null;
}

/** "12 % ± 3 % faster", "no measurable difference (± 4 %)", or why nothing can be said; in English, as all exports are. */
export function verdictWords({ verdict, ratio }: Judged): string {
  switch (verdict.kind) {
    case 'faster':
    case 'slower': {
      const { kind, percent, plusMinusPercent } = verdict;
      // A ratio's interval is lopsided; where it is wide, “300 % ± 400 % faster” would seem to reach below zero.
      if (ratio !== null && plusMinusPercent > percent / 2) {
        const ends = [100 * Math.abs(ratio.low - 1), 100 * Math.abs(ratio.high - 1)].sort((a, b) => a - b);
        const [least, most] = percentPair('en', ends[0] ?? 0, ends[1] ?? 0);
        return `${least} % to ${most} % ${kind}`;
      }
      const [shown, half] = percentPair('en', percent, plusMinusPercent);
      return `${shown} % ± ${half} % ${kind}`;
    }
    case 'no-measurable-difference':
      return `no measurable difference (± ${percentPair('en', 0, verdict.plusMinusPercent)[1]} %)`;
    case 'not-comparable':
      return `not comparable: ${reasons[verdict.reason]}`;
    default:
      return verdict satisfies never;
  }
}
