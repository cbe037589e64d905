import { type Device, type Dtype, deviceKinds, dtypeKinds } from '../rerank/devices.ts';
import {
  expectedRounding,
  largestDifference,
  paddingTolerance,
  type ScoreFinding,
} from '../rerank/score-check.ts';
import { kendallTau } from '../stats/kendall.ts';

/** What a lane's model made of the probe set. */
export interface LaneScores {
  readonly laneId: string;
  readonly device: Device;
  readonly dtype: Dtype;
  /** Whether nothing else is wrong with its scores. */
  readonly isSound: boolean;
  /** By pair; `null` stands for a score that is no number. */
  readonly scores: readonly (number | null)[];
  /** Most that padding moved a score, as a logit; `null` where that is not known. */
  readonly largestPaddingDifference?: number | null;
  /** Whether its graph computes attention by one operator; see `hasFusedAttention`. */
  readonly hasFusedAttention?: boolean;
}

export interface LaneAgreement {
  /** The lane whose scores count as reference. */
  readonly laneId: string;
  /** Kendall's τ-b of the two lanes' scores on the probe set. */
  readonly kendallTau: number;
  readonly largestDifference: number;
}

export interface AgreementResult {
  readonly agreement: LaneAgreement | null;
  readonly finding: ScoreFinding | null;
}

/**
 * Compares every unquantised lane with one reference lane: fp32 before fp16, and the CPU, whose code path is
 * the most used, before the GPU. Two lanes disagree on a pair of pairs if they order it differently and both
 * scores differ by more than the lanes' tolerance. Closer pairs may change places.
 *
 * @returns each compared lane's agreement with the reference, by lane id
 */
export function agreeLanes(probed: readonly LaneScores[]): Map<string, AgreementResult> {
  const comparable = probed.filter(
    ({ dtype, scores }) => !dtypeKinds[dtype].isQuantised && !scores.includes(null),
  );
  const rank = ({ dtype, device, isSound }: LaneScores) =>
    (isSound ? 0 : 4) + (dtype === 'fp32' ? 0 : 2) + (deviceKinds[device].hasAdapter ? 1 : 0);
  const [reference, ...others] = [...comparable].sort((a, b) => rank(a) - rank(b));
  if (reference === undefined) return new Map();
  return new Map(others.map((own) => [own.laneId, against(own, reference)]));
}

function against(lane: LaneScores, reference: LaneScores): AgreementResult {
  const own = lane.scores.filter((score) => score !== null);
  const other = reference.scores.filter((score) => score !== null);
  const tolerance = Math.max(nearTie(lane, own), nearTie(reference, other));
  const largest = largestDifference(own, other);
  const agreement = {
    laneId: reference.laneId,
    kendallTau: kendallTau(own, other),
    largestDifference: largest,
  };
  if (largest > attentionTolerance(lane, own, tolerance) && isPlainReference(lane, reference)) {
    return {
      agreement,
      finding: {
        code: 'attention-differs',
        message: `Its graph computes attention by one operator, and scores differ by up to ${largest} from ${reference.device} ${reference.dtype}, which computes it plainly.`,
        detail: reference.laneId,
      },
    };
  }
  const swapped = countSwapped(own, other, tolerance);
  if (swapped === 0) return { agreement, finding: null };
  return {
    agreement,
    finding: {
      code: 'ranks-disagree',
      message: `${swapped} pairs of pairs stand in another order than on ${reference.device} ${reference.dtype}; scores differ by up to ${largest}.`,
      detail: `τ ${agreement.kendallTau}, ${reference.laneId}`,
    },
  };
}

/**
 * Whether a lane computes attention by an operator of its own on an adapter, as ONNX Runtime's flash
 * attention does, while the reference computes it plainly: on the CPU, or by a graph without such an
 * operator.
 */
const isPlainReference = (lane: LaneScores, reference: LaneScores): boolean =>
  computesFusedAttention(lane) && !computesFusedAttention(reference);

const computesFusedAttention = ({ device, hasFusedAttention = false }: LaneScores): boolean =>
  deviceKinds[device].hasAdapter && hasFusedAttention;

/** Most that the order of additions alone may move a score in single precision, as a share of the range. */
const singlePrecisionShare = 1e-3;

function attentionTolerance({ dtype }: LaneScores, scores: readonly number[], tolerance: number): number {
  if (dtypeKinds[dtype].isHalfPrecision) return tolerance;
  return Math.max(tolerance, singlePrecisionShare * (Math.max(...scores) - Math.min(...scores)));
}

/** How far apart two scores of a lane may be and still change places by rounding alone. */
const nearTie = ({ dtype, largestPaddingDifference = null }: LaneScores, scores: readonly number[]): number =>
  Math.max(paddingTolerance(dtype, scores), expectedRounding(dtype, largestPaddingDifference));

function countSwapped(own: readonly number[], other: readonly number[], tolerance: number): number {
  let swapped = 0;
  for (const [i, score] of own.entries()) {
    for (let j = i + 1; j < own.length; j++) {
      const here = score - (own[j] ?? score);
      const there = (other[i] ?? 0) - (other[j] ?? 0);
      if (Math.abs(here) > tolerance && Math.abs(there) > tolerance && here > 0 !== there > 0) swapped++;
    }
  }
  return swapped;
}
