import { type OperatorKind, operatorKinds } from '../rerank/operator-kinds.ts';
import type { ProfileRecord } from './profile-record.ts';

/** The operators of one kind in a pass, together. */
export interface KindTime {
  readonly kind: OperatorKind;
  /** On a GPU, dispatches. */
  readonly calls: number;
  readonly ms: number;
  /** Of the time of all operators, 0 to 1. */
  readonly share: number;
}

/** What a profile tells of its pass. */
export interface ProfileFigures {
  /** Every kind, in the order of `operatorKinds`. */
  readonly kinds: readonly KindTime[];
  /** Time of all operators, ms. On a GPU it is the time during which the GPU was busy. */
  readonly busyMs: number;
  /** Operators that ran; on a GPU, dispatches. */
  readonly calls: number;
  /**
   * `busyMs` ÷ the wall time of the pass without the profiler, which GPU timestamps do not include; `null`
   * where the clock saw no time pass.
   */
  readonly busyShare: number | null;
  /**
   * `busyMs` ÷ the wall time with the profiler on: on the CPU the profiler's own work is in the operators'
   * times; `null` as above.
   */
  readonly profiledShare: number | null;
  /** How much longer the pass took with the profiler on, 0.1 for 10 %; `null` as above. */
  readonly slowdown: number | null;
}

export function profileFigures({
  operators,
  wallMs,
  profiledMs,
}: Pick<ProfileRecord, 'operators' | 'wallMs' | 'profiledMs'>): ProfileFigures {
  const busyMs = sumOf(operators, ({ ms }) => ms);
  return {
    kinds: operatorKinds.map((kind) => {
      const own = operators.filter((one) => one.kind === kind);
      const ms = sumOf(own, (one) => one.ms);
      return {
        kind,
        calls: sumOf(own, (one) => one.calls),
        ms,
        share: busyMs > 0 ? ms / busyMs : 0,
      };
    }),
    busyMs,
    calls: sumOf(operators, ({ calls }) => calls),
    busyShare: wallMs > 0 ? busyMs / wallMs : null,
    profiledShare: profiledMs > 0 ? busyMs / profiledMs : null,
    slowdown: wallMs > 0 ? profiledMs / wallMs - 1 : null,
  };
}

const sumOf = (
  operators: ProfileRecord['operators'],
  of: (one: ProfileRecord['operators'][number]) => number,
): number => operators.reduce((sum, one) => sum + of(one), 0);
