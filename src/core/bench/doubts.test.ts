import { describe, expect, it } from 'vitest';
import { type DoubtContext, type EndedCell, laneDoubts } from './doubts.ts';
import { latencyDrift } from './latency-drift.ts';
import { stoppingRule } from './stopping.ts';
import { steady, swinging } from './testing/measured.ts';

const context: Omit<DoubtContext, 'laneState'> = {
  ...{ laneId: 'lane-2', clockResolutionMs: 0.005, repetitions: null, sampling: 'planned' },
};
const measured = (samples: readonly number[], parts: Partial<Omit<EndedCell, 'latencyMs'>> = {}) => ({
  pairCount: 10,
  batchSize: 1,
  state: 'measured',
  latencyMs: { samples, rounds: samples.map((_, i) => i + 1) },
  ...parts,
});
const ended = (cells: readonly EndedCell[], laneState = 'done') => ({ cells, laneState });
const doubtsOf = ({ cells, laneState }: ReturnType<typeof ended>, at = context) =>
  laneDoubts(cells, { ...at, laneState });
const codes = (lane: ReturnType<typeof ended>, at = context) => doubtsOf(lane, at).map(({ code }) => code);
/** Ten latencies that change by a share from the first to the last, by the same factor each round. */
const drifting = (share: number) => Array.from({ length: 10 }, (_, i) => 100 * (1 + share) ** (i / 9));

describe('a lane that gives no reason to doubt', () => {
  it('has no doubts', () => {
    expect(doubtsOf(ended([measured(steady(100)), measured(swinging(20, 0.02))]), context)).toEqual([]);
    expect(doubtsOf(ended([]), context)).toEqual([]);
  });
});

describe('drift', () => {
  it('is a trend of more than 5 % from the first round to the last, either way', () => {
    expect(codes(ended([measured(drifting(0.0499))]))).toEqual([]);
    expect(doubtsOf(ended([measured(drifting(0.0501))]), context)).toEqual([
      {
        code: 'drift',
        message: 'Latencies of lane-2 rose by 5.01% from the first round to the last (p = 0.000083).',
        detail: 'lane-2 +5.01%',
      },
    ]);
    expect(codes(ended([measured(drifting(-0.0499))]))).toEqual([]);
    expect(doubtsOf(ended([measured(drifting(-0.0501))]), context)[0]).toMatchObject({
      message: expect.stringContaining('fell by 5.01%'),
      detail: 'lane-2 -5.01%',
    });
  });

  it('has p < 0.01: of 45 pairs of ten rounds 38 rise and 7 fall, but not 37 and 8', () => {
    const [a, b, c, d, e, f, ...last] = drifting(0.3) as [number, number, number, number, number, number];
    const backwards = last.toReversed();
    const seven = [b, a, c, d, e, f, ...backwards];
    const eight = [b, a, d, c, e, f, ...backwards];
    // S = 31 and 29 with variance 125: z = 30/√125 = 2.683 and 28/√125 = 2.504.
    expect(latencyDrift([{ samples: seven, rounds: seven.map((_, i) => i + 1) }]).p).toBeCloseTo(0.00729, 5);
    expect(latencyDrift([{ samples: eight, rounds: eight.map((_, i) => i + 1) }]).p).toBeCloseTo(0.01227, 5);
    expect(codes(ended([measured(seven)]))).toContain('drift');
    expect(codes(ended([measured(eight)]))).not.toContain('drift');
  });

  it('is that of all cells together, each against its own median', () => {
    const rising = drifting(0.2);
    const falling = rising.toReversed().map((value) => 7 * value);
    const { p, change } = latencyDrift(
      [measured(rising), measured(falling)].map(({ latencyMs }) => latencyMs),
    );
    expect(change).toBeCloseTo(0, 12);
    expect(p).toBeGreaterThan(0.01);
    const both = latencyDrift([
      { samples: rising, rounds: rising.map((_, i) => i + 1) },
      { samples: rising.map((value) => value / 50), rounds: rising.map((_, i) => i + 1) },
    ]);
    expect(both.change).toBeCloseTo(0.2, 12);
  });

  it('heeds the rounds in which a cell was not visited', () => {
    const samples = drifting(0.2);
    expect(latencyDrift([{ samples, rounds: samples.map((_, i) => 2 * i + 5) }]).change).toBeCloseTo(0.2, 12);
  });
});

describe('wide intervals', () => {
  // Half-width of ten swinging latencies: t₀.₉₇₅,₉ · share / 3.
  const shareFor = (half: number) => (3 * half) / 2.2621571628540993;

  it('are those beyond ±5 %, one warning with their number and the widest', () => {
    expect(codes(ended([measured(swinging(100, shareFor(0.0499)))]))).toEqual([]);
    const cells = [
      measured(swinging(100, shareFor(0.0501))),
      measured(swinging(100, shareFor(0.1)), { pairCount: 50, batchSize: 32 }),
      measured(steady(100)),
    ];
    expect(doubtsOf(ended(cells), context)).toEqual([
      {
        code: 'wide-interval',
        message:
          'The 95 % interval of 2 of 3 cells of lane-2 is not within ±5%; the widest is ±10%, at 50×32 (pairs×batch).',
        detail: 'lane-2 2 ±10% 50×32',
      },
    ]);
  });

  it('count one sample, which has no interval at all, as the widest', () => {
    const lane = ended([measured(swinging(100, 0.5)), measured([100], { batchSize: 8 })]);
    const asked = { ...context, repetitions: 1 };
    expect(doubtsOf(lane, asked)[0]).toMatchObject({ detail: 'lane-2 2 none 10×8' });
  });
});

describe('a coarse clock', () => {
  it('steps by more than 1 % of the fastest cell’s median latency', () => {
    const cells = [measured(steady(10)), measured(steady(500))];
    expect(codes(ended(cells), { ...context, clockResolutionMs: 0.1 })).toEqual([]);
    expect(doubtsOf(ended(cells), { ...context, clockResolutionMs: 0.1001 })).toEqual([
      {
        code: 'coarse-clock',
        message: "The clock's step of 0.1001 ms is more than 1% of the shortest latency of lane-2, 10 ms.",
        detail: 'lane-2 0.1001ms 10ms',
      },
    ]);
  });

  it('does not matter where nothing was measured', () => {
    expect(codes(ended([]), { ...context, clockResolutionMs: 1000 })).toEqual([]);
  });
});

describe('a spent budget', () => {
  const { minRounds } = stoppingRule;

  it('left a cell with fewer rounds than the least there are', () => {
    expect(codes(ended([measured(steady(100, minRounds))]))).toEqual([]);
    const cells = [measured(steady(100, minRounds)), measured(steady(100, minRounds - 1))];
    expect(doubtsOf(ended(cells), context)).toEqual([
      {
        code: 'budget-spent',
        message: 'The time budget of lane-2 was spent after 9 of at least 10 rounds.',
        detail: 'lane-2 9',
      },
    ]);
  });

  it('is not to blame where repetitions were asked for, the lane was stopped, or the cell failed', () => {
    const few = measured(steady(100, 4));
    expect(codes(ended([few]), { ...context, repetitions: 4 })).toEqual([]);
    expect(codes(ended([few], 'cancelled'))).toEqual([]);
    expect(codes(ended([few], 'failed'))).toEqual([]);
    expect(codes(ended([{ ...few, reason: 'device-lost' }, measured(steady(100))]))).toEqual([]);
  });
});

describe('too few pairs', () => {
  const skipped = (pairCount: number, batchSize: number, reason = 'batch-exceeds-pairs'): EndedCell => ({
    pairCount,
    batchSize,
    state: 'skipped',
    reason,
  });

  it('are those of a batch size that no pair count reaches', () => {
    const cells = [
      measured(steady(100)),
      skipped(10, 32),
      measured(steady(100), { pairCount: 50, batchSize: 32 }),
      skipped(10, 128),
      skipped(50, 128),
      skipped(10, 64),
      skipped(50, 64),
    ];
    expect(doubtsOf(ended(cells), context)).toEqual([
      {
        code: 'too-few-pairs',
        message: 'No pair count fills a batch of 64, 128, so nothing was measured there.',
        detail: '64,128',
      },
    ]);
  });

  it('are not those of a batch size that was skipped for want of memory', () => {
    const cells = [measured(steady(100)), skipped(10, 32), skipped(50, 32, 'out-of-memory-expected')];
    expect(codes(ended(cells))).toEqual([]);
  });
});
