import type { BatchOrder, Device, Dtype } from '../rerank/devices.ts';
import type { Settings } from '../settings/settings.ts';
import type { CellFigures, RunFigures } from './run-figures.ts';
import type { RunRecord } from './run-record.ts';

/** A cell with samples, as comparing needs it; nothing that only a full record knows. */
export interface ComparableCell {
  readonly pairCount: number;
  readonly batchSize: number | null;
  readonly tokenBudget: number | null;
  readonly n: number;
  readonly meanMs: number;
  /** Half of the mean's 95 % interval; `null` where one sample gave none. */
  readonly halfWidthMs: number | null;
  /** Real tokens of one request: whether two cells did the same work. */
  readonly tokens: number;
}

export interface ComparableLane {
  readonly id: string;
  readonly model: string;
  readonly layers: number | null;
  readonly revision: string | null;
  readonly device: Device;
  readonly deviceUsed: Device | null;
  readonly dtype: Dtype | null;
  readonly runtime: string | null;
  readonly threads: number | null;
  readonly workers: number;
  readonly order: BatchOrder;
  readonly paddingMultiple: number;
  readonly versions: { readonly transformers: string; readonly onnxruntime: string } | null;
  /** The scores were found wrong: its figures are shown and never count. */
  readonly suspect: boolean;
  /** What lanes are matched by in place of model and layers, where a twin is held against its real model; see `twin-comparison.ts`. */
  readonly comparedAs?: { readonly model: string; readonly layers: number | null };
  /** Measured cells only. */
  readonly cells: readonly ComparableCell[];
}

/** One run, from a record or from a link, as far as comparing needs it. */
export interface ComparableRun {
  readonly id: string;
  readonly startedAt: string;
  readonly label: string;
  readonly app: RunRecord['app'];
  readonly settings: Pick<Settings, 'maxLength' | 'repetitions' | 'seed'>;
  readonly input: Pick<RunRecord['input'], 'source' | 'sample' | 'pairCount' | 'sha256'>;
  readonly environment: {
    readonly browser: string;
    readonly os: string;
    readonly hardwareConcurrency: number;
    readonly crossOriginIsolated: boolean;
    readonly adapter: { readonly name: string; readonly isSoftware: boolean } | null;
  };
  readonly lanes: readonly ComparableLane[];
  /** Load tests that the run holds, where it has any; they are not compared. */
  readonly loadTestCount?: number;
}

/** What comparing needs of a run. */
export function comparableOf(run: RunFigures): ComparableRun {
  const { id, startedAt, app, label, input, environment, settings, loadTests = [] } = run;
  const { maxLength, repetitions, seed } = settings;
  return {
    id,
    startedAt,
    label: label ?? '',
    app,
    settings: { maxLength, repetitions, seed },
    input,
    environment,
    ...(loadTests.length > 0 && { loadTestCount: loadTests.length }),
    lanes: run.lanes.map((lane) => {
      const { model, scoreCheck, ...rest } = lane;
      return {
        id: rest.id,
        model: model.id,
        layers: model.layers,
        revision: model.revision,
        device: rest.device,
        deviceUsed: rest.deviceUsed,
        dtype: rest.dtype,
        runtime: rest.runtime,
        threads: rest.threads,
        workers: rest.workers,
        order: rest.order,
        paddingMultiple: rest.paddingMultiple,
        versions: rest.versions,
        suspect: scoreCheck?.verdict === 'suspect',
        cells: lane.cells.flatMap(comparableCell),
      };
    }),
  };
}

function comparableCell(cell: CellFigures): ComparableCell[] {
  if (cell.state !== 'measured' || cell.latencyMs.mean <= 0) return [];
  const { pairCount, batchSize, tokenBudget, tokens } = cell;
  const { n, mean: meanMs, ci95 } = cell.latencyMs;
  const halfWidthMs = ci95 === null ? null : (ci95[1] - ci95[0]) / 2;
  return [{ pairCount, batchSize, tokenBudget, n, meanMs, halfWidthMs, tokens }];
}
