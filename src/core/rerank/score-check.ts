import { type Dtype, dtypeKinds } from './devices.ts';
import { paddingTolerance, referenceTolerance } from './score-tolerance.ts';

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

/** What the check of one lane came to, before it is held against other lanes. */
export interface ScoreCheck {
  /** `not-applicable`: a synthetic twin's scores mean nothing. */
  readonly verdict: 'ok' | 'suspect' | 'not-applicable';
  readonly findings: readonly ScoreFinding[];
  /** Most that a score may differ between alone and padded, as a logit. */
  readonly tolerance: number;
  /** Most that one did; `null` where a score was no number, or no padded batch could be had. */
  readonly largestPaddingDifference: number | null;
  /** Scores of the probe set's pairs, each alone; `null` stands for one that is no number. */
  readonly scores: readonly (number | null)[];
}

export interface ProbeScores {
  readonly dtype: Dtype;
  /** Logits of the probe set's pairs, each in a pass of its own. */
  readonly alone: ArrayLike<number>;
  /** The same pairs in one batch, padded to the longest; `null` where that could not be had. */
  readonly padded: ArrayLike<number> | null;
  /** Published logits by place. */
  readonly published: ReadonlyMap<number, number>;
}

/** Scores that lie closer together than the arithmetic's own noise are one score. */
const constantSpread = 1e-6;

/**
 * Judges a lane's scores on its probe set, by rule 7 (docs/method.md): numbers, not all the same, the same alone and in a padded
 * batch, and as published where that is known (unquantised lanes only: quantisation moves scores lawfully).
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

/** The largest absolute difference between scores of the same place. */
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
