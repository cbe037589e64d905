import type { DraftLoadTest } from '../../../core/document/run-draft.ts';

/** One figure as it was foretold and as it came. */
export interface PredictionRow {
  readonly figure: 'answered' | 'p50' | 'p95';
  readonly predicted: number | null;
  readonly measured: number | null;
  /** (predicted − measured) ÷ measured; `null` where either is missing. */
  readonly difference: number | null;
}

/**
 * What was foretold of a test beside what came of it. None of a test that was stopped or failed: the simulation ran to the end,
 * and the test did not.
 */
export function predictionRows(test: DraftLoadTest): PredictionRow[] {
  const { prediction, latencyMs, answeredPerSecond, state } = test;
  if (prediction === null || (state !== 'done' && state !== 'overloaded')) return [];
  return [
    rowOf('answered', prediction.answeredPerSecond, answeredPerSecond),
    rowOf('p50', prediction.latencyMs.p50, latencyMs?.p50 ?? null),
    rowOf('p95', prediction.latencyMs.p95, latencyMs?.p95 ?? null),
  ];
}

function rowOf(
  figure: PredictionRow['figure'],
  predicted: number | null,
  measured: number | null,
): PredictionRow {
  const isComparable = predicted !== null && measured !== null && measured > 0;
  return { figure, predicted, measured, difference: isComparable ? predicted / measured - 1 : null };
}
