import { describe, expect, it } from 'vitest';
import type { PaddedBatch } from '../rerank/batching.ts';
import { FakeClock, type FakeScorerOptions, fakeScorer } from '../rerank/testing/fake-scorer.ts';
import { type LaneEvent, type LaneOrder, runLane } from './lane-run.ts';
import { stoppingRule } from './stopping.ts';
import { type CellPlan, planCells } from './sweep-plan.ts';

const pairs = ['a', 'a b', 'a b c', 'a b c d'].map((document) => ({ query: 'q', document }));

function order(cells: readonly CellPlan[], change: Partial<LaneOrder> = {}): LaneOrder {
  return {
    cells,
    living: cells.map((_, place) => place),
    pairs,
    maxLength: 64,
    order: 'length',
    seed: 1,
    repetitions: 3,
    runStartedAtMs: 0,
    resume: { rounds: 0, latencies: [], spentMs: 0 },
    ...change,
  };
}

interface Trial extends Partial<LaneOrder> {
  readonly passMs?: (batch: PaddedBatch) => number;
  readonly onPass?: (batch: PaddedBatch) => void;
  readonly shouldStop?: (events: readonly LaneEvent[]) => boolean;
}

async function trial(
  cells: readonly CellPlan[],
  { passMs = () => 100, onPass, shouldStop, ...change }: Trial = {},
) {
  const clock = new FakeClock();
  const events: LaneEvent[] = [];
  const options: FakeScorerOptions = { clock, passMs, ...(onPass && { onPass }) };
  const end = await runLane(order(cells, change), {
    scorer: fakeScorer(options),
    clock,
    emit: (event) => events.push(event),
    shouldStop: () => shouldStop?.(events) ?? false,
    breathe: async () => clock.advance(7),
  });
  const samples = events.filter((event) => event.type === 'sample');
  const warmUps = events.filter((event) => event.type === 'warmed-up');
  return { end, events, samples, warmUps, clock };
}

const fourCells = planCells([1, 2], [2, 4]);

describe('the warm-up', () => {
  it('visits every cell before the first sample, batch sizes ascending over all pair counts', async () => {
    const { events } = await trial(fourCells);
    const firstSample = events.findIndex(({ type }) => type === 'sample');
    const visited = events
      .slice(0, firstSample)
      .flatMap((e) => (e.type === 'warmed-up' ? [fourCells[e.cell]] : []));
    expect(visited).toEqual([
      { pairCount: 2, batchSize: 1 },
      { pairCount: 4, batchSize: 1 },
      { pairCount: 2, batchSize: 2 },
      { pairCount: 4, batchSize: 2 },
    ]);
  });

  it('makes at least two requests and goes on for at least 300 ms', async () => {
    const count = async (ms: number) => {
      let passes = 0;
      const trialled = await trial([{ pairCount: 1, batchSize: 1 }], {
        passMs: () => ms,
        onPass: () => passes++,
        repetitions: 1,
      });
      expect(trialled.end).toEqual({ state: 'done' });
      return passes - 1;
    };
    expect(await count(1000)).toBe(2);
    expect(await count(150)).toBe(2);
    expect(await count(149)).toBe(3);
    expect(await count(30)).toBe(10);
  });

  it('keeps the first request’s time apart as the cold cost', async () => {
    let passes = 0;
    const { warmUps } = await trial([{ pairCount: 1, batchSize: 1 }], {
      passMs: () => (passes++ === 0 ? 5000 : 200),
    });
    expect(warmUps).toEqual([{ type: 'warmed-up', cell: 0, firstRunMs: 5000, latencyMs: 200 }]);
  });
});

describe('sampling', () => {
  it('visits every cell once a round, in an order that changes from round to round', async () => {
    const { samples } = await trial(fourCells, { repetitions: 8 });
    expect(samples).toHaveLength(32);
    const visits = Array.from({ length: 8 }, (_, i) =>
      samples.filter(({ sample }) => sample.round === i + 1).map(({ cell }) => cell),
    );
    for (const cells of visits) expect([...cells].sort()).toEqual([0, 1, 2, 3]);
    expect(new Set(visits.map(String)).size).toBeGreaterThan(1);
  });

  it('times the request alone: what happens between requests is outside', async () => {
    const { samples } = await trial([{ pairCount: 4, batchSize: 2 }], { repetitions: 2 });
    expect(samples.map(({ sample }) => sample.latencyMs)).toEqual([200, 200]);
    const [first, second] = samples.map(({ sample }) => sample.startedAtMs);
    expect((second ?? 0) - (first ?? 0)).toBe(207);
  });

  it('takes the repetitions that were asked for, and no more', async () => {
    const { samples } = await trial([{ pairCount: 1, batchSize: 1 }], { repetitions: 17 });
    expect(samples).toHaveLength(17);
  });

  it('ends after ten rounds when every interval is narrow', async () => {
    const { samples } = await trial([{ pairCount: 1, batchSize: 1 }], { repetitions: null });
    expect(samples).toHaveLength(stoppingRule.minRounds);
  });

  it('goes on while one interval is wide, and gives up after thirty rounds', async () => {
    let flip = 0;
    const { samples } = await trial(planCells([1], [1, 2]), {
      repetitions: null,
      // Only the larger request swings.
      passMs: () => (flip++ % 3 === 0 ? 400 : 100),
    });
    expect(samples).toHaveLength(2 * stoppingRule.maxRounds);
  });

  it('ends with the time budget, but never without a sample a cell', async () => {
    const { samples } = await trial(planCells([1], [1, 2]), { repetitions: null, passMs: () => 90_000 });
    expect(samples.map(({ cell }) => cell).sort()).toEqual([0, 1]);
  });

  it('leaves a later round when the budget is spent in it', async () => {
    // 25 s a request: the fifth request of 120 s begins at 100 s, the sixth would begin beyond.
    const { samples } = await trial(planCells([1], [1, 1]), { repetitions: null, passMs: () => 25_000 });
    expect(samples).toHaveLength(5);
  });
});

describe('a lane that is resumed', () => {
  it('finishes the round an earlier worker began and counts what that one measured', async () => {
    const { samples } = await trial(planCells([1], [1, 2]), {
      repetitions: 3,
      resume: { rounds: 1, latencies: [[100, 100], [200]], spentMs: 400 },
    });
    const rounds = (cell: number) => samples.flatMap((e) => (e.cell === cell ? [e.sample.round] : []));
    expect(rounds(0)).toEqual([3]);
    expect(rounds(1)).toEqual([2, 3]);
  });
});

describe('stopping', () => {
  it('keeps to itself the request that was under way', async () => {
    const { end, samples } = await trial(fourCells, {
      shouldStop: (events) => events.filter(({ type }) => type === 'sample').length === 3,
    });
    expect(end).toEqual({ state: 'stopped' });
    expect(samples).toHaveLength(3);
  });
});

describe('a cell that fails', () => {
  it('ends the ascent when memory runs out and names the cells that would need as much', async () => {
    const cells = planCells([1, 2, 4], [2, 4]);
    const { end } = await trial(cells, {
      onPass: (batch) => {
        if (batch.pairs * batch.length > 16) throw new Error('std::bad_alloc');
      },
    });
    expect(end).toMatchObject({ state: 'cell-failed', failure: { code: 'cpu-memory' } });
    if (end.state !== 'cell-failed') return;
    expect(cells[end.cell]).toEqual({ pairCount: 4, batchSize: 4 });
    expect(end.hopeless).toEqual([]);
  });

  it('names as hopeless only what is at least as large', async () => {
    const cells = planCells([1, 2, 3, 4], [4]);
    const { end } = await trial(cells, {
      onPass: (batch) => {
        if (batch.pairs === 2) throw new Error('std::bad_alloc');
      },
    });
    expect(end).toMatchObject({ cell: 1, hopeless: [2, 3] });
  });

  it('does not give up on others when it failed for another reason', async () => {
    const { end } = await trial(fourCells, {
      onPass: () => {
        throw new Error('The Device was lost before mapping was resolved');
      },
    });
    expect(end).toMatchObject({ cell: 0, failure: { code: 'device-lost' }, hopeless: [] });
  });
});
