import { type Dtype, dtypeKinds } from './devices.ts';
import type { Pair } from './pair.ts';

/** What can be wrong with a lane's scores. */
export const scoreFindingCodes = [
  'not-numbers',
  'constant',
  'batch-dependent',
  'ranks-disagree',
  'reference-missed',
  'attention-differs',
] as const;
export type ScoreFindingCode = (typeof scoreFindingCodes)[number];

export interface ScoreFinding {
  readonly code: ScoreFindingCode;
  readonly message: string;
  /** The figures behind it. */
  readonly detail: string;
}

/** What the check of one lane found, before the lane is compared with others. */
export interface ScoreCheck {
  /** `not-applicable`: a synthetic twin's scores mean nothing. */
  readonly verdict: 'ok' | 'suspect' | 'not-applicable';
  readonly findings: readonly ScoreFinding[];
  /** Most that a pair's score may differ between alone and padded, as a logit. */
  readonly tolerance: number;
  /**
   * Most that one did differ, as a logit; `null` where a score was no number, or the padded batch was left
   * out.
   */
  readonly largestPaddingDifference: number | null;
  /** Scores of the probe set's pairs, each alone; `null` stands for one that is no number. */
  readonly scores: readonly (number | null)[];
}

export interface ProbeScores {
  readonly dtype: Dtype;
  /** Logits of the probe set's pairs, each in a pass of its own. */
  readonly alone: ArrayLike<number>;
  /** Logits of the same pairs in one batch, padded to the longest; `null` where that was left out. */
  readonly padded: ArrayLike<number> | null;
  /**
   * Most that a score moves from alone when the model takes the padding of that batch for text, as a logit;
   * absent where that was not tried.
   */
  readonly ignoredMask?: number;
  /** Logits of the same pairs, each alone once more; absent where that was not tried. */
  readonly again?: ArrayLike<number>;
  /** Published logits by their pair's index. */
  readonly published: ReadonlyMap<number, number>;
}

/** Scores that lie closer together than the arithmetic's own noise are one score. */
const constantSpread = 1e-6;

/**
 * Judges a lane's scores on its probe set, by rule 7 (docs/method.md): numbers, not all the same, the same
 * alone and in a padded batch, and as published where that is known (unquantised lanes only: quantisation
 * moves scores lawfully).
 */
export function judgeScores({
  dtype,
  alone,
  padded,
  ignoredMask,
  again,
  published,
}: ProbeScores): ScoreCheck {
  const scores = Array.from(alone, (score) => (Number.isFinite(score) ? score : null));
  const numbers = scores.filter((score) => score !== null);
  const usual = paddingTolerance(dtype, numbers);
  // Rounding is the same in the same pass. Scores that are not, move by more than that.
  const isRepeatable = again === undefined || largestDifference(numbers, again) <= usual;
  const tolerance = isRepeatable ? paddingTolerance(dtype, numbers, ignoredMask) : usual;
  const all = [...Array.from(alone), ...Array.from(padded ?? [])];
  const bad = all.filter((score) => !Number.isFinite(score)).length;
  if (bad > 0) {
    const message = `${bad} of ${all.length} scores are not numbers.`;
    return {
      verdict: 'suspect',
      findings: [{ code: 'not-numbers', message, detail: String(bad) }],
      tolerance,
      largestPaddingDifference: null,
      scores,
    };
  }
  const largest = padded && largestDifference(numbers, padded);
  const findings = [
    constantFinding(numbers),
    largest !== null && largest > tolerance ? paddingFinding(largest, tolerance) : null,
    !dtypeKinds[dtype].isQuantised
      ? referenceFinding(numbers, published, Math.max(referenceTolerance, expectedRounding(dtype, largest)))
      : null,
  ].filter((finding) => finding !== null);
  return {
    verdict: findings.length === 0 ? 'ok' : 'suspect',
    findings,
    tolerance,
    largestPaddingDifference: largest,
    scores,
  };
}

/** Whether all scores are one, but for the arithmetic's noise. */
function areEqual(scores: ArrayLike<number>): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) {
    low = Math.min(low, scores[i] ?? low);
    high = Math.max(high, scores[i] ?? high);
  }
  return high - low <= constantSpread * Math.max(1, Math.abs(low));
}

/**
 * Whether a model tells none of a visitor's own pairs apart: their scores are all equal although the texts
 * differ. Letter case, white space and what lies beyond `maxLength` characters are no difference, since a
 * tokenizer may drop them.
 *
 * @param scores one a pair, all of them numbers
 * @param maxLength most tokens of a pair
 */
export function tellsNothingApart(
  pairs: readonly Pair[],
  scores: ArrayLike<number>,
  maxLength: number,
): boolean {
  if (pairs.length < 2 || !areEqual(scores)) return false;
  const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim().slice(0, maxLength);
  const texts = new Set(pairs.map(({ query, document }) => JSON.stringify([plain(query), plain(document)])));
  return texts.size > 1;
}

function constantFinding(scores: readonly number[]): ScoreFinding | null {
  const low = Math.min(...scores);
  if (!areEqual(scores)) return null;
  return {
    code: 'constant',
    message: `All ${scores.length} different pairs score ${low}.`,
    detail: String(low),
  };
}

/** The largest absolute difference between scores at the same index; NaN where `others` is shorter. */
export function largestDifference(scores: readonly number[], others: ArrayLike<number>): number {
  return Math.max(0, ...scores.map((score, place) => Math.abs(score - (others[place] ?? Number.NaN))));
}

const paddingFinding = (largest: number, tolerance: number): ScoreFinding => ({
  code: 'batch-dependent',
  message: `A pair scores up to ${largest} differently in a padded batch than alone; ${tolerance} is allowed.`,
  detail: `${largest} > ${tolerance}`,
});

function referenceFinding(
  scores: readonly number[],
  published: ReadonlyMap<number, number>,
  allowed: number,
): ScoreFinding | null {
  for (const [place, expected] of published) {
    const score = scores[place];
    if (score === undefined || Math.abs(score - expected) <= allowed) continue;
    return {
      code: 'reference-missed',
      message: `A pair scores ${score}; its published score is ${expected} ± ${allowed}.`,
      detail: `${score} instead of ${expected}`,
    };
  }
  return null;
}

/**
 * Most that the order of additions alone may move a score in single precision, as a logit: rule 7
 * (docs/method.md).
 */
const leastTolerance = 1e-3;

/**
 * How much padding may move scores in reduced precision, as a share of what it moves them when the model
 * takes it for text. Rounding in half precision moved them by 0.032 of that at 6 layers and 0.11 at 24, and a
 * model that ignores its mask moves them by all of it. docs/benchmarks.md tells how it was measured ("What
 * padding does to scores").
 */
const shareOfIgnoredMask = 1 / 4;

/**
 * How far a score may move with padding before that is compared with an ignored mask, as a share of the range
 * (largest − smallest) of the model's scores on its probe set. It is a share because models spread their
 * scores very differently:
 * - q8: twice the largest move seen (0.076), rounded up. Activations are quantised with one scale for the
 *   whole batch, and padding takes part in it. Models that ignore their mask moved a score by at least 0.34.
 * - fp16, q4f16: twice the most that half precision moved a score on a CPU (0.0048 and 0.0064), rounded up. A
 *   GPU that computes in half precision moves some scores further.
 * - q4: padding moves no more than in fp32 where activations stay in single precision. Files that ask for
 *   less (`accuracy_level`) were not measured, so the share is q4f16's, to be on the safe side.
 */
const shareOfRange: Readonly<Record<Dtype, number>> = {
  fp32: 0,
  fp16: 0.01,
  q8: 0.2,
  q4: 0.02,
  q4f16: 0.02,
};

/**
 * Most that a score may differ between a pair alone and the same pair in a padded batch, as a logit.
 *
 * @param scores the model's scores on its probe set, each pair alone; those that are no numbers left out
 * @param ignoredMask most that a score moves when the model takes its padding for text, as a logit, if known
 */
export function paddingTolerance(dtype: Dtype, scores: readonly number[], ignoredMask = 0): number {
  if (scores.length === 0 || dtype === 'fp32') return leastTolerance;
  const range = Math.max(...scores) - Math.min(...scores);
  // A score that is no number tells nothing about what an ignored mask would do.
  const explained = Number.isFinite(ignoredMask) ? shareOfIgnoredMask * ignoredMask : 0;
  return Math.max(leastTolerance, shareOfRange[dtype] * range, explained);
}

/**
 * How far rounding may take a score from single precision, as a logit: in half precision four times what
 * padding, which changes the roundings, moves it. Measured in half precision it was up to 3.9 times at 6
 * layers, and 7.5 times for one of two models of 24, whose ranks still agreed.
 *
 * @param largestPaddingDifference the check's figure; `null` counts as none
 */
export const expectedRounding = (dtype: Dtype, largestPaddingDifference: number | null): number =>
  dtypeKinds[dtype].isHalfPrecision ? 4 * (largestPaddingDifference ?? 0) : 0;

/** Most that an unquantised lane may differ from a published score, which was computed in half precision. */
const referenceTolerance = 0.05;
