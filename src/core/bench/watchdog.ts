import type { CellPlan } from './sweep-plan.ts';
import { warmUpRule } from './warm-up-rule.ts';

/** When a silent worker counts as hung. */
export const watchdogRule = {
  /** Times the expected duration. */
  factor: 20,
  /** Never less: a busy machine may stop for seconds. */
  floorMs: 10_000,
  /** While nothing is known of the model's speed. */
  firstMs: 180_000,
  /**
   * While a model loads: the longest silence between two signs of progress. A large model is compiled for
   * minutes.
   */
  loadMs: 300_000,
  /**
   * While a worker starts: until its script runs, until its own modules are there, and until the runtime has
   * started. It waits for nothing but the page's own host. While the one large file is still coming, `loadMs`
   * holds.
   */
  startMs: 40_000,
  /** The same for the worker that takes a silent one's place, in case everything is that slow here. */
  secondStartMs: 120_000,
  /** After a laptop slept, a late timer must not end a worker whose messages are still waiting. */
  graceMs: 2_000,
} as const;

/**
 * How long the worker may stay silent after it began a cell. A request is expected to take as long as it took
 * before or, in a new cell, as long a pair as in the slowest cell so far. A cell's first request may compile
 * for as long as the longest compilation so far.
 *
 * @param requestMs mean time of one request by cell, ms; `null` before the cell's first
 * @param firstRunMs time of each cell's first request, ms; `null` before it
 * @param round 0 while the cell is warmed up
 */
export function patienceMs(
  {
    cells,
    requestMs,
    firstRunMs,
  }: {
    readonly cells: readonly CellPlan[];
    readonly requestMs: readonly (number | null)[];
    readonly firstRunMs: readonly (number | null)[];
  },
  cell: number,
  round: number,
): number {
  const { factor, floorMs, firstMs } = watchdogRule;
  const perPair = cells.flatMap(({ pairCount }, i) => {
    const ms = requestMs[i];
    return ms == null ? [] : [ms / pairCount];
  });
  if (perPair.length === 0) return firstMs;
  const request = requestMs[cell] ?? Math.max(...perPair) * (cells[cell]?.pairCount ?? 0);
  if (round > 0) return Math.max(floorMs, factor * request);
  const compiling = Math.max(0, ...firstRunMs.map((ms, i) => (ms ?? 0) - (requestMs[i] ?? 0)));
  return Math.max(floorMs, factor * (compiling + warmUpRule.minRequests * request + warmUpRule.minMs));
}
