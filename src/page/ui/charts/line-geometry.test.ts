import { describe, expect, test } from 'vitest';
import type { DraftCell } from '../../../core/document/run-draft.ts';
import { placeLines } from './line-geometry.ts';
import { cellAt, lane, measured } from './testing/lanes.ts';
import { captions } from './throughput-captions.ts';
import { throughputLines } from './throughput-lines.ts';

const scales = {
  plot: { x: 0, y: 0, width: 500, height: 200 },
  x: (batchSize: number) => 100 * Math.log2(batchSize),
  y: (pairsPerSecond: number) => 200 - 2 * pairsPerSecond,
};
const placed = (...cells: DraftCell[]) => placeLines(throughputLines([lane('a', 'wasm', cells)]), scales);
const warmedUp = (batchSize: number, latencyMs: number): DraftCell => ({
  ...cellAt(10, batchSize),
  state: 'warmed-up',
  firstRunMs: 0,
  latencyMs,
  gpuBytes: null,
  wasmBytes: null,
});

describe('placeLines', () => {
  test('joins neighbours that are both measured, and others faintly', () => {
    const [line] = placed(measured(10, 1, 10), measured(10, 2, 20), warmedUp(4, 1000));
    expect(line?.curve).toBe('M0.0 180.0L100.0 160.0');
    expect(line?.provisionalCurve).toBe('M100.0 160.0L200.0 180.0');
  });

  test('does not draw over a cell that was tried in vain', () => {
    const failed: DraftCell = { ...cellAt(10, 2), state: 'failed', firstRunMs: null };
    expect(placed(measured(10, 1, 10), failed, measured(10, 4, 20))[0]?.curve).toBe('');
  });

  test('caps an error bar at both ends, with an arrowhead where it leaves the plot', () => {
    const [inside] = placed(measured(10, 1, 20, [400, 625]));
    expect(inside?.bars).toBe('M0.0 168.1L0.0 149.9M-3.5 168.1L3.5 168.1M-3.5 149.9L3.5 149.9');
    const [beyond] = placed(measured(10, 1, 20, [-700, 1700]));
    expect(beyond?.bars).toBe('M0.0 196.4L0.0 0.0M-3.5 196.4L3.5 196.4M-3.5 5.0L0.0 0.0L3.5 5.0');
  });

  test('sets lines beside one another, around the place of their batch size', () => {
    const lines = placed(measured(10, 1, 10), measured(50, 1, 10), measured(100, 1, 10));
    expect(lines.map(({ points }) => points[0]?.x)).toEqual([-5, 0, 5]);
  });

  test('sets floor marks of one batch size side by side, within the plot', () => {
    const lost = (pairCount: number): DraftCell => ({
      ...cellAt(pairCount, 2),
      state: 'out-of-memory',
      firstRunMs: null,
    });
    const lines = placed(lost(10), lost(50), lost(100), lost(200));
    expect(lines.map(({ floor }) => [floor[0]?.x, floor[0]?.y])).toEqual([
      [88, 192],
      [100, 192],
      [112, 192],
      [100, 180],
    ]);
  });
});

describe('captions', () => {
  const texts = { best: () => '8 · 57/s', end: () => '50' };

  test('name nothing but the best point, and of several pair counts the ends of their lines', () => {
    const [first, second] = [measured(10, 2, 50), measured(10, 4, 40)];
    const found = captions(placed(first, second), texts, scales.plot);
    expect(found.map(({ id, text, leader }) => [id, text, leader])).toEqual([
      ['a/10/best', '8 · 57/s', null],
    ]);
    const several = captions(placed(first, second, measured(50, 2, 20)), texts, scales.plot);
    expect(several.map(({ id }) => id).sort()).toEqual(['a/10/best', 'a/10/end', 'a/50/best', 'a/50/end']);
  });

  test('never overlap, however close the points are', () => {
    const cells = [10, 20, 30, 40, 50, 60].map((pairCount) => measured(pairCount, 4, 50));
    const boxes = captions(placed(...cells), texts, scales.plot).map(({ box }) => box);
    expect(boxes.length).toBeGreaterThan(3);
    for (const [i, a] of boxes.entries()) {
      for (const b of boxes.slice(i + 1)) {
        const apart =
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart).toBe(true);
      }
    }
  });

  test('lead back to their point when they stand farther off', () => {
    const roomAtTheTop = { ...scales.plot, height: 60 };
    const [best] = captions(placed(measured(10, 4, 50)), texts, roomAtTheTop);
    expect(best).toMatchObject({ kind: 'best', leader: 'M200.0 92.0L200.0 46.0' });
  });

  test('name the ends of lines in the order the lines end in', () => {
    const cells = [10, 20, 30].flatMap((pairCount, index) => [
      measured(pairCount, 2, 80 - 20 * index),
      measured(pairCount, 4, 20 - index),
    ]);
    const ends = captions(placed(...cells), texts, scales.plot).filter(({ kind }) => kind === 'end');
    const fromTop = ends.toSorted((a, b) => a.box.y - b.box.y).map(({ lineId }) => lineId);
    expect(fromTop).toEqual(['a/10', 'a/20', 'a/30']);
  });
});
