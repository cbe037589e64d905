import type { LoadTestRecord } from './load-test-record.ts';

/**
 * What the schema cannot say of a load test: a lane that the record has, columns as long as one another, and counts that follow from the
 * outcomes.
 *
 * @param laneIds of the record's lanes
 * @returns where the first fault is, as `arrivals.pairs`; `null` for a sound test
 */
export function findLoadTestFault(
  { laneId, plan, counts, arrivals, batches, latencyMs }: LoadTestRecord,
  laneIds: ReadonlySet<string>,
): string | null {
  if (!laneIds.has(laneId)) return 'laneId';
  if (plan.pairsPerArrival[0] > plan.pairsPerArrival[1]) return 'plan.pairsPerArrival';
  const ragged =
    shorterOrLonger('arrivals', arrivals, arrivals.arrivedAtMs.length) ??
    shorterOrLonger('batches', batches, batches.startedAtMs.length);
  if (ragged !== null) return ragged;
  const { outcome, pairs } = arrivals;
  // One that was open when the run was cut off has arrived and has no outcome.
  if (counts.arrivals < outcome.length) return 'counts.arrivals';
  const had = (what: (typeof outcome)[number]) => outcome.filter((one) => one === what).length;
  if (counts.answered !== had('answered')) return 'counts.answered';
  if (counts.refused !== had('refused')) return 'counts.refused';
  if (counts.timedOut !== had('timed-out')) return 'counts.timedOut';
  if (counts.cancelled !== had('cancelled')) return 'counts.cancelled';
  if (counts.failed !== had('failed')) return 'counts.failed';
  const pairsAnswered = pairs.reduce((sum, one, i) => sum + (outcome[i] === 'answered' ? one : 0), 0);
  if (counts.pairsAnswered !== pairsAnswered) return 'counts.pairsAnswered';
  return (latencyMs === null) === (counts.answered === 0) ? null : 'latencyMs';
}

/** The first column that is not as long as the first of them. */
function shorterOrLonger(
  name: string,
  columns: Readonly<Record<string, readonly unknown[]>>,
  length: number,
): string | null {
  const column = Object.entries(columns).find(([, values]) => values.length !== length);
  return column === undefined ? null : `${name}.${column[0]}`;
}
