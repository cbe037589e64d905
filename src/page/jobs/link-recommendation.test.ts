import { expect, it } from 'vitest';
import { suspectScores } from '../ui/testing/story-checks.ts';
import { storyDraft, storyLane } from '../ui/testing/story-draft.ts';
import { figuresRatio, withRecommendation } from './link-recommendation.ts';

const lane = storyLane({
  device: 'webgpu',
  dtype: 'fp16',
  msPerPair: 2.4,
  msPerPass: 9,
  samples: 14,
  scatter: 0.02,
});
const run = storyDraft([lane], 'done', { settings: { repetitions: 14 } });

/** The run without its single samples, as a link has it. */
const linked = {
  ...run,
  recommendations: [],
  lanes: run.lanes.map((one) => ({
    ...one,
    cells: one.cells.map((cell) =>
      cell.state === 'measured'
        ? { ...cell, latencyMs: { ...cell.latencyMs, samples: [], rounds: [], startedAtMs: [] } }
        : cell,
    ),
  })),
};
const chosen = (recommendations: typeof run.recommendations) =>
  recommendations.flatMap((one) =>
    one.kind === 'pair-count' ? [[one.pairCount, one.batchSize, one.fastest] as const] : [],
  );

it('recommends by a link’s figures what the run itself does, where they decide', () => {
  const { recommendations } = withRecommendation(linked);
  expect(recommendations.map(({ kind }) => kind)).toEqual(['pair-count', 'pair-count', 'pair-count']);
  expect(chosen(recommendations)).toEqual(chosen(run.recommendations));
  expect(recommendations.at(-1)).toMatchObject({ certainty: 'sure' });
});

it('recommends nothing on a lane whose scores are suspect', () => {
  const suspect = { ...lane, scoreCheck: suspectScores };
  expect(withRecommendation({ ...linked, lanes: [suspect] }).recommendations).toEqual([]);
});

it('has a ratio whose inverse has the inverse interval, and none from fewer than three samples', () => {
  const cells = lane.cells.flatMap((cell) =>
    cell.state === 'measured' && cell.batchSize !== null ? [{ ...cell, batchSize: cell.batchSize }] : [],
  );
  const [a, b] = cells.map((cell) => ({ lane: { id: lane.id, sampling: 'planned' as const, cells }, cell }));
  if (a === undefined || b === undefined) throw new Error('The story has no cells.');
  const one = figuresRatio(linked)(a, b);
  const other = figuresRatio(linked)(b, a);
  expect(one.ci95?.[0]).toBeCloseTo(1 / (other.ci95?.[1] ?? 0), 9);
  expect(figuresRatio(linked)(a, b, 4).ci95?.[0]).toBeLessThan(one.ci95?.[0] ?? 0);
  const few = run.lanes.map((own) => ({
    ...own,
    cells: own.cells.map((cell) =>
      cell.state === 'measured' ? { ...cell, latencyMs: { ...cell.latencyMs, n: 2 } } : cell,
    ),
  }));
  expect(figuresRatio({ lanes: few })(a, b).ci95).toBeNull();
});
