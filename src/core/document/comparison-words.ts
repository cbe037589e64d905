import type { i18n } from 'i18next';
import { type Device, deviceKinds } from '../rerank/devices.ts';
import { figure, fixedDecimals } from '../texts/format.ts';
import { sampleWords } from '../texts/sample-words.ts';
import { browserWords } from './browser-words.ts';
import type { Verdict } from './comparison.ts';
import type { GateOutcome } from './slowdown-gate.ts';
import type { Difference } from './what-differs.ts';

interface Judged {
  readonly verdict: Verdict;
  /** Head ÷ base with its 95 % interval. */
  readonly ratio: { readonly low: number; readonly high: number } | null;
}

/** "12 % ± 3 % faster", "no measurable difference (± 4 %)", or why nothing can be said. */
export function verdictWords({ verdict, ratio }: Judged, { t }: i18n): string {
  switch (verdict.kind) {
    case 'faster':
    case 'slower': {
      const { kind, percent, plusMinusPercent } = verdict;
      // A ratio's interval is asymmetric. Where it is wide, “300 % ± 400 % faster” would seem to reach below
      // zero.
      if (ratio !== null && plusMinusPercent > percent / 2) {
        const ends = [100 * Math.abs(ratio.low - 1), 100 * Math.abs(ratio.high - 1)].sort((a, b) => a - b);
        const [least, most] = percentPair(ends[0] ?? 0, ends[1] ?? 0);
        return t(`compare.verdicts.${kind}Range`, { least, most });
      }
      const [shown, half] = percentPair(percent, plusMinusPercent);
      return t(`compare.verdicts.${kind}`, { percent: shown, half });
    }
    case 'no-measurable-difference': {
      const [, half] = percentPair(0, verdict.plusMinusPercent);
      return t('compare.verdicts.none', { half });
    }
    case 'not-comparable':
      return t('compare.verdicts.notComparable', { reason: t(`compare.reason.${verdict.reason}`) });
    default:
      return verdict satisfies never;
  }
}

/** Decimals that show the first digit of a value: none for 3.2, one for 0.8, two for 0.04. */
const decimalsOf = (value: number) => (value > 0 && value < 1 ? Math.ceil(-Math.log10(value)) : 0);

const mostDecimals = 4;

/**
 * A percentage and half its interval, both with as many decimals as the first digit of the smaller one needs,
 * up to four: 12 ± 3, 4.2 ± 0.8, 0.31 ± 0.04. So small ones are not rounded to 0.
 */
export function percentPair(percent: number, half: number): readonly [percent: string, half: string] {
  const decimals = Math.min(mostDecimals, Math.max(decimalsOf(percent), decimalsOf(half)));
  return [fixedDecimals(percent, decimals), fixedDecimals(half, decimals)];
}

/** A difference as a row: the field's name, the base's values, the head's values. */
export function differenceRow(difference: Difference, texts: i18n): readonly [string, string, string] {
  const valuesOf = (side: 'base' | 'head') =>
    [...new Set(difference[side].map((value) => valueWords(difference.field, value, texts)))].join(', ');
  const name = texts.t(`compare.field.${difference.field}`);
  const [base, head] = [valuesOf('base'), valuesOf('head')];
  // Words that are alike would hide what differs, such as the last number of a browser's version.
  return base === head ? [name, difference.base.join(', '), difference.head.join(', ')] : [name, base, head];
}

function valueWords(field: Difference['field'], value: string, texts: i18n): string {
  const { t } = texts;
  if (value === '') return t('compare.unset');
  switch (field) {
    case 'inputSha256':
    case 'appCommit':
      // Eight characters are enough to tell two apart.
      return value.slice(0, 8);
    case 'inputSource':
      return value === 'own' ? t('picture.ownText') : t('compare.field.inputSample');
    case 'inputSample':
      return sampleWords(value, texts);
    case 'softwareAdapter':
    case 'crossOriginIsolated':
      return t(value === 'true' ? 'compare.yes' : 'compare.no');
    case 'browser':
      return browserWords(value);
    case 'deviceUsed':
      return Object.hasOwn(deviceKinds, value) ? deviceKinds[value as Device].name : value;
    default:
      return value;
  }
}

/** What the gate says and why, in a few sentences. */
export function gateWords(gate: GateOutcome, { t }: i18n): string {
  switch (gate.state) {
    case 'failed':
      return t('gate.failed', shares(gate));
    case 'passed':
      return gate.ratio.low < gate.leastRatio
        ? t('gate.passedInDoubt', shares(gate))
        : t('gate.passed', shares(gate));
    case 'advisory':
      return t('gate.advisory', shares(gate));
    case 'refused':
      return t('gate.refused', { reason: t(`gate.refusal.${gate.reason}`) });
    case 'nothing-to-judge':
      return t('gate.nothing');
    default:
      return gate satisfies never;
  }
}

/**
 * Percentages of the base's throughput. They have a decimal, so that an interval that ends just below the
 * limit does not look equal to it.
 */
const shares = ({ ratio, leastRatio }: Extract<GateOutcome, { readonly ratio: unknown }>) => ({
  share: (100 * ratio.ratio).toFixed(1),
  low: (100 * ratio.low).toFixed(1),
  high: (100 * ratio.high).toFixed(1),
  least: figure(100 * leastRatio),
});
