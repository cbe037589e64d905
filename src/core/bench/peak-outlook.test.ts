import { describe, expect, it } from 'vitest';
import { peakOutlook } from './peak-outlook.ts';

const cells = (rates: Record<number, number>, pairCount = 10) =>
  Object.entries(rates).map(([batchSize, gflopsPerSecond]) => ({
    pairCount,
    batchSize: Number(batchSize),
    gflopsPerSecond,
  }));

describe('the outlook on larger batches', () => {
  it('is rising where the largest batch was the fastest by 5 %', () => {
    expect(peakOutlook(cells({ 1: 10, 2: 20, 4: 21 }), 50)).toEqual({
      pairCount: 10,
      batchSize: 4,
      share: 0.42,
      trend: 'rising',
    });
    expect(peakOutlook(cells({ 1: 10, 2: 20, 4: 20.9 }), 50)?.trend).toBe('level');
  });

  it('is level where a smaller batch was the fastest', () => {
    expect(peakOutlook(cells({ 1: 30, 2: 20, 4: 29 }), 50)).toMatchObject({
      batchSize: 1,
      share: 0.6,
      trend: 'level',
    });
  });

  it('is near the limit from 80 % on, whatever rises', () => {
    expect(peakOutlook(cells({ 1: 10, 8: 40 }), 50)?.trend).toBe('near');
    expect(peakOutlook(cells({ 1: 10, 8: 39.9 }), 50)?.trend).toBe('rising');
  });

  it('is whole where the fastest batch holds all pairs, so that no larger one can be', () => {
    expect(peakOutlook(cells({ 4: 10, 8: 20 }, 8), 50)?.trend).toBe('whole');
    expect(peakOutlook(cells({ 4: 10, 8: 20 }, 9), 50)?.trend).toBe('rising');
    expect(peakOutlook(cells({ 4: 20, 8: 10 }, 8), 50)?.trend).toBe('level');
  });

  it('looks at the pair count of the fastest cell alone', () => {
    const lane = [...cells({ 1: 10, 8: 12 }, 10), ...cells({ 1: 20, 8: 18, 32: 5 }, 50)];
    expect(peakOutlook(lane, 100)).toMatchObject({ pairCount: 50, batchSize: 1, trend: 'level' });
  });

  it('says nothing of a trend in one batch size, and nothing at all without cells', () => {
    expect(peakOutlook(cells({ 4: 10 }), 50)?.trend).toBe('unknown');
    expect(peakOutlook([], 50)).toBeNull();
    expect(peakOutlook(cells({ 4: 10 }), 0)).toBeNull();
  });

  it('is not near a limit that nobody knows, where a cell itself set the peak', () => {
    expect(peakOutlook(cells({ 1: 10, 8: 40 }), 40, false)).toMatchObject({ share: 1, trend: 'rising' });
    expect(peakOutlook(cells({ 1: 40, 8: 39 }), 40, false)).toMatchObject({ share: 1, trend: 'level' });
  });

  it('never shows more than the whole of a peak', () => {
    const cells = [{ pairCount: 8, batchSize: 8, gflopsPerSecond: 60 }];
    expect(peakOutlook(cells, 42)).toMatchObject({ share: 1, trend: 'near' });
  });
});
