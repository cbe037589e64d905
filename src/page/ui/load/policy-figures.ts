import type { DraftLoadTest } from '../../../core/document/run-draft.ts';
import { sum } from '../../../core/stats/moments.ts';

export const policyFigureNames = [
  'offered',
  'answered',
  'refused',
  'timedOut',
  'failed',
  'cancelled',
  'p50',
  'p95',
  'p99',
  'waitingP95',
  'computingP95',
  'meanBatch',
] as const;

/** What the policies of a series are compared by. */
export type PolicyFigure = (typeof policyFigureNames)[number];

/** Requests that had another end than an answer: shown only where there are any. */
const rare: ReadonlySet<PolicyFigure> = new Set(['failed', 'cancelled']);

export type FigureKind = 'rate' | 'count' | 'ms';

export const figureKinds: Readonly<Record<PolicyFigure, FigureKind>> = {
  offered: 'rate',
  answered: 'rate',
  refused: 'count',
  timedOut: 'count',
  failed: 'count',
  cancelled: 'count',
  p50: 'ms',
  p95: 'ms',
  p99: 'ms',
  waitingP95: 'ms',
  computingP95: 'ms',
  meanBatch: 'rate',
};

/** `null` where there are too few answers for it. */
export function policyFigure(test: DraftLoadTest, figure: PolicyFigure): number | null {
  const { counts, latencyMs, waitingMs, computingMs, batches } = test;
  switch (figure) {
    case 'offered':
      return test.offeredPerSecond;
    case 'answered':
      return test.answeredPerSecond;
    case 'refused':
    case 'timedOut':
    case 'failed':
    case 'cancelled':
      return counts[figure];
    case 'p50':
    case 'p95':
    case 'p99':
      return latencyMs?.[figure] ?? null;
    case 'waitingP95':
      return waitingMs?.p95 ?? null;
    case 'computingP95':
      return computingMs?.p95 ?? null;
    case 'meanBatch':
      return batches.pairs.length === 0 ? null : sum(batches.pairs) / batches.pairs.length;
    default:
      return figure satisfies never;
  }
}

/** The figures that these tests have something to say in. */
export const shownFigures = (tests: readonly DraftLoadTest[]): PolicyFigure[] =>
  policyFigureNames.filter(
    (figure) => !rare.has(figure) || tests.some((test) => (policyFigure(test, figure) ?? 0) > 0),
  );
