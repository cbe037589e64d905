import { defaultSettings } from '../../settings/settings.ts';
import type { LaneFigures, MeasuredFigures, RunFigures } from '../run-figures.ts';

interface CellWish {
  readonly n?: number;
  /** Half of the mean's 95 % interval, ms. */
  readonly halfWidthMs?: number | null;
  readonly tokens?: number;
}

/** A cell of 10 pairs. By default an interval of ± 1 %. */
export const comparableCell = (
  batchSize: number,
  meanMs: number,
  { n = 20, halfWidthMs = meanMs / 100, tokens = 370 }: CellWish = {},
): MeasuredFigures => ({
  ...{ pairCount: 10, batchSize, tokenBudget: null, state: 'measured' },
  latencyMs: {
    n,
    mean: meanMs,
    sd: meanMs / 50,
    median: meanMs,
    ci95: halfWidthMs === null ? null : [meanMs - halfWidthMs, meanMs + halfWidthMs],
  },
  ...{ tokenizeMs: 0, modelMs: meanMs, firstRunMs: null, tokens, tokensComputed: tokens },
  ...{ gpuBytes: null, wasmBytes: null },
});

type LaneWish = Partial<Omit<LaneFigures, 'model' | 'cells'>> & {
  readonly model?: string;
  readonly layers?: number | null;
  /** Whether its scores failed their check. */
  readonly suspect?: boolean;
};

export const comparableLane = (
  cells: readonly MeasuredFigures[],
  { model = 'builtin:coverage', layers = 2, suspect = false, ...change }: LaneWish = {},
): LaneFigures => ({
  id: 'lane-1',
  state: 'done',
  device: 'wasm',
  deviceUsed: 'wasm',
  dtype: 'fp32',
  runtime: 'jspi',
  threads: 2,
  workers: 1,
  order: 'length',
  paddingMultiple: 1,
  versions: { transformers: '4', onnxruntime: '1' },
  model: { id: model, source: 'built-in', revision: null, layers, bytes: null },
  coldMs: null,
  scoreCheck: suspect
    ? { verdict: 'suspect', findings: [], tolerance: 1e-3, largestPaddingDifference: null }
    : null,
  cells: [...cells],
  ...change,
});

export const comparableRun = (
  id: string,
  lanes: readonly LaneFigures[],
  change: Partial<RunFigures> = {},
): RunFigures => ({
  id,
  state: 'done',
  startedAt: '2026-11-20T09:00:00.000Z',
  durationMs: 60_000,
  app: { version: '0.1.0', commit: 'abc' },
  settings: { ...defaultSettings, maxLength: 512, repetitions: null, seed: 1 },
  input: { source: 'sample', sample: 'support-search', pairCount: 40, tokenLengths: null, sha256: 'aa' },
  environment: {
    browser: 'Chromium 156',
    os: 'Linux',
    hardwareConcurrency: 2,
    deviceMemoryGiB: null,
    crossOriginIsolated: true,
    clockResolutionMs: 0.005,
    adapter: null,
  },
  lanes: [...lanes],
  warnings: [],
  ...change,
});
