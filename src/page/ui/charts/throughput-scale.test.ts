import { describe, expect, test } from 'vitest';
import type { DraftCell } from '../../../core/document/run-draft.ts';
import { lane, measured } from './testing/lanes.ts';
import { throughputLines } from './throughput-lines.ts';
import { throughputScale } from './throughput-scale.ts';

const scaleOf = (...cells: DraftCell[]) => throughputScale(throughputLines([lane('a', 'wasm', cells)]), 5);

describe('throughputScale', () => {
  test('says nothing but zero while there is nothing to show', () => {
    expect(throughputScale([], 5)).toEqual({ domain: [0, 1], ticks: [0] });
  });

  test('runs from zero to a round number with room for a label above the highest point', () => {
    expect(scaleOf(measured(10, 1, 45))).toEqual({ domain: [0, 50], ticks: [0, 10, 20, 30, 40, 50] });
    expect(scaleOf(measured(10, 1, 46)).domain).toEqual([0, 60]);
  });

  test('serves slow models and fast ones', () => {
    expect(scaleOf(measured(10, 1, 0.03)).ticks).toEqual([0, 0.01, 0.02, 0.03, 0.04]);
    expect(scaleOf(measured(10, 1, 9000)).ticks).toEqual([0, 2000, 4000, 6000, 8000, 10000]);
  });

  test('makes room for error bars up to a fifth above the highest point', () => {
    expect(scaleOf(measured(10, 1, 45, [1000 / 5.2, 230])).domain).toEqual([0, 60]);
  });

  test('is not flattened by an interval that bounds nothing', () => {
    expect(scaleOf(measured(10, 1, 40, [-50, 550])).domain).toEqual([0, 50]);
  });
});
