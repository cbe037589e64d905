import { batchOrders, devices, dtypes, runtimeBuilds } from '../rerank/devices.ts';
import { z } from '../schema/zod.ts';
import type { Settings } from '../settings/settings.ts';
import { checkSettings } from '../settings/settings-text.ts';
import { compactLoadTestSchema } from './compact-load.ts';
import { capacityPlanSchema } from './load-test-record.ts';

/** The name and version of what a permalink carries; a change that breaks a reader needs a new number. */
export const compactRunSchemaId = 'rerank-bench/compact@1';

/** Longest text that a compact run keeps; longer ones are cut when it is made. */
export const maxCompactText = 120;

const text = z.string().max(maxCompactText);
const count = z.number().int().nonnegative();
/** Milliseconds at five significant digits, or fewer where the link had to be shortened. */
const ms = z.number().nonnegative();

const cellPlace = { pairCount: count, batchSize: count.nullable(), tokenBudget: count.nullable() };

const measuredCell = z.object({
  ...cellPlace,
  state: z.literal('measured'),
  reason: text.nullable(),
  n: count.min(1),
  meanMs: ms,
  sdMs: ms,
  medianMs: ms,
  /** Half of the mean's 95 % interval, widening included; `null` where there was none. */
  halfWidthMs: ms.nullable(),
  p95Ms: ms.nullable(),
  p99Ms: ms.nullable(),
  tokenizeMs: ms,
  modelMs: ms,
  firstRunMs: ms.nullable(),
  tokens: count,
  tokensComputed: count,
  /** `null` in links from before it was carried. */
  passes: count.nullable(),
  gpuBytes: z.object({ peak: count, resident: count }).nullable(),
  wasmBytes: count.nullable(),
});

const emptyCell = z.object({
  ...cellPlace,
  state: z.enum(['skipped', 'out-of-memory', 'failed', 'cancelled']),
  reason: text.nullable(),
  firstRunMs: ms.nullable(),
});

const compactCellSchema = z.discriminatedUnion('state', [measuredCell, emptyCell]);

const compactLaneSchema = z.object({
  id: text,
  state: z.enum(['done', 'cancelled', 'unavailable', 'failed']),
  /** Why the lane gave nothing, or ended; its words are not kept. */
  errorCode: text.nullable(),
  device: z.enum(devices),
  deviceUsed: z.enum(devices).nullable(),
  dtype: z.enum(dtypes).nullable(),
  runtime: z.enum(runtimeBuilds).nullable(),
  threads: count.nullable(),
  workers: count,
  order: z.enum(batchOrders),
  paddingMultiple: count.min(1),
  versions: z.object({ transformers: text, onnxruntime: text }).nullable(),
  model: z.object({
    id: text,
    source: z.enum(['built-in', 'hub', 'local', 'twin']),
    revision: text.nullable(),
    layers: count.nullable(),
    bytes: count.nullable(),
  }),
  coldMs: z.object({ download: ms, session: ms, firstRun: ms.nullable() }).nullable(),
  scoreCheck: z
    .object({
      verdict: z.enum(['ok', 'suspect', 'not-applicable']),
      findingCodes: z.array(text),
      tolerance: z.number().nonnegative(),
      largestPaddingDifference: z.number().nonnegative().nullable(),
    })
    .nullable(),
  /** What the planner found, where the lane was tested under load. */
  capacity: capacityPlanSchema.exactOptional(),
  cells: z.array(compactCellSchema),
});

/** A run as a permalink carries it: its figures without the samples behind them, its settings, its machine. */
export const compactRunSchema = z.object({
  schema: z.literal(compactRunSchemaId),
  id: text,
  state: z.enum(['done', 'cancelled', 'interrupted', 'failed']),
  startedAt: z.iso.datetime(),
  durationMs: ms,
  app: z.object({ version: text, commit: text }),
  label: text.exactOptional(),
  /** Only what differed from the defaults. The defaults are part of this schema: changing one needs a new number. */
  settings: z.custom<Partial<Settings>>(
    (value) =>
      typeof value === 'object' && value !== null && checkSettings({ ...value }).refused.length === 0,
  ),
  input: z.object({
    source: z.enum(['sample', 'own']),
    sample: text.exactOptional(),
    pairCount: count,
    tokenLengths: z.object({ min: count, p50: z.number(), max: count }).nullable(),
    sha256: text,
  }),
  environment: z.object({
    browser: text,
    os: text,
    hardwareConcurrency: count,
    deviceMemoryGiB: z.number().nullable(),
    crossOriginIsolated: z.boolean(),
    clockResolutionMs: ms,
    adapter: z
      .object({
        name: text,
        nameSource: z.enum(['webgpu', 'webgl', 'none']),
        vendor: text,
        architecture: text,
        isSoftware: z.boolean(),
      })
      .nullable(),
  }),
  lanes: z.array(compactLaneSchema),
  loadTests: z.array(compactLoadTestSchema).exactOptional(),
  /** Codes of the run's warnings; their words are the reader's. */
  warningCodes: z.array(text),
});

export type CompactRun = z.infer<typeof compactRunSchema>;
export type CompactLane = z.infer<typeof compactLaneSchema>;
export type CompactCell = z.infer<typeof compactCellSchema>;
export type MeasuredCompactCell = z.infer<typeof measuredCell>;
