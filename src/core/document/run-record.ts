import { batchOrders, devices, dtypes, peakPrecisions, runtimeBuilds } from '../rerank/devices.ts';
import { gpuOptions } from '../rerank/gpu-options.ts';
import * as z from '../schema/zod.ts';
import { settingsRecordShape } from '../settings/settings.ts';
import { evidenceSchema } from './evidence-record.ts';
import { capacityPlanSchema, loadTestSchema, passSampleSchema } from './load-test-record.ts';
import { profileSchema } from './profile-record.ts';
import { qualitySchema } from './quality-record.ts';
import { recommendationSchema } from './recommendation-record.ts';
import { runRecordSchemaId } from './schema-ids.ts';
import { suiteSchema } from './suite-record.ts';

const count = z.number().int().nonnegative();
const ms = z.number().nonnegative();
const bytes = count;

const latency = z.object({
  n: count,
  /** One latency a request, in collection order. */
  samples: z.array(ms).min(1),
  /** The round each sample belongs to, from 1. */
  rounds: z.array(count),
  /** When each sample began, ms since the run's start. */
  startedAtMs: z.array(ms),
  mean: ms,
  sd: ms,
  cv: z.number().nonnegative(),
  median: ms,
  ci95: z.tuple([z.number(), z.number()]).nullable(),
  p95: ms.exactOptional(),
  p99: ms.exactOptional(),
});

const cellPlace = {
  pairCount: count,
  batchSize: count.nullable(),
  tokenBudget: count.nullable(),
};

/** Memory as of the cell's warm-up, since later rounds mix cells and cannot tell which of them needed it. */
const cellMemory = {
  /**
   * Bytes of GPU buffers: the most that were alive at one time during the cell's warm-up, and those alive
   * after it.
   */
  gpuBytes: z.object({ peak: bytes, resident: bytes }).nullable(),
  /**
   * WebAssembly memory after the cell's warm-up. It never shrinks, so this is the lane's high-water mark so
   * far.
   */
  wasmBytes: bytes.nullable(),
};

const measuredCell = z.object({
  ...cellPlace,
  state: z.literal('measured'),
  /** What ended the cell early, if anything did. */
  reason: z.string().exactOptional(),
  latencyMs: latency,
  pairsPerSecond: z.number().nonnegative(),
  /** Real tokens a second, padding not counted. */
  tokensPerSecond: z.number().nonnegative(),
  tokenizeMs: ms,
  modelMs: ms,
  /** Wall time of the cell's first request, ms; it compiles what its shapes need. */
  firstRunMs: ms.nullable(),
  tokens: count,
  tokensComputed: count,
  /** Passes of one request. */
  passes: count.exactOptional(),
  /**
   * Most times that a request was repeated within one timed window, because a single one was too fast for the
   * clock.
   */
  repeats: count.min(2).exactOptional(),
  /**
   * Floating-point operations of one request, and 10⁹ of them per second; absent without the model's shape.
   */
  flops: z.number().nonnegative().exactOptional(),
  gflopsPerSecond: z.number().nonnegative().exactOptional(),
  /** Real tokens ÷ tokens computed. */
  paddingEfficiency: z.number().nonnegative(),
  ...cellMemory,
});

const emptyCell = z.object({
  ...cellPlace,
  state: z.enum(['skipped', 'out-of-memory', 'failed', 'cancelled']),
  reason: z.string().exactOptional(),
  firstRunMs: ms.nullable(),
});

export const cellSchema = z.discriminatedUnion('state', [measuredCell, emptyCell]);

const issue = z.object({ code: z.string(), message: z.string(), detail: z.string().exactOptional() });

/** Whether the lane's scores can be trusted, judged on its model's probe set; rule 7 (docs/method.md). */
const scoreCheckSchema = z.object({
  verdict: z.enum(['ok', 'suspect', 'not-applicable']),
  /** What is wrong with the scores; the codes are those of `scoreFindingCodes`. */
  findings: z.array(issue),
  /** Most that a score may differ between alone and in a padded batch, with this dtype. */
  tolerance: z.number().nonnegative(),
  /**
   * Most that one did differ; `null` where a score was no number, or a padded batch did not fit in memory.
   */
  largestPaddingDifference: z.number().nonnegative().nullable(),
  /** Scores of the probe set's pairs, each alone; `null` stands for one that is no number. */
  scores: z.array(z.number().nullable()),
  /**
   * They all lie within [0, 1], so they are probabilities already and no sigmoid is due. A sigmoid at the
   * graph's end, which is taken off, stands in `graphUse`. Absent in older records.
   */
  areProbabilities: z.literal(true).exactOptional(),
  /** How long the check took, ms; absent in older records. */
  durationMs: ms.exactOptional(),
  /** Agreement with the lane whose scores count as reference; only between unquantised lanes. */
  agreement: z
    .object({ laneId: z.string(), kendallTau: z.number(), largestDifference: z.number().nonnegative() })
    .nullable(),
});

const calibrationSchema = z.object({
  /** Measured for this run, or remembered from an earlier one with the same model on this device. */
  source: z.enum(['measured', 'remembered']),
  tried: z.array(
    z.object({
      threads: count.min(1),
      workers: count.min(1),
      /** `null` where it could not be measured. */
      pairsPerSecond: z.number().nonnegative().nullable(),
    }),
  ),
});

const peakSchema = z.object({
  precision: z.enum(peakPrecisions),
  gflopsPerSecond: z.number().nonnegative(),
  /**
   * What reached the peak: a matrix product of the search, or `reachedMethod` where a cell was faster than
   * all of them.
   */
  method: z.string(),
  /** Rows of the product. */
  size: count,
});

const adapterUsedSchema = z.object({
  vendor: z.string(),
  architecture: z.string(),
  device: z.string(),
  description: z.string(),
  isFallbackAdapter: z.boolean(),
});

/** What is unusual in how a graph is fed and read. */
const graphUseSchema = z
  .object({
    /** Pairs that every pass has; rows that repeat fill it up. */
    fixedPairs: count.min(1).exactOptional(),
    /** Tokens to which every pair is padded. */
    fixedLength: count.min(1).exactOptional(),
    /** It takes no attention mask, so only pairs of equal length share a pass and nothing is padded. */
    takesMask: z.literal(false).exactOptional(),
    /** The label whose logit less the other's is the score, where it answers two. */
    relevantLabel: z.string().exactOptional(),
    /** It ends in vectors, and the head that lies beside it was appended. */
    hasHeadBeside: z.literal(true).exactOptional(),
    /** What it ended in and was taken off, so that scores are logits. */
    takenOff: z.enum(['Sigmoid', 'Softmax']).exactOptional(),
  })
  .readonly();

export const laneSchema = z.object({
  id: z.string(),
  /** The standard suite's task that the lane is; absent in runs of no suite. */
  task: z.string().exactOptional(),
  state: z.enum(['done', 'cancelled', 'unavailable', 'failed']),
  error: issue.exactOptional(),
  device: z.enum(devices),
  /** The device that really computed, as far as it can be known; `null` before a model was loaded. */
  deviceUsed: z.enum(devices).nullable(),
  /**
   * What WebGPU says of the adapter that the runtime's device came from; the adapter of `environment` is the
   * one that the page found. Absent for a lane on the CPU, one that loaded no model, and in older records.
   */
  adapterUsed: adapterUsedSchema.exactOptional(),
  /**
   * Operators of the model file's graph that stand for several, each once; absent where it has none, and in
   * older records. What the runtime fuses while it loads the file is not among them.
   */
  fusedOperators: z.array(z.string()).readonly().exactOptional(),
  /** How the model file's graph is used; absent where that is as usual, and in older records. */
  graphUse: graphUseSchema.exactOptional(),
  dtype: z.enum(dtypes).nullable(),
  runtime: z.enum(runtimeBuilds).nullable(),
  /** WASM threads of each session. */
  threads: count.nullable(),
  /** Sessions that share a request's batches. */
  workers: count,
  order: z.enum(batchOrders),
  /** Batches are padded to a multiple of this many tokens. */
  paddingMultiple: count.min(1).default(1),
  /** The option of ONNX Runtime on WebGPU that is not as usual. */
  gpuOption: z.enum(gpuOptions).exactOptional(),
  /** How a synthetic twin's graph is written, where not as exported. */
  graph: z.literal('fused').exactOptional(),
  /** How threads and workers were found, where nobody set them. */
  calibration: calibrationSchema.exactOptional(),
  versions: z.object({ transformers: z.string(), onnxruntime: z.string() }).nullable(),
  model: z.object({
    id: z.string(),
    source: z.enum(['built-in', 'hub', 'local', 'twin']),
    revision: z.string().nullable(),
    layers: count.nullable(),
    bytes: bytes.nullable(),
    /** The weights' file name where it is not the one of the dtype. */
    file: z.string().exactOptional(),
    /** The shape that operations are counted from; absent where `flopsOf` does not count such layers. */
    shape: z
      .object({
        ...{ layers: count, hiddenSize: count, intermediateSize: count },
        isGated: z.literal(true).exactOptional(),
        relativePositions: count.exactOptional(),
      })
      .readonly()
      .exactOptional(),
  }),
  /**
   * Times of its passes, shape by shape, which simulations use. They come from the sweep's samples, or from
   * the passes that were measured before a load test.
   */
  passes: z
    .object({
      source: z.enum(['sweep', 'load-test']),
      samples: z.array(passSampleSchema).readonly(),
      /**
       * Time the model's thread spends on tokenising a pair, ms; 0 where tokenising runs beside the passes.
       */
      tokenizeMsPerPair: ms,
      /** Passes that were under way at one time. */
      servers: count.min(1),
      /** The passes of the load test's rehearsal, in their order. */
      rehearsal: z
        .object({
          pairs: z.array(count.min(1)).readonly(),
          length: z.array(count).readonly(),
          ms: z.array(ms).readonly(),
          /** Mean time from the end of a pass to the start of the next where that was due already, ms. */
          betweenMs: ms,
        })
        .exactOptional(),
    })
    .exactOptional(),
  /** What the planner found for the lane. */
  capacity: capacityPlanSchema.exactOptional(),
  /**
   * The highest rate that was found or reached on the device with the lane's precision, build and threads;
   * the same for all such lanes.
   */
  peak: peakSchema.exactOptional(),
  coldMs: z.object({ download: ms, session: ms, firstRun: ms.nullable() }).nullable(),
  scoreCheck: scoreCheckSchema.nullable(),
  /**
   * How it orders the input's own documents; absent where nothing is to be compared, and in older records.
   */
  quality: qualitySchema.exactOptional(),
  cells: z.array(cellSchema),
  events: z.array(z.object({ atMs: ms, kind: z.string(), message: z.string() })),
});

export const adapterSchema = z.object({
  name: z.string(),
  nameSource: z.enum(['webgpu', 'webgl', 'none']),
  vendor: z.string(),
  architecture: z.string(),
  device: z.string(),
  description: z.string(),
  isSoftware: z.boolean(),
  /** What WebGL calls the GPU it draws with, which may be another GPU. */
  webglRenderer: z.string().exactOptional(),
  features: z.array(z.string()),
  limits: z.record(z.string(), z.number()),
});

export const runRecordSchema = z.object({
  schema: z.literal(runRecordSchemaId),
  id: z.string(),
  state: z.enum(['done', 'cancelled', 'interrupted', 'failed']),
  startedAt: z.iso.datetime(),
  durationMs: ms,
  app: z.object({ version: z.string(), commit: z.string() }),
  label: z.string().exactOptional(),
  /** The standard suite that the run was of; absent in other runs. */
  suite: suiteSchema.exactOptional(),
  settings: z.object(settingsRecordShape(z)),
  input: z.object({
    source: z.enum(['sample', 'own']),
    sample: z.string().exactOptional(),
    pairCount: count,
    tokenLengths: z.object({ min: count, p50: z.number(), max: count }).nullable(),
    /** Hash of the pairs as UTF-8 JSON, `[[query, document], …]`. */
    sha256: z.string(),
    /** The index of each pair's query, for the first pairs; absent where all have one query. */
    queries: z.array(count).readonly().exactOptional(),
    /** How relevant the documents are, `null` where that is not known; absent where it is for none. */
    relevance: z.array(z.number().nonnegative().nullable()).readonly().exactOptional(),
    /** The texts themselves; only where the visitor asked for it (`keepText`). */
    pairs: z
      .array(z.object({ query: z.string(), document: z.string() }))
      .readonly()
      .exactOptional(),
  }),
  environment: z.object({
    userAgent: z.string(),
    browser: z.string(),
    os: z.string(),
    hardwareConcurrency: count,
    deviceMemoryGiB: z.number().nullable(),
    crossOriginIsolated: z.boolean(),
    /** `false` where an isolated page has no `SharedArrayBuffer` (WebKitGTK), so that WASM has one thread. */
    sharedMemory: z.boolean().exactOptional(),
    clockResolutionMs: ms,
    adapter: adapterSchema.nullable(),
  }),
  lanes: z.array(laneSchema),
  loadTests: z.array(loadTestSchema).exactOptional(),
  profiles: z.array(profileSchema).exactOptional(),
  /** Absent in older records and where it was not collected. */
  evidence: evidenceSchema.exactOptional(),
  warnings: z.array(issue),
  recommendations: z.array(recommendationSchema),
});

export type RunRecord = z.infer<typeof runRecordSchema>;
export type LaneRecord = z.infer<typeof laneSchema>;
export type CalibrationRecord = z.infer<typeof calibrationSchema>;
export type ScoreCheckRecord = z.infer<typeof scoreCheckSchema>;
export type CellRecord = z.infer<typeof cellSchema>;
export type MeasuredCell = z.infer<typeof measuredCell>;
export type EmptyCell = z.infer<typeof emptyCell>;
export type AdapterRecord = z.infer<typeof adapterSchema>;
export type Environment = RunRecord['environment'];
export type RunInput = RunRecord['input'];
export type Issue = z.infer<typeof issue>;
