import { closeDraft, type DraftCell, withSample } from '../../document/run-draft.ts';
import type { AdapterRecord, LaneRecord, RunRecord } from '../../document/run-record.ts';
import { exampleDraft } from '../../document/testing/example-record.ts';
import type { Device, Dtype } from '../../rerank/devices.ts';
import { seededRandom } from '../../stats/random.ts';
import { standardSettings, suiteId, suites } from '../../suite/suite.ts';
import { twinModelShape } from '../twin-model-shape.ts';

interface SoundWish {
  readonly id?: string;
  readonly label?: string;
  readonly startedAt?: string;
  readonly device?: Device;
  readonly dtype?: Dtype;
  readonly adapter?: AdapterRecord | null;
  readonly browser?: string;
  readonly os?: string;
  /** Latency of a pair, ms. */
  readonly msPerPair?: number;
  /** How far a sample may be off, as a share. */
  readonly noise?: number;
  readonly seed?: number;
}

export const geforce: AdapterRecord = {
  name: 'NVIDIA GeForce RTX 4070',
  nameSource: 'webgl',
  vendor: 'nvidia',
  architecture: 'lovelace',
  device: '',
  description: '',
  isSoftware: false,
  features: ['shader-f16'],
  limits: {},
};

/** Tokens of each pair. */
const length = 64;

/**
 * A record of the quick suite without a fault: measured one request after another, with a peak above its
 * cells.
 */
export function soundRun(wish: SoundWish = {}): RunRecord {
  const { msPerPair = 4, noise = 0.03, seed = 1, device = 'wasm' } = wish;
  const suite = suites.quick;
  const random = seededRandom(seed);
  let now = 500;
  const lanes = suite.tasks.map(
    ({ id: task, model: id, layers, pairCount, batchSizes }, place): LaneRecord => {
      const [pattern] = exampleDraft().lanes;
      if (pattern === undefined) throw new Error('the example has a lane');
      const shape = twinModelShape({ id, layers });
      if (shape === null) throw new Error(`${id} is no twin`);
      let cells = batchSizes.map(
        (batchSize): DraftCell => ({ pairCount, batchSize, tokenBudget: null, state: 'pending' }),
      );
      for (let round = 1; round <= suite.rounds; round++) {
        cells = cells.map((cell) => {
          const latencyMs = pairCount * msPerPair * (1 + 2 * noise * (random() - 0.5));
          const startedAtMs = now;
          now += latencyMs + 2;
          return withSample(
            cell,
            {
              ...{ latencyMs, tokenizeMs: latencyMs / 20, modelMs: latencyMs * 0.9, round, startedAtMs },
              tokens: pairCount * length,
              tokensComputed: pairCount * length,
              squaredTokensComputed: pairCount * length * length,
              passes: 2,
            },
            shape,
            'planned',
          );
        });
      }
      const fastest = Math.max(
        ...cells.map((cell) => (cell.state === 'measured' ? (cell.gflopsPerSecond ?? 0) : 0)),
      );
      return {
        ...pattern,
        id: `lane-${place + 1}`,
        task,
        state: 'done',
        device,
        deviceUsed: device,
        dtype: wish.dtype ?? (device === 'webgpu' ? 'fp16' : 'q8'),
        threads: device === 'webgpu' ? null : 2,
        model: { id, source: 'twin', revision: null, layers, bytes: 1000, shape },
        peak: {
          precision: device === 'webgpu' ? 'f16' : 'int8',
          gflopsPerSecond: 1.5 * fastest,
          method: 'MatMul',
          size: 512,
        },
        cells: cells.filter((cell) => cell.state === 'measured'),
      };
    },
  );
  const draft = exampleDraft({
    ...(wish.id !== undefined && { id: wish.id }),
    ...(wish.startedAt !== undefined && { startedAt: wish.startedAt }),
  });
  const { browser = 'Chromium 156', os = 'Linux' } = wish;
  return closeDraft(
    {
      ...draft,
      ...(wish.label !== undefined && { label: wish.label }),
      suite: { id: suiteId, name: 'quick', departures: [] },
      settings: { ...standardSettings(suite), suite: 'quick' },
      input: {
        ...{ source: 'sample', sample: suite.sample, pairCount: 40, tokenLengths: null },
        sha256: suite.inputSha256,
      },
      environment: {
        ...draft.environment,
        browser,
        os,
        adapter: wish.adapter === undefined ? (device === 'webgpu' ? geforce : null) : wish.adapter,
      },
      lanes,
    },
    'done',
    now + 100,
  );
}

/** The record with its first lane changed. */
export const withLane = (
  record: RunRecord,
  change: (lane: LaneRecord) => Partial<LaneRecord>,
): RunRecord => ({
  ...record,
  lanes: record.lanes.map((lane, place) => (place === 0 ? { ...lane, ...change(lane) } : lane)),
});
