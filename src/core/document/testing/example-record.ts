import { defaultSettings } from '../../settings/settings.ts';
import { closeDraft, type DraftCell, type RunDraft, withSample } from '../run-draft.ts';
import type { RunRecord } from '../run-record.ts';
import { runRecordSchemaId } from '../schema-ids.ts';

interface Wish {
  readonly id?: string;
  readonly startedAt?: string;
  /** Latencies of the one measured cell (10 pairs, batch size 4), ms. */
  readonly latenciesMs?: readonly number[];
  readonly state?: RunRecord['state'];
}

/** The draft of a run with one lane of two cells: one with the samples given, one still pending. */
export function exampleDraft({ id = 'run-1', startedAt, latenciesMs = [40, 42] }: Wish = {}): RunDraft {
  const empty: DraftCell = { pairCount: 10, batchSize: 4, tokenBudget: null, state: 'pending' };
  const measured = latenciesMs.reduce<DraftCell>(
    (cell, latencyMs, place) =>
      withSample(cell, {
        latencyMs,
        tokenizeMs: 1,
        modelMs: 30,
        tokens: 120,
        tokensComputed: 160,
        squaredTokensComputed: 2600,
        passes: 3,
        round: place + 1,
        startedAtMs: 100 * place,
      }),
    empty,
  );
  return {
    schema: runRecordSchemaId,
    id,
    state: 'running',
    startedAt: startedAt ?? '2026-11-20T09:00:00.000Z',
    durationMs: null,
    app: { version: '0.0.0', commit: '' },
    settings: defaultSettings,
    input: { source: 'own', pairCount: 3, tokenLengths: null, sha256: 'abc' },
    environment: {
      userAgent: 'test',
      browser: 'Test 1',
      os: 'Test OS',
      hardwareConcurrency: 2,
      deviceMemoryGiB: null,
      crossOriginIsolated: true,
      clockResolutionMs: 0.005,
      adapter: null,
    },
    lanes: [
      {
        id: 'lane-1',
        state: 'running',
        device: 'wasm',
        deviceUsed: 'wasm',
        dtype: 'fp32',
        runtime: 'asyncify',
        threads: 2,
        workers: 1,
        order: 'length',
        paddingMultiple: 1,
        versions: { transformers: '0', onnxruntime: '0' },
        model: { id: 'builtin:coverage', source: 'built-in', revision: null, layers: 2, bytes: 1000 },
        coldMs: { download: 1, session: 2, firstRun: 3 },
        scoreCheck: null,
        cells: [measured, { ...empty, batchSize: 8 }],
        events: [],
      },
    ],
    warnings: [],
    recommendations: [],
  };
}

/** The record of `exampleDraft`'s run, which ended after a minute. */
export const exampleRecord = (wish: Wish = {}): RunRecord =>
  closeDraft(exampleDraft(wish), wish.state ?? 'done', 60_000);
