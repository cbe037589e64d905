import type { CapacityPlanRecord } from '../../../core/document/load-test-record.ts';

export interface GridCell {
  readonly maxWaitMs: number;
  /** `null` where the planner did not look. */
  readonly ratePerSecond: number | null;
  /** Of the highest rate in the grid, 0 to 1. */
  readonly share: number;
  readonly isBest: boolean;
}

/** The planner's rates by maximum batch (rows) and maximum wait (columns), both ascending. */
export interface RateGrid {
  readonly maxWaitsMs: readonly number[];
  readonly rows: readonly { readonly maxBatch: number; readonly cells: readonly GridCell[] }[];
}

export function rateGrid({ rates, best }: CapacityPlanRecord): RateGrid {
  const maxWaitsMs = ascending(rates.map(({ maxWaitMs }) => maxWaitMs));
  const highest = Math.max(0, ...rates.map(({ ratePerSecond }) => ratePerSecond));
  const rows = ascending(rates.map(({ maxBatch }) => maxBatch)).map((maxBatch) => ({
    maxBatch,
    cells: maxWaitsMs.map((maxWaitMs): GridCell => {
      const found = rates.find((one) => one.maxBatch === maxBatch && one.maxWaitMs === maxWaitMs);
      const ratePerSecond = found?.ratePerSecond ?? null;
      return {
        maxWaitMs,
        ratePerSecond,
        share: highest > 0 ? (ratePerSecond ?? 0) / highest : 0,
        isBest: best !== null && best.maxBatch === maxBatch && best.maxWaitMs === maxWaitMs,
      };
    }),
  }));
  return { maxWaitsMs, rows };
}

const ascending = (values: readonly number[]) => [...new Set(values)].sort((a, b) => a - b);

/** One line of the table of machines behind one queue. */
export interface ReplicaRow {
  readonly replicas: number;
  readonly ratePerSecond: number;
  readonly perReplica: number;
  /** What each takes against what one alone does; `null` where one alone takes nothing. */
  readonly gain: number | null;
}

export function replicaRows({ replicas }: CapacityPlanRecord): ReplicaRow[] {
  const sorted = [...replicas].sort((a, b) => a.replicas - b.replicas);
  const alone = sorted.find((one) => one.replicas === 1)?.ratePerSecond ?? 0;
  return sorted
    .filter((one) => one.replicas > 0)
    .map((one) => {
      const perReplica = one.ratePerSecond / one.replicas;
      return { ...one, perReplica, gain: alone > 0 ? perReplica / alone - 1 : null };
    });
}
