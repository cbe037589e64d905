import { describe, expect, it } from 'vitest';
import type { PaddedBatch } from '../rerank/batching.ts';
import type { PairScorer } from '../rerank/score-request.ts';
import { FakeClock, type FakeScorerOptions, fakeScorer } from '../rerank/testing/fake-scorer.ts';
import type { TabVisibility } from '../threads/tab-visibility.ts';
import { type LaneEvent, type LaneOrder, runLane } from './lane-run.ts';
import type { MemoryMeter } from './memory-meter.ts';
import { recommendBatches } from './pair-count-recommendation.ts';
import { stoppingRule } from './stopping.ts';
import { type CellPlan, planCells } from './sweep-plan.ts';
import { cell, lane } from './testing/measured.ts';

const pairs = ['a', 'a b', 'a b c', 'a b c d'].map((document) => ({ query: 'q', document }));

function order(cells: readonly CellPlan[], change: Partial<LaneOrder> = {}): LaneOrder {
  return {
    cells,
    living: cells.map((_, place) => place),
    pairs,
    maxLength: 64,
    order: 'length',
    paddingMultiple: 1,
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
  readonly onBreath?: (breath: number, clock: FakeClock) => void;
  readonly memory?: MemoryMeter;
  readonly visibility?: (clock: FakeClock) => TabVisibility;
  /** Changes what the model answers in its nth pass, from 1. */
  readonly scores?: (logits: ArrayLike<number>, pass: number) => ArrayLike<number>;
}

async function trial(
  cells: readonly CellPlan[],
  { passMs = () => 100, onPass, shouldStop, onBreath, memory, visibility, scores, ...change }: Trial = {},
) {
  let breaths = 0;
  const clock = new FakeClock();
  const events: LaneEvent[] = [];
  const options: FakeScorerOptions = { clock, passMs, ...(onPass && { onPass }) };
  const end = await runLane(order(cells, change), {
    scorer: scores === undefined ? fakeScorer(options) : altered(fakeScorer(options), scores),
    clock,
    emit: (event) => events.push(event),
    shouldStop: () => shouldStop?.(events) ?? false,
    breathe: async () => {
      breaths++;
      onBreath?.(breaths, clock);
      clock.advance(7);
    },
    memory: memory ?? { mark: () => {}, read: () => ({ gpuBytes: null, wasmBytes: null }) },
    visibility: visibility?.(clock) ?? { changes: () => 0, whenShown: async () => {} },
  });
  const samples = events.filter((event) => event.type === 'sample');
  const warmUps = events.filter((event) => event.type === 'warmed-up');
  return { end, events, samples, warmUps, clock };
}

function altered(scorer: PairScorer, scores: NonNullable<Trial['scores']>): PairScorer {
  let pass = 0;
  return { ...scorer, forward: async (batch) => scores(await scorer.forward(batch), ++pass) };
}

const fourCells = planCells([1, 2], [], [2, 4]);

describe('the warm-up', () => {
  it('visits every cell before the first sample, batch sizes ascending over all pair counts', async () => {
    const { events } = await trial(fourCells);
    const firstSample = events.findIndex(({ type }) => type === 'sample');
    const visited = events
      .slice(0, firstSample)
      .flatMap((e) => (e.type === 'warmed-up' ? [fourCells[e.cell]] : []));
    expect(visited).toEqual([
      { pairCount: 2, batchSize: 1, tokenBudget: null },
      { pairCount: 4, batchSize: 1, tokenBudget: null },
      { pairCount: 2, batchSize: 2, tokenBudget: null },
      { pairCount: 4, batchSize: 2, tokenBudget: null },
    ]);
  });

  it('makes at least two requests and goes on for at least 300 ms', async () => {
    const count = async (ms: number) => {
      let passes = 0;
      const trialled = await trial(planCells([1], [], [1]), {
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
    const { warmUps } = await trial(planCells([1], [], [1]), {
      passMs: () => (passes++ === 0 ? 5000 : 200),
    });
    expect(warmUps).toMatchObject([{ type: 'warmed-up', cell: 0, firstRunMs: 5000, latencyMs: 200 }]);
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
    const { samples } = await trial(planCells([2], [], [4]), { repetitions: 2 });
    expect(samples.map(({ sample }) => sample.latencyMs)).toEqual([200, 200]);
    const [first, second] = samples.map(({ sample }) => sample.startedAtMs);
    expect((second ?? 0) - (first ?? 0)).toBe(214);
  });

  it('takes the repetitions that were asked for, and no more', async () => {
    const { samples } = await trial(planCells([1], [], [1]), { repetitions: 17 });
    expect(samples).toHaveLength(17);
  });

  it('ends after ten rounds when every interval is narrow', async () => {
    const { samples } = await trial(planCells([1], [], [1]), { repetitions: null });
    expect(samples).toHaveLength(stoppingRule.minRounds);
  });

  it('goes on while one interval is wide, and gives up after thirty rounds', async () => {
    let flip = 0;
    const { samples } = await trial(planCells([1], [], [1, 2]), {
      repetitions: null,
      // Only the larger request swings.
      passMs: () => (flip++ % 3 === 0 ? 400 : 100),
    });
    expect(samples).toHaveLength(2 * stoppingRule.maxRounds);
  });

  it('goes on with narrow intervals until the batch size is chosen for sure', async () => {
    let pass = 0;
    const { samples } = await trial(planCells([1, 2], [], [2]), {
      repetitions: null,
      // A request of batch size 1 takes 100 or 106 ms in turns, one of batch size 2 always 100.
      passMs: (batch) => (batch.pairs === 2 ? 100 : 50 + 3 * (Math.floor(pass++ / 2) % 2)),
    });
    const rounds = samples.length / 2;
    expect(rounds).toBeGreaterThan(stoppingRule.minRounds);
    expect(rounds).toBeLessThan(stoppingRule.maxRounds);
    const cells = [0, 1].map((place) =>
      cell(
        2,
        place + 1,
        samples.flatMap((event) => (event.cell === place ? [event.sample.latencyMs] : [])),
      ),
    );
    const [after] = recommendBatches(lane(cells, { sampling: 'sequential' }));
    expect(after).toMatchObject({ batchSize: 1, certainty: 'sure' });
  });

  it('ends with the time budget, but never without a sample a cell', async () => {
    const { samples } = await trial(planCells([1], [], [1, 2]), { repetitions: null, passMs: () => 90_000 });
    expect(samples.map(({ cell }) => cell).sort()).toEqual([0, 1]);
  });

  it('leaves a later round when the budget is spent in it', async () => {
    // 25 s a request: the fifth request of 120 s begins at 100 s, the sixth would begin beyond.
    const { samples } = await trial(planCells([1], [], [1, 1]), { repetitions: null, passMs: () => 25_000 });
    expect(samples).toHaveLength(5);
  });
});

describe('a lane that is resumed', () => {
  it('finishes the round an earlier worker began and counts what that one measured', async () => {
    const { samples } = await trial(planCells([1], [], [1, 2]), {
      repetitions: 3,
      resume: { rounds: 1, latencies: [[100, 100], [200]], spentMs: 400 },
    });
    const rounds = (cell: number) => samples.flatMap((e) => (e.cell === cell ? [e.sample.round] : []));
    expect(rounds(0)).toEqual([3]);
    expect(rounds(1)).toEqual([2, 3]);
  });
});

describe('a cell with a token budget', () => {
  it('forms batches by tokens and says how many passes that took', async () => {
    const { samples } = await trial(planCells([], [14, 100], [4]), { repetitions: 1 });
    const passes = (place: number) => samples.find(({ cell }) => cell === place)?.sample.passes;
    // Lengths 8, 7, 6, 5: 8 alone, 7 and 6, 5 alone.
    expect(passes(0)).toBe(3);
    expect(passes(1)).toBe(1);
  });

  it('pads to the lane’s multiple', async () => {
    const lengths = new Set<number>();
    await trial(planCells([1], [], [4]), {
      paddingMultiple: 8,
      onPass: ({ length }) => lengths.add(length),
      repetitions: 1,
    });
    expect([...lengths]).toEqual([8]);
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
    const cells = planCells([1, 2, 4], [], [2, 4]);
    const { end } = await trial(cells, {
      onPass: (batch) => {
        if (batch.pairs * batch.length > 16) throw new Error('std::bad_alloc');
      },
    });
    expect(end).toMatchObject({ state: 'cell-failed', failure: { code: 'cpu-memory' } });
    if (end.state !== 'cell-failed') return;
    expect(cells[end.cell]).toEqual({ pairCount: 4, batchSize: 4, tokenBudget: null });
    expect(end.hopeless).toEqual([]);
  });

  it('names as hopeless only what is at least as large', async () => {
    const cells = planCells([1, 2, 3, 4], [], [4]);
    const { end } = await trial(cells, {
      onPass: (batch) => {
        if (batch.pairs === 2) throw new Error('std::bad_alloc');
      },
    });
    expect(end).toMatchObject({ cell: 1, hopeless: [2, 3] });
  });

  it('names token budgets and batch sizes alike by what their largest batch computes', async () => {
    // Lengths 5, 6, 7 and 8. Batch 2 computes 16 tokens; a budget of 15 holds one of 8 or two of 7, of 20 two
    // of 8.
    const cells = planCells([1, 2, 3], [15, 20, 64], [4]);
    const { end, warmUps } = await trial(cells, {
      onPass: (batch) => {
        if (batch.pairs * batch.length >= 16) throw new Error('std::bad_alloc');
      },
    });
    expect(warmUps.map(({ cell }) => cell)).toEqual([0, 3]);
    expect(end).toMatchObject({ cell: 1, hopeless: [2, 4, 5] });
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

describe('a hidden tab', () => {
  /** A tab that is hidden in the pass of these numbers (from 1) and comes back after so many ms. */
  function hiddenIn(passes: readonly number[], awayMs: number) {
    let changes = 0;
    let pass = 0;
    return {
      onPass: () => {
        if (passes.includes(++pass)) changes++;
      },
      visibility: (clock: FakeClock): TabVisibility => ({
        changes: () => changes,
        whenShown: async () => {
          if (changes % 2 === 0) return;
          clock.advance(awayMs);
          changes++;
        },
      }),
    };
  }
  const one = planCells([1], [], [1]);

  it('discards what was under way, waits, and measures it anew', async () => {
    // Three warm-up passes of 100 ms, then three rounds; the second sample is under way in pass 5.
    const { samples, events } = await trial(one, hiddenIn([5], 60_000));
    expect(samples.map(({ sample }) => sample.round)).toEqual([1, 2, 3]);
    expect(samples.map(({ sample }) => sample.latencyMs)).toEqual([100, 100, 100]);
    expect(
      events.filter(({ type }) => type === 'hidden' || type === 'shown').map(({ type }) => type),
    ).toEqual(['hidden', 'shown']);
    // Discarded and waited for: the second sample began a minute after the first.
    expect(samples[1]?.sample.startedAtMs).toBeGreaterThan(60_000);
  });

  it('does not count the time away as time spent on sampling', async () => {
    const away = await trial(one, { ...hiddenIn([5], 200_000), repetitions: null });
    const rounds = away.events.filter(({ type }) => type === 'round-done');
    expect(rounds).toHaveLength(10);
  });

  it('that comes back within the request still costs that request', async () => {
    let changes = 0;
    let pass = 0;
    const { events, samples } = await trial(one, {
      onPass: () => {
        if (++pass === 5) changes += 2;
      },
      visibility: () => ({ changes: () => changes, whenShown: async () => {} }),
    });
    expect(pass).toBe(3 + 3 + 1);
    expect(samples).toHaveLength(3);
    expect(events.some(({ type }) => type === 'hidden')).toBe(true);
  });
});

describe('memory', () => {
  it('is read of each cell once, after its warm-up, from a mark of its own', async () => {
    const calls: string[] = [];
    let peak = 0;
    const { warmUps } = await trial(fourCells, {
      memory: {
        mark: () => calls.push('mark'),
        read: () => {
          calls.push('read');
          peak += 1000;
          return { gpuBytes: { peak, resident: 10 }, wasmBytes: null };
        },
      },
    });
    expect(calls).toEqual(fourCells.flatMap(() => ['mark', 'read']));
    expect(warmUps.map(({ memory }) => memory.gpuBytes?.peak)).toEqual([1000, 2000, 3000, 4000]);
  });
});

describe('scores that are no numbers', () => {
  it('are told once, with the cell that gave them, and measuring goes on', async () => {
    const { events, end, samples } = await trial(fourCells, {
      scores: (logits, pass) => (pass >= 30 ? Array.from(logits, () => Number.NaN) : logits),
    });
    const told = events.filter((event) => event.type === 'scores-not-numbers');
    expect(told).toHaveLength(1);
    expect(fourCells[told[0]?.cell ?? -1]).toBeDefined();
    expect(end).toEqual({ state: 'done' });
    expect(samples).toHaveLength(12);
  });

  it('are not found where every score is a number', async () => {
    const { events } = await trial(fourCells);
    expect(events.some(({ type }) => type === 'scores-not-numbers')).toBe(false);
  });
});

describe('the passes of samples', () => {
  const passesOf = (events: readonly LaneEvent[]) =>
    events.flatMap((event) => (event.type === 'round-done' ? [event.passes] : []));

  it('are told by shape at the end of each round, warm-ups left out', async () => {
    const { events } = await trial(planCells([1, 2], [], [3]), {
      pairs: pairs.slice(0, 1),
      passMs: (batch) => 200 + batch.pairs,
      repetitions: 2,
    });
    // Three passes of one pair; one of two and one that is left.
    const round = {
      samples: [
        { pairs: 1, length: 5, ms: [201, 201, 201, 201] },
        { pairs: 2, length: 5, ms: [202] },
      ],
      tokenizeMsPerPair: 0,
      servers: 1,
    };
    expect(passesOf(events)).toEqual([round, round]);
  });

  it('leave out what was discarded', async () => {
    let changes = 0;
    let pass = 0;
    const { events } = await trial(planCells([1], [], [1]), {
      pairs: pairs.slice(0, 1),
      passMs: () => 100 + pass,
      onPass: () => {
        if (++pass === 5) changes += 2;
      },
      visibility: () => ({ changes: () => changes, whenShown: async () => {} }),
    });
    const shape = { pairs: 1, length: 5 };
    expect(passesOf(events).map((passes) => passes?.samples)).toEqual([
      [{ ...shape, ms: [104] }],
      [{ ...shape, ms: [106] }],
      [{ ...shape, ms: [107] }],
    ]);
  });

  it('come with what tokenising takes of the thread, a mean over the samples', async () => {
    const clock = new FakeClock();
    const scorer = fakeScorer({ clock, passMs: () => 100 });
    const encode = (text: string) => {
      clock.advance(2);
      return scorer.tokenizer.encode(text);
    };
    const tokenizeMs = async (change: Partial<PairScorer>) => {
      const events: LaneEvent[] = [];
      await runLane(order(planCells([2], [], [1, 4]), { repetitions: 1 }), {
        scorer: { ...scorer, tokenizer: { ...scorer.tokenizer, encode }, ...change },
        clock,
        emit: (event) => events.push(event),
        shouldStop: () => false,
        breathe: async () => {},
        memory: { mark: () => {}, read: () => ({ gpuBytes: null, wasmBytes: null }) },
        visibility: { changes: () => 0, whenShown: async () => {} },
      });
      return passesOf(events)[0];
    };
    // A query and a document for one pair, a query and four documents for four.
    expect(await tokenizeMs({})).toMatchObject({ tokenizeMsPerPair: (4 + 10 / 4) / 2, servers: 1 });
    expect(await tokenizeMs({ parallelPasses: 2 })).toMatchObject({ tokenizeMsPerPair: 0, servers: 2 });
  });
});

describe('requests that are faster than the clock can tell', () => {
  it('are repeated within one sample until they can be told', async () => {
    let passes = 0;
    const { events, end } = await trial(planCells([4], [], [4]), {
      // The clock steps by 100 ms, once in 40 passes.
      passMs: () => (++passes % 40 === 0 ? 100 : 0),
    });
    expect(end).toEqual({ state: 'done' });
    const samples = events.flatMap((event) => (event.type === 'sample' ? [event.sample] : []));
    expect(samples).toHaveLength(3);
    for (const { latencyMs } of samples) expect(latencyMs).toBeGreaterThan(0);
    expect(samples.some(({ repeats = 1 }) => repeats > 1)).toBe(true);
  });

  it('are not read too long: a reading that happens to see a step counts no more than one that sees none', async () => {
    let passed = 0;
    const { samples } = await trial(planCells([4], [], [4]), {
      repetitions: 60,
      // Each takes 0.3 ms, and the clock steps by 1 ms.
      passMs: () => {
        const before = Math.floor(passed);
        passed += 0.3;
        return Math.floor(passed) - before;
      },
    });
    const latencies = samples.map(({ sample }) => sample.latencyMs);
    expect(latencies).toHaveLength(60);
    const mean = latencies.reduce((sum, ms) => sum + ms) / latencies.length;
    expect(Math.abs(mean / 0.3 - 1)).toBeLessThan(0.05);
  });

  it('end their cell with the reason in words where even that does not help', async () => {
    const { end } = await trial(planCells([4], [], [4]), { passMs: () => 0 });
    expect(end).toMatchObject({ state: 'cell-failed', failure: { code: 'unknown' } });
    expect(end.state === 'cell-failed' && end.failure.message).toContain('faster than the clock can tell');
  });

  it('have means for times, and passes that count once a request', async () => {
    let passes = 0;
    const { events, samples } = await trial(planCells([4], [], [4]), {
      repetitions: 1,
      // The clock steps by 80 ms, once in 8 passes.
      passMs: () => (++passes % 8 === 3 ? 80 : 0),
    });
    const [sample] = samples;
    const { repeats = 1, latencyMs, modelMs } = sample?.sample ?? { latencyMs: 0, modelMs: 0 };
    expect(repeats).toBeGreaterThan(1);
    expect(modelMs).toBeCloseTo(latencyMs, 9);
    const times = events.flatMap((event) =>
      event.type === 'round-done' ? (event.passes?.samples ?? []).flatMap(({ ms }) => ms) : [],
    );
    expect(times).toHaveLength(1);
    expect(times[0]).toBeCloseTo(latencyMs, 2);
  });
});
