import { type Dtype, dtypeKinds } from './devices.ts';

/** What can be wrong with a lane's scores. */
export const scoreFindingCodes = [
  'not-numbers',
  'constant',
  'batch-dependent',
  'ranks-disagree',
  'reference-missed',
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
export function judgeScores({ dtype, alone, padded, published }: ProbeScores): ScoreCheck {
  const scores = Array.from(alone, (score) => (Number.isFinite(score) ? score : null));
  const numbers = scores.filter((score) => score !== null);
  const tolerance = paddingTolerance(dtype, numbers);
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
    !dtypeKinds[dtype].isQuantised ? referenceFinding(numbers, published) : null,
  ].filter((finding) => finding !== null);
  return {
    verdict: findings.length === 0 ? 'ok' : 'suspect',
    findings,
    tolerance,
    largestPaddingDifference: largest,
    scores,
  };
}

function constantFinding(scores: readonly number[]): ScoreFinding | null {
  const low = Math.min(...scores);
  const high = Math.max(...scores);
  if (high - low > constantSpread * Math.max(1, Math.abs(low))) return null;
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
): ScoreFinding | null {
  for (const [place, expected] of published) {
    const score = scores[place];
    if (score === undefined || Math.abs(score - expected) <= referenceTolerance) continue;
    return {
      code: 'reference-missed',
      message: `A pair scores ${score}; its published score is ${expected} ± ${referenceTolerance}.`,
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
 * Most that a score may move with padding, as a share of the range (largest − smallest) of the model's scores
 * on its probe set. It is a share because models spread their scores very differently. It was measured on
 * models with made-up weights, as docs/benchmarks.md tells ("What padding does to scores"):
 * - q8: twice the largest move seen (0.076), rounded up. Activations are quantised with one scale for the
 *   whole batch, and padding takes part in it. Models that ignore their mask moved a score by at least 0.34.
 * - fp16, q4f16: padding moved nothing on the CPU, which computes in single precision and rounds, and no GPU
 *   with half precision was at hand. So this is twice the most that half precision itself moved a score
 *   (0.0048 and 0.0064), rounded up: a GPU that rounds differently in another shape moves scores by no more
 *   than rounding does.
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
 */
export function paddingTolerance(dtype: Dtype, scores: readonly number[]): number {
  if (scores.length === 0) return leastTolerance;
  const range = Math.max(...scores) - Math.min(...scores);
  return Math.max(leastTolerance, shareOfRange[dtype] * range);
}

/** Most that an unquantised lane may differ from a published score, which was computed in half precision. */
const referenceTolerance = 0.05;
