import { describe, expect, it } from 'vitest';
import type { Device, Dtype } from '../rerank/devices.ts';
import { comparableSpeeds, type ModelSpeed, qualityPoints, widestDataset } from './quality-points.ts';
import type { RunRecord } from './run-record.ts';
import { exampleRecord } from './testing/example-record.ts';

const gte = 'Alibaba-NLP/gte-reranker-modernbert-base';
const miniLm = 'Xenova/ms-marco-MiniLM-L-6-v2';
const bgeBase = 'Xenova/bge-reranker-base';
const tiny = 'Xenova/ms-marco-TinyBERT-L-2-v2';

const speed = (
  model: string,
  pairsPerSecond: number,
  device: Device = 'wasm',
  dtype: Dtype = 'q8',
): ModelSpeed => ({ model, device, dtype, pairsPerSecond });

/** A run of one lane whose cells have these throughputs. */
function run(
  model: string,
  rates: readonly number[],
  { maxLength = 512, sha256 = 'same', hour = 0, isSuspect = false } = {},
): RunRecord {
  const record = exampleRecord();
  const [lane] = record.lanes;
  const cell = lane?.cells.find(({ state }) => state === 'measured');
  if (lane === undefined || cell?.state !== 'measured') throw new Error('The example has no cell.');
  return {
    ...record,
    startedAt: new Date(Date.UTC(2026, 0, 1, hour)).toISOString(),
    input: { ...record.input, sha256 },
    settings: { ...record.settings, maxLength },
    lanes: [
      {
        ...lane,
        ...{ device: 'wasm', deviceUsed: 'wasm', dtype: 'q8' },
        model: { ...lane.model, id: model },
        scoreCheck: {
          ...{ verdict: isSuspect ? 'suspect' : 'ok', findings: [], tolerance: 0.001 },
          ...{ largestPaddingDifference: 0, scores: [], agreement: null },
        },
        cells: rates.map((pairsPerSecond) => ({ ...cell, pairsPerSecond })),
      },
    ],
  };
}

describe('the speeds of a browser’s runs', () => {
  it('are each model’s fastest cell, of all runs with the newest one’s pairs and max length', () => {
    const { speeds, otherRuns } = comparableSpeeds([
      run(miniLm, [40, 50], { hour: 1 }),
      run(miniLm, [60, 30], { hour: 2 }),
      run(gte, [5], { hour: 3 }),
      run(bgeBase, [9], { hour: 0, maxLength: 128 }),
      run(bgeBase, [9], { hour: 0, sha256: 'other' }),
    ]);
    expect(speeds).toEqual([speed(gte, 5), speed(miniLm, 60)]);
    expect(otherRuns).toBe(2);
  });

  it('leave out models without a published figure, suspect lanes and lanes without a figure', () => {
    const none = [run('builtin:coverage', [900]), run('twin:bge-reranker-base', [9])];
    expect(comparableSpeeds([...none, run(gte, [5], { isSuspect: true }), run(gte, [])])).toEqual({
      speeds: [],
      otherRuns: 0,
    });
  });
});

describe('the points of a data set', () => {
  const speeds = [speed(gte, 5), speed(miniLm, 60), speed(bgeBase, 9), speed(tiny, 400)];

  it('are the models with a figure of it, fastest first', () => {
    const points = qualityPoints(speeds, 'mteb-eng-v2');
    expect(points.map(({ model, ndcgAt10 }) => [model, ndcgAt10])).toEqual([
      [miniLm, 0.5082],
      [bgeBase, 0.489],
      [gte, 0.5843],
    ]);
    expect(qualityPoints(speeds, 'trec-dl-19').map(({ model }) => model)).toEqual([tiny, miniLm]);
  });

  it('are on the frontier unless another is as good and as fast, and better in one of the two', () => {
    const frontier = (some: readonly ModelSpeed[]) =>
      qualityPoints(some, 'mteb-eng-v2').flatMap(({ model, dtype, isOnFrontier }) =>
        isOnFrontier ? `${model} ${dtype}` : [],
      );
    // bge-reranker-base is slower and worse than MiniLM.
    expect(frontier(speeds)).toEqual([`${miniLm} q8`, `${gte} q8`]);
    // Of two precisions of a model, the figure is the same, so the faster one stays.
    expect(frontier([speed(gte, 5), speed(gte, 6, 'wasm', 'fp32')])).toEqual([`${gte} fp32`]);
    // Two that are equal in both are both on it.
    expect(frontier([speed(gte, 5), speed(gte, 5, 'webgpu')])).toHaveLength(2);
    expect(frontier([])).toEqual([]);
  });

  it('are shown first of the data set that most models have', () => {
    expect(widestDataset(speeds)).toBe('mteb-eng-v2');
    expect(widestDataset([speed(tiny, 400), speed('Xenova/ms-marco-MiniLM-L-2-v2', 200)])).toBe('trec-dl-19');
    expect(widestDataset([])).toBe('mteb-eng-v2');
  });
});
