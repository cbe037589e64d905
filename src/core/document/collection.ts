import { type CollectedChoice, choicesOf } from './collected-choice.ts';
import { type CollectedDevice, deviceOf } from './collected-device.ts';
import type { CollectedLane, CollectedWork } from './collected-lane.ts';
import { laneOf, workOf } from './collected-lane.ts';
import { type CollectedPoint, type LaneOfRun, pointsOf } from './collected-points.ts';
import type { RunRecord } from './run-record.ts';

/** The name and version of a collection as JSON; a change that breaks a reader needs a new number. */
export const collectionSchemaId = 'rerank-bench/collection@1';

/** One line of a chart: a lane on a device, over every run that measured it alike. */
export interface CollectedSeries {
  /** Of `devices`. */
  readonly deviceId: string;
  readonly lane: CollectedLane;
  readonly work: CollectedWork;
  /** Score check of its runs: `suspect` runs make a series of their own; `mixed` is some checked and some not. */
  readonly scores: 'ok' | 'suspect' | 'not-applicable' | 'unchecked' | 'mixed';
  /** Runs whose lane this is, in the order of their starts. */
  readonly runIds: readonly string[];
  /** Why lanes gave nothing, each code once; with no points this is all there is to tell. */
  readonly errors: readonly string[];
  /** Load tests of its runs; their figures are in the records. */
  readonly loadTestCount: number;
  /** By pair count, then batch size. */
  readonly points: readonly CollectedPoint[];
  /** One a pair count; none where scores are suspect. */
  readonly recommended: readonly CollectedChoice[];
}

/** Chart data of many runs: what was measured by device and lane. */
export interface Collection {
  readonly schema: typeof collectionSchemaId;
  readonly devices: readonly CollectedDevice[];
  readonly series: readonly CollectedSeries[];
}

/**
 * Puts many runs together by device and lane. Only runs that asked the same question of the same software on the same device are
 * combined, and then the run is the unit. A run that comes twice counts once, as the longer of the two.
 */
export function collectRuns(records: readonly RunRecord[]): Collection {
  const runs = [...longestById(records).values()].sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  const devices = new Map<string, CollectedDevice & { readonly runCount: number }>();
  const groups = new Map<
    string,
    { deviceId: string; lane: CollectedLane; work: CollectedWork; lanes: LaneOfRun[] }
  >();
  for (const run of runs) {
    const machine = deviceOf(run);
    const machineKey = JSON.stringify(machine);
    const known = devices.get(machineKey);
    const deviceId = known?.id ?? `device-${devices.size + 1}`;
    devices.set(machineKey, { id: deviceId, ...machine, runCount: (known?.runCount ?? 0) + 1 });
    for (const lane of run.lanes) {
      const what = laneOf(lane);
      const work = workOf(run);
      const isSuspect = lane.scoreCheck?.verdict === 'suspect';
      const key = JSON.stringify([deviceId, what, work, isSuspect]);
      const group = groups.get(key) ?? { deviceId, lane: what, work, lanes: [] };
      // Lanes alike in all of this cannot be told apart; the first stands for the run.
      if (!group.lanes.some(({ runId }) => runId === run.id)) {
        group.lanes.push({
          runId: run.id,
          lane,
          recommendations: run.recommendations,
          loadTestCount: (run.loadTests ?? []).filter(({ laneId }) => laneId === lane.id).length,
        });
      }
      groups.set(key, group);
    }
  }
  return {
    schema: collectionSchemaId,
    devices: [...devices.values()],
    series: [...groups.values()].map(({ deviceId, lane, work, lanes }) => ({
      deviceId,
      lane,
      work,
      scores: scoresOf(lanes),
      runIds: lanes.map(({ runId }) => runId),
      errors: [
        ...new Set(lanes.flatMap((one) => (one.lane.error === undefined ? [] : [one.lane.error.code]))),
      ],
      loadTestCount: lanes.reduce((sum, { loadTestCount }) => sum + loadTestCount, 0),
      points: pointsOf(lanes),
      recommended: choicesOf(lanes),
    })),
  };
}

function longestById(records: readonly RunRecord[]): Map<string, RunRecord> {
  const byId = new Map<string, RunRecord>();
  for (const record of records) {
    const held = byId.get(record.id);
    if (held === undefined || record.durationMs > held.durationMs) byId.set(record.id, record);
  }
  return byId;
}

function scoresOf(lanes: readonly LaneOfRun[]): CollectedSeries['scores'] {
  const verdicts = new Set(lanes.map(({ lane }) => lane.scoreCheck?.verdict ?? 'unchecked'));
  const [first = 'unchecked', ...others] = verdicts;
  return others.length === 0 ? first : 'mixed';
}
