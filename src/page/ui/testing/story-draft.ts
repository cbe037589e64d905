import { planCells } from '../../../core/bench/sweep-plan.ts';
import type { EvidenceRecord } from '../../../core/document/evidence-record.ts';
import {
  type DraftCell,
  type DraftLane,
  endCell,
  type RunDraft,
  withSample,
} from '../../../core/document/run-draft.ts';
import type { AdapterRecord } from '../../../core/document/run-record.ts';
import { runRecordSchemaId } from '../../../core/document/schema-ids.ts';
import type { BatchOrder, Device, Dtype } from '../../../core/rerank/devices.ts';
import { defaultSettings, type Settings } from '../../../core/settings/settings.ts';
import { seededRandom } from '../../../core/stats/random.ts';
import { judgeRun } from '../../jobs/judge-run.ts';
import { fineScores } from './story-checks.ts';

interface StoryWish {
  readonly device: Device;
  readonly dtype: Dtype;
  readonly msPerPair: number;
  readonly msPerPass: number;
  readonly samples: number;
  /** Index of the last measured cell. The next two are warmed up, and the others still pending. */
  readonly upTo?: number;
  readonly outOfMemoryFrom?: number;
  readonly order?: BatchOrder;
  readonly pairCounts?: readonly number[];
  readonly tokenBudgets?: readonly number[];
  /** The full width of the samples' scatter, as a share of the latency. */
  readonly scatter?: number;
}

const mebibyte = 2 ** 20;
/** The usual pair counts of a story. They suit all uses but small devices. */
const storyPairCounts: readonly number[] = [10, 50, 100];
/** Tokens of each pair in a story, padding included. */
const storyPairTokens = 66;

/** A lane whose latencies follow a simple cost model with a little seeded noise. */
export function storyLane(wish: StoryWish): DraftLane {
  const { device, dtype, msPerPair, msPerPass, samples, outOfMemoryFrom = Infinity, upTo = Infinity } = wish;
  const { order = 'length', pairCounts = storyPairCounts, scatter = 0.12 } = wish;
  const { tokenBudgets = [] } = wish;
  const random = seededRandom(7);
  const cells = planCells(defaultSettings.batchSizes, tokenBudgets, pairCounts).map(
    (place, index): DraftCell => {
      const { pairCount, batchSize: size, tokenBudget } = place;
      const batchSize = size ?? Math.min(pairCount, (tokenBudget ?? 0) / storyPairTokens);
      const empty: DraftCell = { ...place, state: 'pending' };
      if (batchSize > pairCount) return endCell(empty, 'skipped', 'batch-exceeds-pairs');
      if (batchSize === outOfMemoryFrom) return endCell(empty, 'out-of-memory', 'gpu-memory');
      if (batchSize > outOfMemoryFrom) return endCell(empty, 'skipped', 'out-of-memory-expected');
      if (index > upTo + 2) return empty;
      const passes = Math.ceil(pairCount / batchSize);
      const evenBatches = size === null ? 0.85 : 1;
      const base = (passes * msPerPass + pairCount * msPerPair * (1 + batchSize / 90)) * evenBatches;
      const onGpu = device === 'webgpu';
      const resident = Math.round((1137 + batchSize / 8) * mebibyte);
      const warmedUp: DraftCell = {
        ...empty,
        state: 'warmed-up',
        firstRunMs: 9 * base,
        latencyMs: base * 1.1,
        gpuBytes: onGpu
          ? { resident, peak: resident + Math.round(mebibyte * (40 + 21 * batchSize + pairCount / 5)) }
          : null,
        wasmBytes: onGpu ? null : Math.round(mebibyte * (420 + 16 * batchSize + pairCount)),
      };
      if (index > upTo) return warmedUp;
      let cell: DraftCell = warmedUp;
      for (let round = 1; round <= samples; round++) {
        const latencyMs = base * (1 + scatter * (random() - 0.5));
        cell = withSample(cell, {
          round,
          latencyMs,
          startedAtMs: round * 1000,
          tokenizeMs: latencyMs / 20,
          modelMs: latencyMs * 0.9,
          tokens: pairCount * 60,
          tokensComputed: pairCount * storyPairTokens,
          squaredTokensComputed: pairCount * storyPairTokens ** 2,
          passes,
        });
      }
      return cell;
    },
  );
  return {
    id: order === 'length' ? `${device}-${dtype}` : `${device}-${dtype}-${order}`,
    state: upTo === Infinity ? 'done' : 'running',
    device,
    deviceUsed: device,
    dtype,
    runtime: 'jspi',
    threads: device === 'wasm' ? 2 : null,
    workers: 1,
    order,
    paddingMultiple: 1,
    versions: { transformers: '4.3.1', onnxruntime: '1.31.0' },
    model: { id: 'builtin:coverage', source: 'built-in', revision: null, layers: 2, bytes: 1.8e6 },
    coldMs: { download: 4, session: 90, firstRun: 12 },
    scoreCheck: upTo < 0 ? null : fineScores,
    cells,
    events: [],
  };
}

export function unavailableLane(): DraftLane {
  const lane = storyLane({
    device: 'webgpu',
    dtype: 'fp16',
    msPerPair: 1,
    msPerPass: 1,
    samples: 1,
    upTo: -9,
  });
  return {
    ...lane,
    state: 'unavailable',
    deviceUsed: null,
    runtime: null,
    error: {
      code: 'no-half-precision',
      message: 'no shader-f16',
      detail: 'Error: device does not support fp16',
    },
    cells: lane.cells.map((cell) => endCell(cell, 'cancelled', 'no-half-precision')),
  };
}

/** A lane whose model could not be loaded. */
export function failedLane(error: NonNullable<DraftLane['error']>): DraftLane {
  const lane = storyLane({ device: 'wasm', dtype: 'q8', msPerPair: 1, msPerPass: 1, samples: 1, upTo: -9 });
  return {
    ...lane,
    state: 'failed',
    error,
    cells: lane.cells.map((cell) => endCell(cell, 'cancelled', error.code)),
  };
}

interface RunWish {
  readonly adapter?: AdapterRecord | null;
  readonly settings?: Partial<Settings>;
  readonly evidence?: EvidenceRecord | undefined;
}

/** How many rounds the stories have finished. */
const storyRounds = 14;

/** A run of these lanes, with the doubts and recommendations that the page derives. */
export function storyDraft(
  lanes: readonly DraftLane[],
  state: RunDraft['state'] = 'done',
  { adapter = null, settings = {}, evidence }: RunWish = {},
): RunDraft {
  const draft: RunDraft = {
    schema: runRecordSchemaId,
    ...(evidence !== undefined && { evidence }),
    id: 'story',
    state,
    startedAt: '2026-11-20T09:00:00Z',
    durationMs: state === 'running' ? null : 74_000,
    app: { version: '0.1.0', commit: '' },
    settings: { ...defaultSettings, pairCounts: storyPairCounts, ...settings },
    input: { source: 'sample', pairCount: 52, tokenLengths: null, sha256: '' },
    environment: {
      userAgent: '',
      browser: 'Chromium 156',
      os: 'Linux',
      hardwareConcurrency: 8,
      deviceMemoryGiB: 8,
      crossOriginIsolated: true,
      clockResolutionMs: 0.005,
      adapter,
    },
    lanes,
    warnings: [{ code: 'repeated-pairs', message: '' }],
    recommendations: [],
  };
  if (state !== 'done') return state === 'running' ? draft : judgeRun(draft);
  if (draft.settings.repetitions !== null) return judgeRun(draft);
  const asPlanned = { ...draft, settings: { ...draft.settings, repetitions: storyRounds } };
  // Lets a story's few rounds count as enough: they are judged as twice the planned number.
  const { recommendations } = judgeRun({ ...asPlanned, lanes: lanes.map(measuredTwice) });
  return { ...judgeRun(asPlanned), settings: draft.settings, recommendations };
}

const measuredTwice = (lane: DraftLane): DraftLane => ({
  ...lane,
  cells: lane.cells.map((cell) => {
    if (cell.state !== 'measured') return cell;
    const { samples, rounds } = cell.latencyMs;
    const later = rounds.map((round) => round + rounds.length);
    const latencyMs = {
      ...cell.latencyMs,
      samples: [...samples, ...samples],
      rounds: [...rounds, ...later],
    };
    return { ...cell, latencyMs };
  }),
});
