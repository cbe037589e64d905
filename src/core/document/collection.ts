import { gpuOptionOf } from '../rerank/gpu-options.ts';
import { laneGraph } from '../rerank/twins.ts';
import { geometricMean } from '../stats/geometric-mean.ts';
import { logMean } from '../stats/log-ratio.ts';
import type { Samples } from '../stats/samples.ts';
import { studentTQuantile } from '../stats/student-t.ts';
import type { Environment, LaneRecord, MeasuredCell, RunRecord } from './run-record.ts';
import { isSuspect } from './suspect-lane.ts';

/** A configuration that was measured, with the software that computed it. */
interface CollectedLane
  extends Pick<
    LaneRecord,
    | 'device'
    | 'deviceUsed'
    | 'dtype'
    | 'runtime'
    | 'threads'
    | 'workers'
    | 'order'
    | 'paddingMultiple'
    | 'gpuOption'
    | 'graph'
  > {
  readonly model: string;
  /** The weights' file name where it is not the one of the dtype. */
  readonly file?: string;
  readonly layers: number | null;
  readonly revision: string | null;
  readonly transformers: string | null;
  readonly onnxruntime: string | null;
}

/** What was scored. Only runs that agree in all of it did the same work. */
interface CollectedWork {
  readonly inputSha256: string;
  /** The sample set's name; `null` for the visitor's own texts. */
  readonly sample: string | null;
  readonly maxLength: number;
  /** Absent for `only-second`. */
  readonly truncation?: 'longest-first';
  readonly seed: number;
}

/** A browser on a machine, as far as records can tell it from others. */
export interface CollectedDevice {
  /** `device-1`, `device-2`, …; unique within one collection. */
  readonly id: string;
  /** The visitor's name for it; `''` where none was given. */
  readonly label: string;
  readonly adapter: Pick<NonNullable<Environment['adapter']>, 'name' | 'nameSource' | 'isSoftware'> | null;
  readonly browser: string;
  readonly os: string;
  readonly hardwareConcurrency: number;
  readonly crossOriginIsolated: boolean;
  readonly runCount: number;
}

/** A point of a chart: one cell over all runs that measured it. */
export interface CollectedPoint {
  readonly pairCount: number;
  readonly batchSize: number | null;
  readonly tokenBudget: number | null;
  readonly runCount: number;
  /** Geometric mean over the runs. */
  readonly pairsPerSecond: number;
  /**
   * The rate's 95 % interval, from the spread between runs. With one run it comes from that run's samples,
   * which differ by less than runs do.
   */
  readonly ci95: readonly [low: number, high: number] | null;
  readonly intervalFrom: 'runs' | 'samples' | null;
  /** Throughput of the slowest and of the fastest run. */
  readonly range: readonly [least: number, most: number];
  /** Mean over runs of the mean latency of a request, ms. */
  readonly latencyMs: number;
  /** The largest among the runs; `null` where it was never measured. */
  readonly gpuPeakBytes: number | null;
  readonly wasmBytes: number | null;
}

/** The batch size that runs recommend for one pair count. */
export interface CollectedChoice {
  readonly pairCount: number;
  /** What most runs recommend; the smallest if several have equally many votes. */
  readonly batchSize: number;
  /** Sure only if every run with a recommendation recommends this and is sure of it. */
  readonly certainty: 'sure' | 'not-yet-sure';
  /** Runs that recommend this batch size, and runs that recommend any. */
  readonly votes: number;
  readonly voters: number;
}

/** The name and version of a collection as JSON; a change that breaks a reader needs a new number. */
const collectionSchemaId = 'rerank-bench/collection@1';

/** One line of a chart: a lane on a device, over every run that measured it alike. */
export interface CollectedSeries {
  /** Id of one of `devices`. */
  readonly deviceId: string;
  readonly lane: CollectedLane;
  readonly work: CollectedWork;
  /**
   * Verdict of its runs' score checks. `suspect` runs make a series of their own; `mixed` runs have different
   * other verdicts.
   */
  readonly scores: 'ok' | 'suspect' | 'not-applicable' | 'unchecked' | 'mixed';
  /** Runs that have this lane, in the order of their starts. */
  readonly runIds: readonly string[];
  /** Codes of the lanes' errors, each once. Without points they are all that is known. */
  readonly errors: readonly string[];
  /** Load tests of its runs; their figures are in the records. */
  readonly loadTestCount: number;
  /** Sorted by pair count, then batch size. */
  readonly points: readonly CollectedPoint[];
  /** One for each pair count; none where scores are suspect. */
  readonly recommended: readonly CollectedChoice[];
}

/** Chart data of many runs: what was measured by device and lane. */
export interface Collection {
  readonly schema: typeof collectionSchemaId;
  readonly devices: readonly CollectedDevice[];
  readonly series: readonly CollectedSeries[];
}

/** A lane with what its run says about it. */
interface LaneInRun {
  readonly runId: string;
  readonly lane: LaneRecord;
  readonly recommendations: RunRecord['recommendations'];
  /** Number of load tests that the run made with the lane. */
  readonly loadTestCount: number;
}

/**
 * Puts many runs together by device and lane. Only runs that did the same work with the same software on the
 * same device are combined, and then the run is the unit. A run that comes twice counts once, as the longer
 * of the two.
 */
export function collectRuns(records: readonly RunRecord[]): Collection {
  const runs = [...longestById(records).values()].sort((a, b) => a.startedAt.localeCompare(b.startedAt));
  const devices = new Map<string, CollectedDevice & { readonly runCount: number }>();
  const groups = new Map<
    string,
    { deviceId: string; lane: CollectedLane; work: CollectedWork; lanes: LaneInRun[] }
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
      const key = JSON.stringify([deviceId, what, work, isSuspect(lane)]);
      const group = groups.get(key) ?? { deviceId, lane: what, work, lanes: [] };
      // Lanes that agree in all of this cannot be told apart; the first stands for the run.
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

function scoresOf(lanes: readonly LaneInRun[]): CollectedSeries['scores'] {
  const verdicts = new Set(lanes.map(({ lane }) => lane.scoreCheck?.verdict ?? 'unchecked'));
  const [first = 'unchecked', ...others] = verdicts;
  return others.length === 0 ? first : 'mixed';
}

/** What tells devices apart. Two machines that agree in all of it, including the label, count as one. */
function deviceOf({ label = '', environment }: RunRecord): Omit<CollectedDevice, 'id' | 'runCount'> {
  const { adapter, browser, os, hardwareConcurrency, crossOriginIsolated } = environment;
  return {
    label,
    adapter: adapter && {
      name: adapter.name,
      nameSource: adapter.nameSource,
      isSoftware: adapter.isSoftware,
    },
    browser,
    os,
    hardwareConcurrency,
    crossOriginIsolated,
  };
}

function laneOf(lane: LaneRecord): CollectedLane {
  const { device, deviceUsed, dtype, runtime, threads, workers, order, paddingMultiple, model, versions } =
    lane;
  return {
    model: model.id,
    layers: model.layers,
    revision: model.revision,
    device,
    deviceUsed,
    dtype,
    ...(model.file !== undefined && { file: model.file }),
    runtime,
    threads,
    workers,
    order,
    paddingMultiple,
    ...gpuOptionOf(lane.gpuOption ?? 'standard'),
    ...laneGraph(lane.graph ?? 'exported'),
    transformers: versions?.transformers ?? null,
    onnxruntime: versions?.onnxruntime ?? null,
  };
}

function workOf({ input, settings }: RunRecord): CollectedWork {
  const { maxLength, truncation, seed } = settings;
  return {
    inputSha256: input.sha256,
    sample: input.sample ?? null,
    maxLength,
    ...(truncation === 'longest-first' && { truncation }),
    seed,
  };
}

/** Every cell that a run measured, by pair count and batch size. */
function pointsOf(lanes: readonly LaneInRun[]): CollectedPoint[] {
  const byPlace = new Map<string, [MeasuredCell, ...MeasuredCell[]]>();
  for (const cell of lanes.flatMap(({ lane }) => lane.cells)) {
    if (cell.state !== 'measured' || cell.pairsPerSecond <= 0) continue;
    const place = `${cell.pairCount} ${cell.batchSize} ${cell.tokenBudget}`;
    const held = byPlace.get(place);
    if (held === undefined) byPlace.set(place, [cell]);
    else held.push(cell);
  }
  return [...byPlace.values()]
    .map(pointOf)
    .sort(
      (a, b) =>
        a.pairCount - b.pairCount ||
        (a.batchSize ?? a.tokenBudget ?? 0) - (b.batchSize ?? b.tokenBudget ?? 0),
    );
}

function pointOf(cells: readonly [MeasuredCell, ...MeasuredCell[]]): CollectedPoint {
  const [first, ...rest] = cells;
  const { pairCount, batchSize, tokenBudget } = first;
  const rates: Samples = [first.pairsPerSecond, ...rest.map(({ pairsPerSecond }) => pairsPerSecond)];
  const interval = rest.length > 0 ? betweenRuns(rates) : withinRun(first);
  const from = rest.length > 0 ? 'runs' : 'samples';
  return {
    pairCount,
    batchSize,
    tokenBudget,
    runCount: cells.length,
    pairsPerSecond: geometricMean(rates),
    ci95: interval,
    intervalFrom: interval === null ? null : from,
    range: [Math.min(...rates), Math.max(...rates)],
    latencyMs: cells.reduce((sum, { latencyMs }) => sum + latencyMs.mean, 0) / cells.length,
    gpuPeakBytes: most(cells.map(({ gpuBytes }) => gpuBytes?.peak ?? null)),
    wasmBytes: most(cells.map(({ wasmBytes }) => wasmBytes)),
  };
}

/**
 * The 95 % interval exp(ȳ ± t₀.₉₇₅,ₙ₋₁ · s/√n) with y = ln(pairs per second): it suits rates that scatter in
 * proportion, and never reaches below 0.
 */
function betweenRuns([first, ...rest]: Samples): readonly [number, number] | null {
  const estimate = logMean([Math.log(first), ...rest.map(Math.log)]);
  if (estimate === null) return null;
  const half = studentTQuantile(0.975, estimate.degrees) * Math.sqrt(estimate.variance);
  return [Math.exp(estimate.mean - half), Math.exp(estimate.mean + half)];
}

/**
 * The run's own interval of mean latency, turned into one of rates; `null` where it has none, or one that
 * reaches 0.
 */
function withinRun({ pairCount, latencyMs }: MeasuredCell): readonly [number, number] | null {
  if (latencyMs.ci95 === null || latencyMs.ci95[0] <= 0) return null;
  const [low, high] = latencyMs.ci95;
  return [(1000 * pairCount) / high, (1000 * pairCount) / low];
}

function most(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/**
 * The recommendations of several runs for one lane, combined by pair count, ascending. A suspect lane has
 * none.
 */
function choicesOf(lanes: readonly LaneInRun[]): CollectedChoice[] {
  const said = lanes
    .filter(({ lane }) => !isSuspect(lane))
    .flatMap(({ lane, recommendations }) =>
      recommendations.filter((one) => one.kind === 'pair-count').filter(({ laneId }) => laneId === lane.id),
    );
  const pairCounts = [...new Set(said.map(({ pairCount }) => pairCount))].sort((a, b) => a - b);
  return pairCounts.flatMap((pairCount) => {
    const voices = said.filter((one) => one.pairCount === pairCount);
    const votes = new Map<number, number>();
    for (const { batchSize } of voices) votes.set(batchSize, (votes.get(batchSize) ?? 0) + 1);
    const [winner] = [...votes].sort(([a, ofA], [b, ofB]) => ofB - ofA || a - b);
    if (winner === undefined) return [];
    const isSure = votes.size === 1 && voices.every(({ certainty }) => certainty === 'sure');
    return {
      pairCount,
      batchSize: winner[0],
      certainty: isSure ? ('sure' as const) : ('not-yet-sure' as const),
      votes: winner[1],
      voters: voices.length,
    };
  });
}
