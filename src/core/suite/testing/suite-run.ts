import { closeDraft, type DraftCell, type DraftLane, withSample } from '../../document/run-draft.ts';
import type { RunRecord } from '../../document/run-record.ts';
import { exampleRecord } from '../../document/testing/example-record.ts';
import { type Device, type Dtype, deviceKinds } from '../../rerank/devices.ts';
import { defaultSettings, type Settings } from '../../settings/settings.ts';
import type { SuiteName } from '../../settings/suite-names.ts';
import { departuresOf } from '../departures.ts';
import {
  type PlannedTask,
  plannedTasks,
  suiteDevice,
  suiteDtype,
  suiteId,
  suiteSettings,
  suites,
} from '../suite.ts';

export interface SuiteWish {
  readonly name?: SuiteName;
  /** What a link set beside the suite. */
  readonly asked?: Partial<Settings>;
  readonly adapter?: RunRecord['environment']['adapter'];
  /** Latency of the sample of a round, from 1, ms. */
  readonly latencyMs?: (task: string, batchSize: number, round: number) => number;
  readonly change?: (lane: DraftLane) => DraftLane;
}

/** A GPU that computes in half precision. */
export const suiteGpu: NonNullable<RunRecord['environment']['adapter']> = {
  ...{ name: 'GPU', nameSource: 'webgpu', vendor: 'v', architecture: 'a', device: '', description: '' },
  ...{ isSoftware: false, features: ['shader-f16'], limits: {} },
};

/** The record of a suite's run that kept to the suite, as far as nothing else is wished for. */
export function suiteRun({
  name = 'quick',
  asked = {},
  adapter = null,
  latencyMs = (_, batchSize, round) => 100 + batchSize + (round % 2),
  change = (lane) => lane,
}: SuiteWish = {}): RunRecord {
  const suite = suites[name];
  const settings = suiteSettings(suite, { ...defaultSettings, ...asked, suite: name });
  const record = exampleRecord();
  const environment = { ...record.environment, adapter };
  const device = settings.device[0] ?? suiteDevice(environment);
  const [first = 'auto'] = settings.dtype;
  const dtype = first === 'auto' ? suiteDtype(device, environment) : first;
  const lanes = plannedTasks(suite, settings).map((plan, place) =>
    change(laneOf(plan, place, settings, device, dtype, latencyMs)),
  );
  const input = {
    ...record.input,
    source: 'sample' as const,
    sample: settings.sample ?? suite.sample,
    sha256: settings.sample === suite.sample ? suite.inputSha256 : 'of-another-set',
  };
  const run = {
    ...record,
    suite: { id: suiteId, name, departures: [] },
    settings,
    input,
    environment,
    lanes,
  };
  const closed = closeDraft({ ...run, state: 'running', durationMs: null }, 'done', 60_000);
  return { ...closed, suite: { id: suiteId, name, departures: departuresOf(closed) } };
}

function laneOf(
  { task, layers, batchSizes, pairCounts }: PlannedTask,
  place: number,
  { repetitions }: Settings,
  device: Device,
  dtype: Dtype,
  latencyMs: NonNullable<SuiteWish['latencyMs']>,
): DraftLane {
  const rounds = Array.from({ length: repetitions ?? 10 }, (_, i) => i + 1);
  const cell = (pairCount: number, batchSize: number) =>
    rounds.reduce<DraftCell>(
      (held, round) =>
        withSample(held, {
          latencyMs: latencyMs(task.id, batchSize, round),
          ...{
            tokenizeMs: 1,
            modelMs: 90,
            tokens: 1800,
            tokensComputed: 2000,
            squaredTokensComputed: 300_000,
          },
          ...{ passes: Math.ceil(pairCount / batchSize), round, startedAtMs: 1000 * round },
        }),
      { pairCount, batchSize, tokenBudget: null, state: 'pending' },
    );
  return {
    id: `lane-${place + 1}`,
    task: task.id,
    state: 'done',
    device,
    deviceUsed: device,
    dtype,
    runtime: 'jspi',
    threads: deviceKinds[device].usesThreads ? 2 : null,
    workers: 1,
    order: 'length',
    paddingMultiple: 1,
    versions: { transformers: '4.3.1', onnxruntime: '1.31.0' },
    model: { id: task.model, source: 'twin', revision: null, layers, bytes: 1000 },
    coldMs: { download: 1, session: 2, firstRun: 3 },
    scoreCheck: null,
    cells: pairCounts.flatMap((pairCount) => batchSizes.map((batchSize) => cell(pairCount, batchSize))),
    events: [],
  };
}
