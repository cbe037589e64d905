import { describe, expect, it } from 'vitest';
import type { DraftCell } from '../../../core/document/run-draft.ts';
import { lane, measured, place } from '../charts/testing/lanes.ts';
import { widestInterval } from './widest-interval.ts';

/** At 100 pairs/s a request of 10 pairs takes 100 ms. */
const half = (batchSize: number, ms: number) => measured(10, batchSize, 100, [100 - ms, 100 + ms]);
const widest = (...cells: DraftCell[]) => widestInterval(lane('a', 'wasm', cells));

describe('widestInterval', () => {
  it('is half the widest interval over its mean', () => {
    expect(widest(half(1, 3), half(2, 7), half(4, 1))).toBeCloseTo(0.07, 10);
  });

  it('waits until every cell that is still sampled has an interval', () => {
    expect(widest(half(1, 3), measured(10, 2, 100, null))).toBeNull();
    expect(widest(half(1, 3), { ...place(10, 2), state: 'pending' })).toBeNull();
    expect(widest()).toBeNull();
  });

  it('does not wait for cells that have ended', () => {
    const ended = { ...half(2, 40), reason: 'gpu-memory' } as DraftCell;
    const skipped: DraftCell = { ...place(10, 4), state: 'skipped', firstRunMs: null };
    expect(widest(half(1, 3), ended, skipped)).toBeCloseTo(0.03, 10);
  });
});
