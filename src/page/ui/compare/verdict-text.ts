import type { TFunction } from 'i18next';
import { percentPair } from '../../../core/document/percent-pair.ts';
import type { Verdict } from '../../../core/document/verdict.ts';

interface Judged {
  readonly verdict: Verdict;
  /** Head ÷ base with its 95 % interval. */
  readonly ratio: { readonly low: number; readonly high: number } | null;
}

/** "12 % ± 3 % faster", "no measurable difference (± 4 %)", or why nothing can be said. */
export function verdictText({ verdict, ratio }: Judged, t: TFunction, language: string): string {
  switch (verdict.kind) {
    case 'faster':
    case 'slower': {
      const { kind, percent, plusMinusPercent } = verdict;
      // A ratio's interval is lopsided; where it is wide, “300 % ± 400 % faster” would seem to reach below zero.
      if (ratio !== null && plusMinusPercent > percent / 2) return rangeText(kind, ratio, t, language);
      const [shown, half] = percentPair(language, percent, plusMinusPercent);
      return t(`compare.verdicts.${kind}`, { percent: shown, half });
    }
    case 'no-measurable-difference': {
      const [, half] = percentPair(language, 0, verdict.plusMinusPercent);
      return t('compare.verdicts.none', { half });
    }
    case 'not-comparable':
      return t('compare.verdicts.notComparable', { reason: t(`compare.reason.${verdict.reason}`) });
    default:
      return verdict satisfies never;
  }
}

function rangeText(
  kind: 'faster' | 'slower',
  { low, high }: NonNullable<Judged['ratio']>,
  t: TFunction,
  language: string,
): string {
  const ends = [100 * Math.abs(low - 1), 100 * Math.abs(high - 1)].sort((a, b) => a - b);
  const [least, most] = percentPair(language, ends[0] ?? 0, ends[1] ?? 0);
  return t(`compare.verdicts.${kind}Range`, { least, most });
}
