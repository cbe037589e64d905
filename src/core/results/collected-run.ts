import type { RunRecord } from '../document/run-record.ts';
import { nameAdapter, plainAdapterName } from '../rerank/adapter-name.ts';
import { deviceKinds, devices, dtypes } from '../rerank/devices.ts';
import * as z from '../schema/zod.ts';
import { departuresOf } from '../suite/departures.ts';
import { suiteResult } from '../suite/suite-result.ts';
import { comparedKey } from './compared-tasks.ts';
import { samplesKey } from './known-runs.ts';

/** The name and version of the collection's list; a change that breaks a reader needs a new number. */
export const resultListSchemaId = 'rerank-bench/results@1';

const count = z.number().int().nonnegative();

/** What a run measured for one task of the suite. */
const taskFigure = z.object({
  /** The key of a `ComparedTask`. */
  task: z.string(),
  device: z.enum(devices),
  dtype: z.enum(dtypes),
  batchSize: count,
  pairsPerSecond: z.number().positive(),
  /** Half the 95 % interval as a share of the figure; `null` where the run has no interval. */
  half: z.number().nonnegative().nullable(),
});

const collectedRunSchema = z.object({
  /** The record's file in `results/`. */
  file: z.string(),
  id: z.string(),
  samples: z.string(),
  startedAt: z.string(),
  suite: z.string(),
  /** `''` where the run had no WebGPU adapter. */
  gpu: z.string(),
  browser: z.string(),
  os: z.string(),
  cores: count,
  /** The visitor's name for the device; `''` for none. */
  label: z.string(),
  figures: z.array(taskFigure),
});

export const resultListSchema = z.object({
  schema: z.literal(resultListSchemaId),
  runs: z.array(collectedRunSchema),
});

export type TaskFigure = z.infer<typeof taskFigure>;
/** A run of the collection, as far as the Devices tab shows it. */
export type CollectedRun = z.infer<typeof collectedRunSchema>;
export type ResultList = z.infer<typeof resultListSchema>;

/**
 * What a person would call the device that computed: its GPU, or `''` for a CPU, which browsers do not name. The
 * name is made of what the browser says of the adapter, since a name alone could be anything.
 */
export function gpuName({
  environment: { adapter },
  lanes,
}: Pick<RunRecord, 'environment' | 'lanes'>): string {
  const usesGpu = lanes.some(({ device, deviceUsed }) => deviceKinds[deviceUsed ?? device].hasAdapter);
  if (!usesGpu || adapter === null) return '';
  const { webglRenderer = adapter.nameSource === 'webgl' ? adapter.name : null } = adapter;
  const words = { ...adapter, isFallbackAdapter: adapter.isSoftware };
  return plainAdapterName(nameAdapter(words, webglRenderer).name);
}

/**
 * What the Devices tab shows of a run: a figure for each task that was measured as the suite has it. A task
 * that departs, as where memory did not allow the whole model, is left out, and the others count.
 *
 * @param file of its record; `''` for a run that is not in the collection
 */
export function collectedRun(record: RunRecord, file: string): CollectedRun {
  const { environment } = record;
  return {
    file,
    id: record.id,
    samples: samplesKey(record),
    startedAt: record.startedAt,
    suite: record.suite?.name ?? '',
    gpu: gpuName(record),
    browser: environment.browser,
    os: environment.os,
    cores: environment.hardwareConcurrency,
    label: record.label ?? '',
    figures: figuresOf(record),
  };
}

/** The figures of the tasks that were measured as the suite has them. */
export function figuresOf(record: RunRecord): TaskFigure[] {
  const departures = departuresOf(record);
  if (departures.some((one) => !('task' in one))) return [];
  const departed = new Set(departures.flatMap((one) => ('task' in one ? one.task : [])));
  const digits = (value: number) => Number(value.toPrecision(5));
  return (suiteResult(record)?.tasks ?? []).flatMap(({ task, headline }): TaskFigure[] => {
    const lane = record.lanes.find(({ id }) => id === headline?.laneId);
    if (headline === null || headline.dtype === null || departed.has(task) || lane?.state !== 'done')
      return [];
    const { device, dtype, batchSize, pairCount, pairsPerSecond, halfWidth } = headline;
    return [
      {
        ...{ task: comparedKey(task, pairCount), device, dtype, batchSize },
        pairsPerSecond: digits(pairsPerSecond),
        half: halfWidth === null ? null : digits(halfWidth),
      },
    ];
  });
}

/** The list of all runs of the collection, and the folder of their records, beside the page. */
export const resultListFile = 'results.json';
export const resultFolder = 'results/';

/** @throws Error if the text is no list of results */
export const parseResultList = (text: string): readonly CollectedRun[] =>
  resultListSchema.parse(JSON.parse(text)).runs;
