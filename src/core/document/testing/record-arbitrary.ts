import fc from 'fast-check';
import {
  batchOrders,
  devices,
  dtypeChoices,
  dtypes,
  peakPrecisions,
  runtimeBuilds,
  runtimeChoices,
} from '../../rerank/devices.ts';
import { gpuOptionChoices, gpuOptions } from '../../rerank/gpu-options.ts';
import { truncations } from '../../rerank/pair-encoding.ts';
import { twinGraphs } from '../../rerank/twins.ts';
import { defaultSettings } from '../../settings/settings.ts';
import { suiteNames } from '../../settings/suite-names.ts';
import type { RecommendationRecord } from '../recommendation-record.ts';
import { closeDraft, type DraftCell, type DraftLane, endCell, withSample } from '../run-draft.ts';
import type { AdapterRecord, LaneRecord, RunRecord } from '../run-record.ts';
import { runRecordSchemaId } from '../schema-ids.ts';
import type { SuiteRecord } from '../suite-record.ts';

/** Any text, including text that some format takes for its syntax. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '=HYPERLINK("https://example.org")',
    '+1',
    '-1',
    '@name',
    '\ttab',
    '\rreturn',
    'a,"b"\r\nc',
    '| a | `b` |',
    '<img src=x onerror=alert(1)>',
    '__proto__',
    '[a](javascript:b)',
    '',
  ),
);

const count = fc.integer({ min: 0, max: 1_000_000 });
const ms = fc.double({ min: 0.001, max: 1e6, noNaN: true });
/** JSON has no −0, and adding 0 makes it 0. */
const score = fc.double({ noNaN: true, noDefaultInfinity: true, min: -20, max: 20 }).map((one) => one + 0);
const orNull = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const issue = fc.record({ code: hostileText, message: hostileText });

const sample = fc.record({
  latencyMs: ms,
  tokenizeMs: ms,
  modelMs: ms,
  tokens: count,
  tokensComputed: count,
  squaredTokensComputed: count,
  passes: fc.integer({ min: 1, max: 100 }),
  startedAtMs: ms,
});

/** A cell's samples, or how it ended without any. */
const fate = fc.oneof(
  { arbitrary: fc.array(sample, { minLength: 1, maxLength: 25 }), weight: 3 },
  { arbitrary: fc.constantFrom('skipped', 'out-of-memory', 'failed', 'cancelled'), weight: 1 },
);

const cell = fc
  .record({
    fate,
    pairCount: fc.integer({ min: 1, max: 200 }),
    batchSize: orNull(fc.integer({ min: 1, max: 64 })),
    tokenBudget: orNull(fc.integer({ min: 1, max: 8192 })),
    reason: hostileText,
    firstRunMs: ms,
    gpuBytes: orNull(fc.record({ peak: count, resident: count })),
    wasmBytes: orNull(count),
  })
  .map(({ fate, reason, pairCount, batchSize, tokenBudget, ...warm }): DraftCell => {
    const place = { pairCount, batchSize, tokenBudget };
    if (typeof fate === 'string') return endCell({ ...place, state: 'pending' }, fate, reason);
    const start: DraftCell = { ...place, state: 'warmed-up', latencyMs: 1, ...warm };
    return fate.reduce<DraftCell>((held, one, i) => withSample(held, { ...one, round: i + 1 }), start);
  });

const lane = fc.record({
  task: fc.option(hostileText, { nil: undefined }),
  state: fc.constantFrom<LaneRecord['state'][]>('done', 'cancelled', 'unavailable', 'failed'),
  error: fc.option(issue, { nil: undefined }),
  device: fc.constantFrom(...devices),
  deviceUsed: orNull(fc.constantFrom(...devices)),
  graphUse: fc.option(
    fc.record(
      {
        fixedPairs: fc.integer({ min: 1, max: 64 }),
        fixedLength: fc.integer({ min: 1, max: 8192 }),
        takesMask: fc.constant(false as const),
        hasHeadBeside: fc.constant(true as const),
        relevantLabel: hostileText,
        takenOff: fc.constantFrom('Sigmoid' as const, 'Softmax' as const),
      },
      { requiredKeys: [] },
    ),
    { nil: undefined },
  ),
  adapterUsed: fc.option(
    fc.record({
      vendor: hostileText,
      architecture: hostileText,
      device: hostileText,
      description: hostileText,
      isFallbackAdapter: fc.boolean(),
    }),
    { nil: undefined },
  ),
  dtype: orNull(fc.constantFrom(...dtypes)),
  runtime: orNull(fc.constantFrom(...runtimeBuilds)),
  threads: orNull(fc.integer({ min: 1, max: 16 })),
  workers: fc.integer({ min: 1, max: 4 }),
  order: fc.constantFrom(...batchOrders),
  paddingMultiple: fc.constantFrom(1, 8),
  gpuOption: fc.option(fc.constantFrom(...gpuOptions), { nil: undefined }),
  graph: fc.option(fc.constant('fused' as const), { nil: undefined }),
  versions: orNull(fc.record({ transformers: hostileText, onnxruntime: hostileText })),
  model: fc.record({
    id: hostileText,
    source: fc.constantFrom('built-in', 'hub', 'local', 'twin'),
    revision: orNull(hostileText),
    layers: orNull(count),
    bytes: orNull(count),
  }),
  peak: fc.option(
    fc.record({
      precision: fc.constantFrom(...peakPrecisions),
      gflopsPerSecond: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      method: hostileText,
      size: count,
    }),
    { nil: undefined },
  ),
  coldMs: orNull(fc.record({ download: ms, session: ms, firstRun: orNull(ms) })),
  scoreCheck: orNull(
    fc.record({
      verdict: fc.constantFrom('ok', 'suspect', 'not-applicable'),
      findings: fc.array(issue, { maxLength: 2 }),
      tolerance: ms,
      largestPaddingDifference: orNull(ms),
      scores: fc.array(orNull(score), { maxLength: 3 }),
      agreement: fc.constant(null),
    }),
  ),
  cells: fc.uniqueArray(cell, {
    maxLength: 6,
    selector: (one) => `${one.pairCount} ${one.batchSize} ${one.tokenBudget}`,
  }),
  events: fc.array(fc.record({ atMs: ms, kind: hostileText, message: hostileText }), { maxLength: 2 }),
});

const adapter: fc.Arbitrary<AdapterRecord> = fc.record({
  name: hostileText,
  nameSource: fc.constantFrom<AdapterRecord['nameSource'][]>('webgpu', 'webgl', 'none'),
  vendor: hostileText,
  architecture: hostileText,
  device: hostileText,
  description: hostileText,
  isSoftware: fc.boolean(),
  features: fc.array(hostileText, { maxLength: 3 }),
  limits: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), count, { maxKeys: 3 }),
});

const settings = fc
  .record(
    {
      dtype: fc.uniqueArray(fc.constantFrom(...dtypeChoices), { minLength: 1, maxLength: 3 }),
      device: fc.uniqueArray(fc.constantFrom(...devices), { maxLength: 2 }),
      maxLength: fc.integer({ min: 8, max: 8192 }),
      truncation: fc.constantFrom(...truncations),
      repetitions: orNull(fc.integer({ min: 1, max: 100 })),
      seed: fc.integer({ min: 0, max: 0xffff_ffff }),
      keepText: fc.boolean(),
      runtime: fc.uniqueArray(fc.constantFrom(...runtimeChoices), { minLength: 1, maxLength: 4 }),
      workers: orNull(fc.integer({ min: 1, max: 8 })),
      layers: orNull(fc.integer({ min: 1, max: 24 })),
      file: orNull(fc.constantFrom('model_int8.onnx', 'model_O3')),
      tokenBudgets: fc.constantFrom<number[][]>([], [512], [512, 2048]),
      paddingMultiples: fc.constantFrom<number[][]>([1], [1, 8]),
      gpuOptions: fc.uniqueArray(fc.constantFrom(...gpuOptionChoices), { minLength: 1, maxLength: 3 }),
      suite: orNull(fc.constantFrom(...suiteNames)),
      graph: fc.uniqueArray(fc.constantFrom(...twinGraphs), { minLength: 1, maxLength: 2 }),
    },
    { requiredKeys: [] },
  )
  .map((changed) => ({ ...defaultSettings, ...changed }));

const recommendation: fc.Arbitrary<RecommendationRecord> = fc.record({
  kind: fc.constant('pair-count' as const),
  laneId: hostileText,
  device: fc.constantFrom(...devices),
  pairCount: count,
  certainty: fc.constantFrom('sure' as const, 'not-yet-sure' as const),
  batchSize: count,
  fastest: count,
  candidates: fc.array(
    fc.record({ batchSize: count, ratio: ms, ratioLow: orNull(ms), ratioHigh: orNull(ms) }),
    { maxLength: 2 },
  ),
});

const suite: fc.Arbitrary<SuiteRecord> = fc.record({
  id: hostileText,
  name: fc.constantFrom(...suiteNames),
  departures: fc.array(
    fc.oneof(
      fc.constant({ kind: 'own-documents' as const }),
      fc.record({
        kind: fc.constant('setting' as const),
        name: hostileText,
        standard: hostileText,
        used: hostileText,
      }),
      fc.record({ kind: fc.constant('rounds' as const), task: hostileText, standard: count, used: count }),
    ),
    { maxLength: 3 },
  ),
});

const input: fc.Arbitrary<RunRecord['input']> = fc
  .record({
    source: fc.constantFrom('sample' as const, 'own' as const),
    sample: fc.option(hostileText, { nil: undefined }),
    pairCount: count,
    tokenLengths: orNull(fc.record({ min: count, p50: ms, max: count })),
    sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
  })
  .map(({ sample: name, ...rest }) => ({ ...rest, ...(name !== undefined && { sample: name }) }));

/**
 * Records as a run could leave them. They are made by the draft's own functions, so figures are consistent
 * with the samples, and every text is hostile.
 */
export const recordArbitrary: fc.Arbitrary<RunRecord> = fc
  .record({
    id: hostileText,
    state: fc.constantFrom<RunRecord['state'][]>('done', 'cancelled', 'interrupted', 'failed'),
    startedAt: fc
      .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    durationMs: ms,
    app: fc.record({ version: hostileText, commit: hostileText }),
    label: fc.option(hostileText, { nil: undefined }),
    suite: fc.option(suite, { nil: undefined }),
    settings,
    input,
    environment: fc.record({
      userAgent: hostileText,
      browser: hostileText,
      os: hostileText,
      hardwareConcurrency: count,
      deviceMemoryGiB: orNull(fc.constantFrom(0.25, 8)),
      crossOriginIsolated: fc.boolean(),
      clockResolutionMs: ms,
      adapter: orNull(adapter),
    }),
    lanes: fc.array(lane, { maxLength: 3 }),
    warnings: fc.array(issue, { maxLength: 3 }),
    recommendations: fc.array(recommendation, { maxLength: 2 }),
  })
  .map(({ state, durationMs, label, suite: ofSuite, lanes, ...rest }) =>
    closeDraft(
      {
        schema: runRecordSchemaId,
        ...rest,
        ...(label !== undefined && { label }),
        ...(ofSuite !== undefined && { suite: ofSuite }),
        state: 'running',
        durationMs: null,
        lanes: lanes.map(
          ({ task, adapterUsed, error, gpuOption, graph, graphUse, peak, ...one }, place): DraftLane => ({
            id: `lane-${place + 1}`,
            ...one,
            ...(task !== undefined && { task }),
            ...(adapterUsed !== undefined && { adapterUsed }),
            ...(graphUse !== undefined && { graphUse }),
            ...(error !== undefined && { error }),
            ...(peak !== undefined && { peak }),
            ...(gpuOption !== undefined && { gpuOption }),
            ...(graph !== undefined && { graph }),
          }),
        ),
      },
      state,
      durationMs,
    ),
  );
