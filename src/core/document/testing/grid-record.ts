import { seededRandom } from '../../stats/random.ts';
import { closeDraft, type DraftCell, withSample } from '../run-draft.ts';
import type { LaneRecord, RunRecord } from '../run-record.ts';
import { exampleRecord } from './example-record.ts';

interface Grid {
  readonly id?: string;
  readonly lanes?: number;
  readonly pairCounts?: readonly number[];
  readonly batchSizes?: readonly number[];
  readonly samples?: number;
  readonly seed?: number;
  /** Latency of lane `lane` at this cell, ms; noise of 3 % is added to each sample. */
  readonly latencyMs?: (pairCount: number, batchSize: number, lane: number) => number;
  readonly change?: (lane: LaneRecord) => LaneRecord;
}

/**
 * A record with every cell of a grid measured, by default the default plan: six batch sizes, three pair
 * counts, one lane.
 */
export function gridRecord({
  id = 'run-1',
  lanes = 1,
  pairCounts = [10, 50, 100],
  batchSizes = [1, 2, 4, 8, 16, 32],
  samples = 20,
  seed = 1,
  latencyMs = (pairs, batch) => pairs * (3.1 + 7.7 / batch),
  change = (lane) => lane,
}: Grid = {}): RunRecord {
  const random = seededRandom(seed);
  const noisy = (value: number) => value * (1 + 0.06 * (random() - 0.5));
  const cell = (pairCount: number, batchSize: number, lane: number): DraftCell =>
    Array.from({ length: samples }, (_, i) => i + 1).reduce<DraftCell>(
      (held, round) => {
        const latency = noisy(latencyMs(pairCount, batchSize, lane));
        return withSample(held, {
          latencyMs: latency,
          tokenizeMs: noisy(latency / 20),
          modelMs: noisy(latency * 0.9),
          tokens: 37 * pairCount,
          tokensComputed: 37 * pairCount + 11 * batchSize,
          squaredTokensComputed: 40 * (37 * pairCount + 11 * batchSize),
          passes: Math.ceil(pairCount / batchSize),
          round,
          startedAtMs: 1000 * round + random(),
        });
      },
      {
        ...{ pairCount, batchSize, tokenBudget: null, state: 'warmed-up', latencyMs: 1 },
        firstRunMs: noisy(900),
        gpuBytes: { peak: Math.floor(1e8 * random()), resident: Math.floor(1e7 * random()) },
        wasmBytes: Math.floor(1e8 * random()),
      },
    );
  const record = exampleRecord({ id });
  const [pattern] = record.lanes;
  if (pattern === undefined) throw new Error('the example record has a lane');
  return closeDraft(
    {
      ...record,
      lanes: Array.from({ length: lanes }, (_, lane) => ({
        ...change({ ...pattern, id: `lane-${lane + 1}`, state: 'done', cells: [] }),
        cells: pairCounts.flatMap((pairs) => batchSizes.map((batch) => cell(pairs, batch, lane))),
      })),
    },
    'done',
    60_000,
  );
}
