import type { LoadTestRecord } from './load-test-record.ts';
import type { LaneRecord, MeasuredCell, RunRecord } from './run-record.ts';

/**
 * Largest relative difference between a record's figure and the one computed here. Figures are written with
 * all digits, so they differ only by the order of summing.
 */
const tolerance = 1e-6;

const agree = (a: number, b: number) => Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));

/**
 * Checks what the schema, which knows each field alone, cannot: lists that belong together have the same
 * length, figures follow from the samples, and nothing is there twice. The checks are not in the schema
 * because that is also published as JSON Schema.
 *
 * @returns where the first fault is, such as `lanes.0.cells.2.latencyMs.n`; `null` for a sound record
 */
export function findRecordFault({ lanes, loadTests = [], profiles = [] }: RunRecord): string | null {
  const ids = new Set<string>();
  for (const [place, lane] of lanes.entries()) {
    if (ids.has(lane.id)) return `lanes.${place}.id`;
    ids.add(lane.id);
    const fault = findLaneFault(lane);
    if (fault !== null) return `lanes.${place}.${fault}`;
  }
  for (const [place, test] of loadTests.entries()) {
    const fault = findLoadTestFault(test, ids);
    if (fault !== null) return `loadTests.${place}.${fault}`;
  }
  const unknown = profiles.findIndex(({ laneId }) => !ids.has(laneId));
  if (unknown >= 0) return `profiles.${unknown}.laneId`;
  return null;
}

function findLaneFault({ cells }: LaneRecord): string | null {
  const places = new Set<string>();
  for (const [place, cell] of cells.entries()) {
    const key = `${cell.pairCount} ${cell.batchSize} ${cell.tokenBudget}`;
    if (places.has(key)) return `cells.${place}`;
    places.add(key);
    const fault = cell.state === 'measured' ? findCellFault(cell) : null;
    if (fault !== null) return `cells.${place}.${fault}`;
  }
  return null;
}

function findCellFault({ latencyMs, pairCount, pairsPerSecond }: MeasuredCell): string | null {
  const { n, samples, rounds, startedAtMs, mean, ci95 } = latencyMs;
  if (n !== samples.length) return 'latencyMs.n';
  if (rounds.length !== n) return 'latencyMs.rounds';
  if (startedAtMs.length !== n) return 'latencyMs.startedAtMs';
  const total = samples.reduce((sum, sample) => sum + sample, 0);
  if (!agree(mean, total / n)) return 'latencyMs.mean';
  if (ci95 !== null && !(ci95[0] <= mean && mean <= ci95[1])) return 'latencyMs.ci95';
  // The clock saw no time pass, so the rate is not known.
  if (total === 0) return pairsPerSecond === 0 ? null : 'pairsPerSecond';
  if (!agree(pairsPerSecond * total, 1000 * n * pairCount)) return 'pairsPerSecond';
  return null;
}

/**
 * Checks what the schema cannot in a load test: its lane is in the record, its columns have the same length,
 * and its counts follow from the outcomes.
 *
 * @param laneIds of the record's lanes
 * @returns where the first fault is, such as `arrivals.pairs`; `null` for a sound test
 */
function findLoadTestFault(
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
  // A request that was open when the run was cut off counts as an arrival but has no outcome.
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

/** The path of the first column whose length is not `length`; `null` where there is none. */
function shorterOrLonger(
  name: string,
  columns: Readonly<Record<string, readonly unknown[]>>,
  length: number,
): string | null {
  const column = Object.entries(columns).find(([, values]) => values.length !== length);
  return column === undefined ? null : `${name}.${column[0]}`;
}
