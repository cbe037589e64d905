import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { runRecordSchema } from '../../../core/document/run-record.ts';
import { storyDraft, storyLane } from '../testing/story-draft.ts';
import { answerOf, certaintyOf, otherPairCounts } from './answer.ts';
import { example } from './example-answer.tsx';
import { roughly, roundMs } from './more-rounds-offer.tsx';
import { atPairs } from './testing/recommendations.ts';

const gpu = storyLane({ device: 'webgpu', dtype: 'fp16', msPerPair: 2.4, msPerPass: 9, samples: 14 });
const cpu = storyLane({ device: 'wasm', dtype: 'q8', msPerPair: 17, msPerPass: 3, samples: 14 });

const rateOf = (lane: typeof gpu, pairCount: number, batchSize: number): number => {
  const cell = lane.cells.find((one) => one.pairCount === pairCount && one.batchSize === batchSize);
  return cell?.state === 'measured' ? cell.pairsPerSecond : Number.NaN;
};

it('is the recommended cell of the fastest lane, at the largest pair count measured', () => {
  const answer = answerOf(storyDraft([cpu, gpu]));
  expect(answer).toMatchObject({ laneId: 'webgpu-fp16', pairCount: 100, certainty: { kind: 'sure' } });
  const { batchSize = 0, pairsPerSecond } = answer ?? {};
  expect(pairsPerSecond).toBe(rateOf(gpu, 100, batchSize));
  expect(answer?.timesBatchOne).toBeCloseTo(rateOf(gpu, 100, batchSize) / rateOf(gpu, 100, 1), 12);
  const [other] = answer?.others ?? [];
  expect(other).toMatchObject({ laneId: 'wasm-q8', isBeaten: true });
  expect(other?.ratio).toBeCloseTo((pairsPerSecond ?? 0) / rateOf(cpu, 100, other?.batchSize ?? 0), 6);
});

it('calls no lane faster that the samples do not tell apart', () => {
  const twin = { ...cpu, id: 'again' };
  expect(answerOf(storyDraft([cpu, twin]))?.others).toMatchObject([{ isBeaten: false, ratio: 1 }]);
});

it('has no ratio to batch 1 where it is batch 1', () => {
  const flat = storyLane({ device: 'wasm', dtype: 'q8', msPerPair: 17, msPerPass: 0, samples: 14 });
  expect(answerOf(storyDraft([flat]))).toMatchObject({ batchSize: 1, timesBatchOne: null });
});

it('is missing where nothing is recommended', () => {
  expect(answerOf({ ...storyDraft([cpu]), recommendations: [] })).toBeNull();
});

it('names the sizes between which the samples do not decide', () => {
  const rows = [
    [1, 0.97, 0.9, 1.04],
    [2, 0.99, 0.96, 1.03],
    [4, 1, 1, 1],
  ] as const;
  const open = { certainty: 'not-yet-sure', batchSize: 1, candidates: rows } as const;
  expect(certaintyOf(atPairs(50, open))).toEqual({ kind: 'unsure', upTo: 2, between: false });
  const [first, , last] = rows;
  const far = [first, [2, 0.8, 0.7, 0.9] as const, last];
  expect(certaintyOf(atPairs(50, { ...open, candidates: far }))).toEqual({
    kind: 'unsure',
    upTo: 4,
    between: true,
  });
  const alone = { ...open, batchSize: 4 };
  expect(certaintyOf(atPairs(50, alone))).toEqual({ kind: 'too-few' });
  expect(certaintyOf({ ...atPairs(50, open), onlyMeasured: true })).toEqual({ kind: 'only' });
});

it('tells which smaller requests want another batch size', () => {
  const answer = answerOf(storyDraft([gpu]));
  if (answer === null) throw new Error('The story has no answer.');
  const { batchSize } = answer;
  const recommendations = [
    atPairs(100, { laneId: gpu.id, batchSize }),
    atPairs(50, { laneId: gpu.id, batchSize }),
    atPairs(10, { laneId: gpu.id, batchSize: 2 }),
    atPairs(5, { laneId: gpu.id, batchSize: 1 }),
    atPairs(5, { laneId: 'another', batchSize: 3 }),
  ];
  expect(otherPairCounts(recommendations, answer).map((one) => [one.pairCount, one.batchSize])).toEqual([
    [5, 1],
    [10, 2],
  ]);
});

it('expects a further round to take one request of every cell that can go on', () => {
  const [first, second, ...rest] = gpu.cells.filter((cell) => cell.state === 'measured');
  if (first === undefined || second === undefined) throw new Error('The story has no cells.');
  const cells = [first, { ...second, reason: 'hung' }, ...rest.slice(0, 0)];
  expect(roundMs([{ ...gpu, cells }])).toBe(first.latencyMs.mean);
});

it('tells the time of more rounds as roughly as it is known', () => {
  expect([12, 7400, 37_000, 66_000, 161_000, 252_000, 400_000].map(roughly)).toEqual([
    ...[1000, 7000, 35_000, 60_000, 150_000, 240_000, 420_000],
  ]);
});

it('shows as an example what a committed record says', async () => {
  const record = runRecordSchema.parse(
    JSON.parse(await readFile('docs/examples/worked-example.json', 'utf8')),
  );
  const answer = answerOf(record);
  const lane = record.lanes.find(({ id }) => id === answer?.laneId);
  const { pairCount, batchSize, pairsPerSecond, dtype, threads, browser, startedAt } = example;
  expect(answer).toMatchObject({ pairCount, batchSize, pairsPerSecond, certainty: { kind: 'sure' } });
  expect(record).toMatchObject({ startedAt, environment: { browser: `${browser}.0.0.0` } });
  expect(lane).toMatchObject({ dtype, threads, model: { id: 'builtin:coverage' } });
});
