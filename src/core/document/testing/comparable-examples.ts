import type { ComparableCell, ComparableLane, ComparableRun } from '../comparable-run.ts';

/** A cell of 10 pairs. By default an interval of ± 1 %. */
export const comparableCell = (batchSize: number, meanMs: number, change: Partial<ComparableCell> = {}) => ({
  ...{ pairCount: 10, batchSize, tokenBudget: null, n: 20, meanMs, halfWidthMs: meanMs / 100, tokens: 370 },
  ...change,
});

export const comparableLane = (
  cells: readonly ComparableCell[],
  change: Partial<ComparableLane> = {},
): ComparableLane => ({
  id: 'lane-1',
  model: 'builtin:coverage',
  layers: 2,
  revision: null,
  device: 'wasm',
  deviceUsed: 'wasm',
  dtype: 'fp32',
  runtime: 'jspi',
  threads: 2,
  workers: 1,
  order: 'length',
  paddingMultiple: 1,
  versions: { transformers: '4', onnxruntime: '1' },
  suspect: false,
  cells,
  ...change,
});

export const comparableRun = (
  id: string,
  lanes: readonly ComparableLane[],
  change: Partial<ComparableRun> = {},
): ComparableRun => ({
  id,
  startedAt: '2026-11-20T09:00:00.000Z',
  label: '',
  app: { version: '0.1.0', commit: 'abc' },
  settings: { maxLength: 512, repetitions: null, seed: 1 },
  input: { source: 'sample', sample: 'support-search', pairCount: 40, sha256: 'aa' },
  environment: {
    browser: 'Chromium 156',
    os: 'Linux',
    hardwareConcurrency: 2,
    crossOriginIsolated: true,
    adapter: null,
  },
  lanes,
  ...change,
});
