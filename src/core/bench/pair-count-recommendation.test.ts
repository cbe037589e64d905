import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Sampling } from '../stats/interval.ts';
import { seededRandom } from '../stats/random.ts';
import { normalRandom } from '../stats/testing/normal-random.ts';
import { equivalentShare } from './equivalence.ts';
import type { MeasuredBatch } from './measured-lane.ts';
import { moreRoundsNeeded, moreRoundsRule, roundsToNarrow } from './more-rounds.ts';
import { recommendBatches } from './pair-count-recommendation.ts';
import { cell, lane, steady, swinging } from './testing/measured.ts';

const at10 = (latencies: Readonly<Record<number, readonly number[]>>) =>
  lane(Object.entries(latencies).map(([batchSize, samples]) => cell(10, Number(batchSize), samples)));
const recommendAt10 = (latencies: Readonly<Record<number, readonly number[]>>) =>
  recommendBatches(at10(latencies))[0];

describe('the batch size to set', () => {
  it('is the smallest whose throughput is as good as the fastest’s', () => {
    expect(recommendAt10({ 1: steady(20), 2: steady(10.3), 4: steady(10), 8: steady(10.1) })).toMatchObject({
      kind: 'pair-count',
      laneId: 'lane-1',
      device: 'wasm',
      pairCount: 10,
      certainty: 'sure',
      batchSize: 2,
      fastest: 4,
      candidates: [
        { batchSize: 1, ratio: 0.5, ratioLow: 0.5, ratioHigh: 0.5 },
        { batchSize: 2 },
        { batchSize: 4, ratio: 1, ratioLow: 1, ratioHigh: 1 },
        { batchSize: 8 },
      ],
    });
  });

  it.each([
    [0.9501, 1],
    [0.9499, 4],
  ])('takes 95 %% of the fastest for as good: at %d it is %d', (ratio, batchSize) => {
    expect(recommendAt10({ 1: steady(10 / ratio), 4: steady(10) })).toMatchObject({
      certainty: 'sure',
      batchSize,
    });
  });

  it('may well be 1, and of equals is the smaller', () => {
    expect(recommendAt10({ 1: steady(10), 2: steady(10), 4: steady(30) })).toMatchObject({
      certainty: 'sure',
      batchSize: 1,
      fastest: 1,
    });
  });

  it('pairs by round: what a round did to both cells does not matter', () => {
    const rounds = [1, 1.3, 0.8, 1.1, 1.6, 0.9, 1, 1.2, 0.7, 1.4];
    const latencies = { 1: rounds.map((load) => 10.2 * load), 4: rounds.map((load) => 10 * load) };
    expect(recommendAt10(latencies)).toMatchObject({ certainty: 'sure', batchSize: 1, fastest: 4 });
  });

  it('is one a pair count, ascending', () => {
    const cells = [cell(50, 2, steady(9)), cell(10, 1, steady(5)), cell(50, 1, steady(20))];
    expect(recommendBatches(lane(cells)).map(({ pairCount, batchSize }) => [pairCount, batchSize])).toEqual([
      [10, 1],
      [50, 2],
    ]);
    expect(recommendBatches(lane([]))).toEqual([]);
  });
});

describe('a batch size that is not yet sure', () => {
  it('is the smallest that may still be, where its interval holds 95 %', () => {
    // Ratio 0.96, and an interval of ±9 %, with half of the error for each of two ratios.
    const unsure = recommendAt10({ 1: steady(20), 2: swinging(10 / 0.96, 0.1), 4: steady(10) });
    expect(unsure).toMatchObject({ certainty: 'not-yet-sure', batchSize: 2, fastest: 4 });
    // Ratio 0.92, which may still be 0.95.
    const unlikely = recommendAt10({ 1: steady(20), 2: swinging(10 / 0.92, 0.1), 4: steady(10) });
    expect(unlikely).toMatchObject({ certainty: 'not-yet-sure', batchSize: 2, fastest: 4 });
    // Ratio 0.86: the upper end is 0.940.
    const ruledOut = recommendAt10({ 1: steady(20), 2: swinging(10 / 0.86, 0.1), 4: steady(10) });
    expect(ruledOut).toMatchObject({ certainty: 'sure', batchSize: 4 });
  });

  it('is not made so by a larger batch that cannot be the fastest', () => {
    // Batch 8 may be as good as the fastest, upper end 0.97, but not better.
    expect(recommendAt10({ 2: steady(10), 8: swinging(10 / 0.9, 0.1) })).toMatchObject({
      certainty: 'sure',
      batchSize: 2,
    });
  });

  it('is made so by a batch that may be faster than the fastest, by more than 5 %', () => {
    // 2 against 8: 1/0.98, with a lower end of 0.98⁻¹·e^−0.09 = 0.933 and, swinging less,
    // 0.98⁻¹·e^−0.036 = 0.984.
    const wide = recommendAt10({ 1: steady(20), 2: steady(10), 8: swinging(10 / 0.98, 0.1) });
    expect(wide).toMatchObject({ certainty: 'not-yet-sure', batchSize: 2, fastest: 2 });
    const narrow = recommendAt10({ 1: steady(20), 2: steady(10), 8: swinging(10 / 0.98, 0.04) });
    expect(narrow).toMatchObject({ certainty: 'sure', batchSize: 2, fastest: 2 });
  });

  it('has fewer than three rounds, and then the ratio alone says which it may be', () => {
    expect(recommendAt10({ 1: steady(20, 2), 2: steady(10.2, 2), 4: steady(10, 2) })).toMatchObject({
      certainty: 'not-yet-sure',
      batchSize: 2,
      candidates: [{ ratio: 0.5, ratioLow: null, ratioHigh: null }, {}, { ratio: 1, ratioLow: null }],
    });
    expect(recommendAt10({ 1: steady(20, 3), 2: steady(10.2, 3), 4: steady(10, 3) })).toMatchObject({
      certainty: 'sure',
      batchSize: 2,
    });
  });

  it('shares no round with the fastest', () => {
    const early = cell(10, 1, steady(10.1, 3));
    const late: MeasuredBatch = {
      ...cell(10, 2, steady(10, 3)),
      latencyMs: { samples: steady(10, 3), rounds: [4, 5, 6], median: 10 },
    };
    const [entry] = recommendBatches(lane([early, late]));
    expect(entry).toMatchObject({ certainty: 'not-yet-sure', batchSize: 1 });
    expect(entry?.candidates[0]).toEqual({
      batchSize: 1,
      ratio: early.pairsPerSecond / late.pairsPerSecond,
      ratioLow: null,
      ratioHigh: null,
    });
  });
});

describe('a single batch size', () => {
  it.each([[[12]], [[12, 13]], [steady(12, 30)]])('is the only one measured, and so not sure', (samples) => {
    expect(recommendAt10({ 8: samples })).toMatchObject({
      certainty: 'not-yet-sure',
      onlyMeasured: true,
      batchSize: 8,
      fastest: 8,
      candidates: [{ batchSize: 8, ratio: 1 }],
    });
    expect(moreRoundsNeeded(at10({ 8: samples }), 10)).toBeNull();
  });
});

describe('more rounds', () => {
  it('grow with the square of half-width over gap', () => {
    // The interval's half-width on the logarithm is t₀.₉₇₅,₉ · 0.1/3; the gap ln(0.97/0.95).
    const half = (2.2621571627 * 0.1) / 3;
    const gap = Math.log(0.97 / 0.95);
    const needed = moreRoundsNeeded(at10({ 1: swinging(10 / 0.97, 0.1), 4: steady(10) }), 10);
    expect(needed).toBe(Math.min(moreRoundsRule.most, Math.ceil(10 * ((half / gap) ** 2 - 1))));
    const less = moreRoundsNeeded(at10({ 1: swinging(10 / 0.97, 0.04), 4: steady(10) }), 10);
    expect(less).toBe(Math.ceil(10 * (((half * 0.4) / gap) ** 2 - 1)));
    expect(less).toBe(11);
  });

  it('are never fewer than five nor more than a hundred', () => {
    expect(moreRoundsNeeded(at10({ 1: swinging(10 / 0.97, 0.03), 4: steady(10) }), 10)).toBe(5);
    expect(moreRoundsNeeded(at10({ 1: swinging(10 / 0.95, 0.1), 4: steady(10) }), 10)).toBe(100);
  });

  it('make up the ten that an interval with added rounds needs', () => {
    expect(moreRoundsNeeded(at10({ 1: steady(10, 2), 4: steady(11, 2) }), 10)).toBe(8);
    expect(moreRoundsNeeded(at10({ 1: swinging(10 / 0.97, 0.015, 4), 4: steady(10, 4) }), 10)).toBe(6);
    const fresh = steady(10, 2);
    const unshared = lane([
      cell(10, 1, steady(11, 2)),
      { ...cell(10, 4, fresh), latencyMs: { samples: fresh, rounds: [3, 4], median: 10 } },
    ]);
    expect(moreRoundsNeeded(unshared, 10)).toBe(10);
  });

  it('are a number for an interval of no width on the limit itself', () => {
    expect(roundsToNarrow({ ratio: 0.95, ci95: [0.95, 0.95], n: 10 })).toBe(0);
    expect(roundsToNarrow({ ratio: 0.95, ci95: [0.94, 0.96], n: 10 })).toBe(Number.POSITIVE_INFINITY);
  });

  it('are not offered where nothing is open', () => {
    expect(moreRoundsNeeded(at10({ 1: steady(20), 4: steady(10) }), 10)).toBeNull();
    expect(moreRoundsNeeded(at10({ 1: steady(20) }), 50)).toBeNull();
  });

  it('decide, where the noise stays as it was', () => {
    const before = at10({ 1: swinging(10 / 0.97, 0.05), 4: steady(10) });
    const more = moreRoundsNeeded(before, 10) ?? 0;
    const rounds = 10 + more + (more % 2);
    const after = { 1: swinging(10 / 0.97, 0.05, rounds), 4: steady(10, rounds) };
    expect(recommendBatches(before)[0]?.certainty).toBe('not-yet-sure');
    expect(recommendAt10(after)).toMatchObject({ certainty: 'sure', batchSize: 1 });
  });
});

describe('ratios that one choice rests on', () => {
  it('need ten rounds where rounds were added, and three where they were planned', () => {
    const certainty = (n: number, sampling: Sampling) =>
      recommendBatches({ ...at10({ 1: steady(20, n), 4: steady(10, n) }), sampling })[0]?.certainty;
    expect(certainty(3, 'planned')).toBe('sure');
    expect(certainty(9, 'sequential')).toBe('not-yet-sure');
    expect(certainty(10, 'sequential')).toBe('sure');
  });

  it('share the error, however the rounds came about', () => {
    const lowest = (sampling: Sampling, others: number[]) =>
      recommendBatches({
        ...at10({
          1: swinging(10.2, 0.1),
          ...Object.fromEntries(others.map((size) => [size, steady(20)])),
          64: steady(10),
        }),
        sampling,
      })[0]?.candidates[0]?.ratioLow;
    // Four ratios to the best: t₀.₉₉₃₇₅ and t₀.₉₉₈₇₅ of 9 degrees.
    const half = (t: number) => (t * 0.1) / 3;
    expect(lowest('planned', [])).toBeCloseTo((10 / 10.2) * Math.exp(-half(2.262157)), 6);
    expect(lowest('planned', [2, 4, 8])).toBeCloseTo((10 / 10.2) * Math.exp(-half(3.1109)), 4);
    expect(lowest('sequential', [2, 4, 8])).toBeCloseTo((10 / 10.2) * Math.exp(-half(4.1458)), 4);
  });
});

describe('whatever was measured', () => {
  const latencies = fc.dictionary(
    fc.integer({ min: 1, max: 64 }).map(String),
    fc.array(fc.double({ min: 1, max: 50, noNaN: true }), { minLength: 1, maxLength: 12 }),
    { minKeys: 1, maxKeys: 5 },
  );

  it('the batch size is one of those measured, not ruled out, and sure only with its lower end at 95 %', () => {
    fc.assert(
      fc.property(latencies, (measured) => {
        const entry = recommendAt10(measured);
        const chosen = entry?.candidates.find(({ batchSize }) => batchSize === entry.batchSize);
        expect(chosen?.ratioHigh ?? chosen?.ratio).toBeGreaterThanOrEqual(equivalentShare);
        if (entry?.certainty !== 'sure' || entry.candidates.length === 1) return;
        if (entry.batchSize !== entry.fastest)
          expect(chosen?.ratioLow).toBeGreaterThanOrEqual(equivalentShare);
        for (const { batchSize, ratio, ratioHigh } of entry.candidates) {
          if (batchSize < entry.batchSize) expect(ratioHigh ?? ratio).toBeLessThan(equivalentShare);
        }
      }),
    );
  });

  it('being sure is seldom wrong', () => {
    const normal = normalRandom(seededRandom(4));
    const noisy = (ms: number) => Array.from({ length: 20 }, () => ms * (1 + 0.04 * normal()));
    // In truth 90 %, 97 % and 100 %: the answer is 2.
    const entries = Array.from({ length: 400 }, () =>
      recommendAt10({ 1: noisy(100 / 90), 2: noisy(100 / 97), 4: noisy(1) }),
    );
    const sure = entries.filter((entry) => entry?.certainty === 'sure');
    const wrong = sure.filter((entry) => entry?.batchSize !== 2);
    expect(sure.length).toBeGreaterThan(40);
    expect(wrong.length / entries.length).toBeLessThan(0.05);
  });
});
