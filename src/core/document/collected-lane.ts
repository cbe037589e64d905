import type { LaneRecord, RunRecord } from './run-record.ts';

/** A configuration that was measured, with the software that computed it. */
export interface CollectedLane extends Pick<LaneRecord, (typeof laneFields)[number]> {
  readonly model: string;
  readonly layers: number | null;
  readonly revision: string | null;
  readonly transformers: string | null;
  readonly onnxruntime: string | null;
}

const laneFields = [
  'device',
  'deviceUsed',
  'dtype',
  'runtime',
  'threads',
  'workers',
  'order',
  'paddingMultiple',
] as const;

/** What was scored: only runs that agree in it did the same work. */
export interface CollectedWork {
  readonly inputSha256: string;
  /** The sample set's name; `null` for texts of one's own. */
  readonly sample: string | null;
  readonly maxLength: number;
  readonly seed: number;
}

export function laneOf(lane: LaneRecord): CollectedLane {
  const { device, deviceUsed, dtype, runtime, threads, workers, order, paddingMultiple, model, versions } =
    lane;
  return {
    model: model.id,
    layers: model.layers,
    revision: model.revision,
    device,
    deviceUsed,
    dtype,
    runtime,
    threads,
    workers,
    order,
    paddingMultiple,
    transformers: versions?.transformers ?? null,
    onnxruntime: versions?.onnxruntime ?? null,
  };
}

export function workOf({ input, settings }: RunRecord): CollectedWork {
  const { maxLength, seed } = settings;
  return { inputSha256: input.sha256, sample: input.sample ?? null, maxLength, seed };
}
