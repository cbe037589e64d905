import type { RunRecord } from '../../core/document/run-record.ts';
import { isSuspect } from '../../core/document/suspect-lane.ts';
import { devices, dtypes } from '../../core/rerank/devices.ts';
import * as z from '../../core/schema/zod.ts';
import { suiteNames } from '../../core/settings/suite-names.ts';

const count = z.number().int().nonnegative();

/** What the list shows of a run, so that it need not read the samples. */
export const historyEntrySchema = z.object({
  /** The run's id. */
  id: z.string(),
  /** The visitor's name for the run; empty if they gave it none. */
  name: z.string(),
  note: z.string(),
  /** `running` until the run has ended, in this tab or in another that still holds its lock. */
  state: z.enum(['running', 'done', 'cancelled', 'interrupted', 'failed']),
  /** Whether the run was measured in this browser or came from a file. */
  origin: z.enum(['here', 'imported']),
  /** Ms since the epoch; `null` unless the run is deleted and can still be brought back. */
  deletedAt: z.number().nullable(),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  /** The id of the model. */
  model: z.string(),
  /** The layers asked for of a synthetic twin; `null` for as many as its model has. */
  layers: z.number().nullable().default(null),
  /** The standard suite that the run was of; `null` for another run. */
  suite: z.enum(suiteNames).nullable().default(null),
  lanes: z.array(z.object({ device: z.enum(devices), dtype: z.enum(dtypes).nullable() })),
  /** The visitor's name for the device. */
  label: z.string().nullable(),
  browser: z.string(),
  os: z.string(),
  /** The GPU's name; `null` if WebGPU found none. */
  adapter: z.string().nullable(),
  inputSha256: z.string(),
  cells: count,
  cellsMeasured: count,
  /** The number of load tests in which anything arrived. */
  loadTests: count.default(0),
  /** The highest throughput of any cell in a lane whose scores are not suspect; `null` if there is none. */
  bestPairsPerSecond: z.number().nonnegative().nullable(),
  /** Whether any lane's scores are suspect. */
  isSuspect: z.boolean(),
});

export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** The part of an entry that is not in the run's record. */
export type EntryMarks = Pick<HistoryEntry, 'name' | 'note' | 'state' | 'origin' | 'deletedAt'>;

/** The list entry of a run record. */
export function entryOf(record: RunRecord, marks: EntryMarks): HistoryEntry {
  const {
    id,
    startedAt,
    durationMs,
    settings,
    label,
    environment,
    input,
    lanes,
    suite,
    loadTests = [],
  } = record;
  const trusted = lanes.filter((lane) => !isSuspect(lane));
  const ratesOf = (some: typeof lanes) =>
    some.flatMap(({ cells }) =>
      cells.flatMap((cell) => ('pairsPerSecond' in cell ? cell.pairsPerSecond : [])),
    );
  const best = ratesOf(trusted).reduce((most, rate) => Math.max(most, rate), -1);
  return {
    id,
    ...marks,
    startedAt,
    durationMs,
    model: settings.model,
    layers: settings.layers,
    suite: suite?.name ?? null,
    lanes: lanes.map(({ device, dtype }) => ({ device, dtype })),
    label: label ?? null,
    browser: environment.browser,
    os: environment.os,
    adapter: environment.adapter?.name ?? null,
    inputSha256: input.sha256,
    cells: lanes.reduce((total, { cells }) => total + cells.length, 0),
    cellsMeasured: ratesOf(lanes).length,
    loadTests: loadTests.filter(({ counts }) => counts.arrivals > 0).length,
    bestPairsPerSecond: best < 0 ? null : best,
    isSuspect: trusted.length < lanes.length,
  };
}
