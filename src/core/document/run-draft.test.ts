import { describe, expect, it } from 'vitest';
import type { Sample } from '../rerank/score-request.ts';
import { findRecordFault } from './check-record.ts';
import { closeDraft, type DraftCell, endCell, type RunDraft, withSample } from './run-draft.ts';
import { runRecordSchema } from './run-record.ts';
import { exampleRecord } from './testing/example-record.ts';

const pending: DraftCell = { pairCount: 10, batchSize: 4, tokenBudget: null, state: 'pending' };
const sample = (latencyMs: number, round = 1): Sample => ({
  latencyMs,
  tokenizeMs: latencyMs / 10,
  modelMs: latencyMs / 2,
  tokens: 120,
  tokensComputed: 160,
  squaredTokensComputed: 2600,
  passes: 3,
  round,
  startedAtMs: 1000 * round,
});

describe('a cell of a run under way', () => {
  it('is measured from its first sample on, without an interval', () => {
    const cell = withSample(pending, sample(50));
    expect(cell).toMatchObject({
      state: 'measured',
      latencyMs: { n: 1, mean: 50, ci95: null, rounds: [1], startedAtMs: [1000] },
      pairsPerSecond: 200,
      firstRunMs: null,
    });
  });

  it('has finite figures even where the clock saw nothing of its requests, and says so with a rate of 0', () => {
    const cell = [0, 0].reduce<DraftCell>((held, ms, i) => withSample(held, sample(ms, i + 1)), pending);
    expect(cell).toMatchObject({ pairsPerSecond: 0, tokensPerSecond: 0, latencyMs: { cv: 0 } });
    const record = exampleRecord();
    const [lane] = record.lanes;
    if (lane === undefined || cell.state !== 'measured') throw new Error('There is a measured lane.');
    const unseen = { ...record, lanes: [{ ...lane, cells: [cell] }] };
    expect(runRecordSchema.parse(unseen)).toEqual(unseen);
    expect(findRecordFault({ ...unseen, loadTests: [] })).toBeNull();
  });

  it('keeps samples in the order of collection, and throughput is all pairs over all time', () => {
    const cell = [40, 20, 60].reduce<DraftCell>(
      (held, ms, i) => withSample(held, sample(ms, i + 1)),
      pending,
    );
    expect(cell).toMatchObject({
      latencyMs: { n: 3, samples: [40, 20, 60], rounds: [1, 2, 3], mean: 40, median: 40 },
      // 30 pairs in 120 ms; the mean of the rates would be 305.6.
      pairsPerSecond: 250,
      tokenizeMs: 4,
      modelMs: 20,
    });
  });

  it('keeps the cold cost of its warm-up, whose times are never samples', () => {
    const warm: DraftCell = {
      ...pending,
      state: 'warmed-up',
      firstRunMs: 900,
      latencyMs: 45,
      gpuBytes: null,
      wasmBytes: null,
    };
    const cell = withSample(warm, sample(50));
    expect(cell).toMatchObject({ state: 'measured', firstRunMs: 900, latencyMs: { n: 1, samples: [50] } });
  });

  it('tells the operations of a request and their rate over all of its time, where the model’s shape is known', () => {
    const shape = { layers: 2, hiddenSize: 64, intermediateSize: 256 };
    const cell = [40, 20].reduce<DraftCell>(
      (held, ms, i) => withSample(held, sample(ms, i + 1), shape),
      pending,
    );
    // 2 · (2 · (160 · (4·64² + 2·64·256) + 2600 · 2·64) + 10 · (64² + 64))
    const flops = 2 * (2 * (160 * (16_384 + 32_768) + 2600 * 128) + 10 * (4096 + 64));
    expect(cell).toMatchObject({ flops, gflopsPerSecond: flops / 0.03 / 1e9 });
    expect(withSample(pending, sample(50))).not.toHaveProperty('flops');
  });

  it('keeps its samples when something ends it, with the reason beside them', () => {
    const cell = endCell(withSample(pending, sample(50)), 'failed', 'device-lost');
    expect(cell).toMatchObject({ state: 'measured', reason: 'device-lost', latencyMs: { n: 1 } });
  });

  it('takes the end’s state where it has no samples', () => {
    expect(endCell(pending, 'out-of-memory', 'cpu-memory')).toMatchObject({
      state: 'out-of-memory',
      reason: 'cpu-memory',
      firstRunMs: null,
    });
  });
});

it('is a record too, and closes into the same record again', () => {
  const record = exampleRecord();
  const draft: RunDraft = record;
  expect(closeDraft(draft, record.state, record.durationMs)).toEqual(record);
  expect(draft.lanes[0]?.cells[0]).toMatchObject({ state: 'measured', latencyMs: { samples: [40, 42] } });
});
