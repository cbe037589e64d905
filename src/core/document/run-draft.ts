import { flopsOf, type ModelShape } from '../rerank/flops.ts';
import type { Sample } from '../rerank/score-request.ts';
import type { Sampling } from '../stats/interval.ts';
import { sum } from '../stats/moments.ts';
import { isSamples, type Samples } from '../stats/samples.ts';
import { summarise } from '../stats/summary.ts';
import type { LoadTestRecord } from './load-test-record.ts';
import type { CellRecord, EmptyCell, LaneRecord, MeasuredCell, RunRecord } from './run-record.ts';

type CellPlace = Pick<CellRecord, 'pairCount' | 'batchSize' | 'tokenBudget'>;

/** A cell of the record, or one that is not measured yet. */
export type DraftCell =
  | CellRecord
  | (CellPlace & { readonly state: 'pending' })
  /** `latencyMs` is the mean of the warm-up's requests, provisional and never a sample. */
  | (CellPlace &
      Pick<MeasuredCell, 'gpuBytes' | 'wasmBytes'> & {
        readonly state: 'warmed-up';
        readonly firstRunMs: number;
        readonly latencyMs: number;
      });

/** A measured cell that has a batch size rather than a token budget. */
export type BatchCell = MeasuredCell & { readonly batchSize: number };

export const isBatchCell = (cell: DraftCell): cell is BatchCell =>
  cell.state === 'measured' && cell.batchSize !== null;

/** A lane of the record, or one that is not over yet. */
export type DraftLane = Omit<LaneRecord, 'state' | 'cells'> & {
  readonly state: LaneRecord['state'] | 'pending' | 'loading' | 'running';
  readonly cells: readonly DraftCell[];
};

/** A load test that may be under way, as far as it has come. */
export type DraftLoadTest = Omit<LoadTestRecord, 'state'> & {
  readonly state: LoadTestRecord['state'] | 'running';
};

/** A run record that may still be under way. Every run record is a draft as well, a finished one. */
export type RunDraft = Omit<RunRecord, 'state' | 'lanes' | 'durationMs' | 'loadTests'> & {
  readonly loadTests?: readonly DraftLoadTest[];
  readonly state: 'running' | RunRecord['state'];
  readonly durationMs: number | null;
  readonly lanes: readonly DraftLane[];
};

const placeOf = ({ pairCount, batchSize, tokenBudget }: CellPlace): CellPlace => ({
  pairCount,
  batchSize,
  tokenBudget,
});

/**
 * The cell with one more sample; whatever its state was, it is now `measured`.
 *
 * @param shape what the model's operations are counted from, where that is known
 * @param sampling whether the lane's rounds were planned, or are added until the samples decide
 */
export function withSample(
  cell: DraftCell,
  sample: Sample,
  shape?: ModelShape,
  sampling: Sampling = 'planned',
): DraftCell {
  const before = cell.state === 'measured' ? cell : undefined;
  const samples = [...(before?.latencyMs.samples ?? []), sample.latencyMs];
  if (!isSamples(samples)) return cell;
  const n = samples.length;
  const mean = (known: number | undefined, next: number) => ((known ?? 0) * (n - 1) + next) / n;
  return {
    ...placeOf(cell),
    state: 'measured',
    latencyMs: {
      samples: [...samples],
      rounds: [...(before?.latencyMs.rounds ?? []), sample.round],
      startedAtMs: [...(before?.latencyMs.startedAtMs ?? []), sample.startedAtMs],
      ...summaryFields(samples, sampling),
    },
    // Every request of a cell carries the same pairs, so this is all pairs, or tokens, ÷ all latencies.
    pairsPerSecond: perSecond(n * cell.pairCount, sum(samples)),
    tokensPerSecond: perSecond(n * sample.tokens, sum(samples)),
    tokenizeMs: mean(before?.tokenizeMs, sample.tokenizeMs),
    modelMs: mean(before?.modelMs, sample.modelMs),
    firstRunMs: 'firstRunMs' in cell ? cell.firstRunMs : null,
    tokens: sample.tokens,
    tokensComputed: sample.tokensComputed,
    passes: sample.passes,
    ...repeatsOf(before?.repeats, sample.repeats),
    ...(shape !== undefined && operations(shape, cell.pairCount, sample, sum(samples) / n)),
    paddingEfficiency: sample.tokensComputed === 0 ? 1 : sample.tokens / sample.tokensComputed,
    gpuBytes: 'gpuBytes' in cell ? cell.gpuBytes : null,
    wasmBytes: 'wasmBytes' in cell ? cell.wasmBytes : null,
  };
}

/** A rate per second; 0 where the clock saw no time pass, so that the rate is not known. */
const perSecond = (count: number, ms: number): number => (ms > 0 ? (1000 * count) / ms : 0);

/**
 * The most times that one of the cell's requests was repeated within a window; absent where all were made
 * once.
 */
function repeatsOf(known: number | undefined, next: number | undefined): { repeats?: number } {
  const repeats = Math.max(known ?? 1, next ?? 1);
  return repeats > 1 ? { repeats } : {};
}

/** What one request computes, and how fast that was over the whole of its window, tokenising included. */
function operations(shape: ModelShape, pairs: number, sample: Sample, meanMs: number) {
  const flops = flopsOf(shape, { ...sample, pairs });
  return { flops, gflopsPerSecond: meanMs > 0 ? flops / meanMs / 1e6 : 0 };
}

function summaryFields(samples: Samples, sampling: Sampling) {
  const { ci95, ...rest } = summarise(samples, sampling);
  return { ...rest, ci95: ci95 === null ? null : ([...ci95] as [number, number]) };
}

/**
 * Whether a lane's rounds were planned. They were not if no number of repetitions was set, or if more rounds
 * were requested after the first had been seen.
 */
export const samplingOf = (repetitions: number | null, { events }: Pick<DraftLane, 'events'>): Sampling =>
  repetitions === null || events.some(({ kind }) => kind === 'rounds-added') ? 'sequential' : 'planned';

/** The cell after its memory ran out or it failed. A cell with samples keeps them and gets the reason. */
export function endCell(cell: DraftCell, state: EmptyCell['state'], reason: string): DraftCell {
  if (cell.state === 'measured') return { ...cell, reason };
  return {
    ...placeOf(cell),
    state,
    reason,
    firstRunMs: cell.state === 'warmed-up' ? cell.firstRunMs : null,
  };
}

function closeCell(cell: DraftCell): CellRecord {
  switch (cell.state) {
    case 'pending':
      return { ...placeOf(cell), state: 'cancelled', firstRunMs: null };
    case 'warmed-up':
      return { ...placeOf(cell), state: 'cancelled', firstRunMs: cell.firstRunMs };
    case 'measured':
    case 'skipped':
    case 'out-of-memory':
    case 'failed':
    case 'cancelled':
      return cell;
    default:
      return cell satisfies never;
  }
}

function closeLane(lane: DraftLane): LaneRecord {
  const { state } = lane;
  const ended = state === 'pending' || state === 'loading' || state === 'running' ? 'cancelled' : state;
  return { ...lane, state: ended, cells: lane.cells.map(closeCell) };
}

/** The record of a run that ended; whatever was not finished is `cancelled` in it. */
export function closeDraft(draft: RunDraft, state: RunRecord['state'], durationMs: number): RunRecord {
  const { loadTests, ...rest } = draft;
  return {
    ...rest,
    state,
    durationMs,
    lanes: draft.lanes.map(closeLane),
    ...(loadTests !== undefined && { loadTests: loadTests.map(closeLoadTest) }),
  };
}

/** Whether anything was measured: a sample of a sweep, or the outcome of an arrival in a load test. */
export const hasMeasured = ({ lanes, loadTests = [] }: RunDraft | RunRecord): boolean =>
  lanes.some(({ cells }) => cells.some(({ state }) => state === 'measured')) ||
  loadTests.some(({ arrivals }) => arrivals.outcome.length > 0);

/**
 * The record that the run would leave behind if it were interrupted now.
 *
 * @param now ms since the epoch
 */
export const interruptedRecord = (draft: RunDraft, now: number): RunRecord =>
  closeDraft(draft, 'interrupted', Math.max(0, now - Date.parse(draft.startedAt)));

const closeLoadTest = (test: DraftLoadTest): LoadTestRecord => ({
  ...test,
  state: test.state === 'running' ? 'cancelled' : test.state,
});
