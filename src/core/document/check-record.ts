import type { LoadTestRecord } from './load-test-record.ts';
import type { LaneRecord, MeasuredCell, RunRecord } from './run-record.ts';

/**
 * A record's figures are written in full, so that only the order of summing may tell them apart from what is
 * computed here.
 */
const tolerance = 1e-6;

const agree = (a: number, b: number) => Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));

/**
 * What the schema cannot say of one field alone: lists that belong together are as long as one another,
 * figures follow from the samples, nothing is there twice. Kept apart from the schema, which is also
 * published as JSON Schema.
 *
 * @returns where the first fault is, as `lanes.0.cells.2.latencyMs.n`; `null` for a sound record
 */
export function findRecordFault({ lanes, loadTests = [] }: RunRecord): string | null {
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
  // No time that a clock could tell: the rate is not known.
  if (total === 0) return pairsPerSecond === 0 ? null : 'pairsPerSecond';
  if (!agree(pairsPerSecond * total, 1000 * n * pairCount)) return 'pairsPerSecond';
  return null;
}

/**
 * What the schema cannot say of a load test: a lane that the record has, columns as long as one another, and
 * counts that follow from the outcomes.
 *
 * @param laneIds of the record's lanes
 * @returns where the first fault is, as `arrivals.pairs`; `null` for a sound test
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
