import { describe, expect, it } from 'vitest';
import { reachedMethod } from '../../../core/bench/peak.ts';
import type { DraftCell } from '../../../core/document/run-draft.ts';
import { formatOf } from '../../../core/texts/format.ts';
import { createI18n } from '../../app/testing/create-i18n.ts';
import { lane, measured } from '../charts/testing/lanes.ts';
import { lanePeakText } from './peak-area.tsx';

const words = { t: createI18n('en').t, format: formatOf('en'), laneName: () => 'WASM · fp32' };
const peak = { precision: 'int8', gflopsPerSecond: 200, method: 'MatMulInteger', size: 512 } as const;

const rated = (rates: Record<number, number>) =>
  Object.entries(rates).map(
    ([batchSize, gflopsPerSecond]) =>
      ({ ...measured(10, Number(batchSize), 50), gflopsPerSecond }) as DraftCell,
  );

const textOf = (rates: Record<number, number>) =>
  lanePeakText({ ...lane('a', 'wasm', rated(rates)), peak }, words);

describe('what is said of a lane and its device’s peak', () => {
  it('names the nearest cell and whether a larger batch may help', () => {
    expect(textOf({ 1: 60, 8: 124 })).toBe(
      'WASM · fp32: at best 62% of the device’s measured peak (200 GFLOP/s, eight-bit integers), at batch size 8 and pair count 10. It was still rising at the largest batch: a larger one may help.',
    );
    expect(textOf({ 1: 124, 8: 60 })).toContain('no longer rising');
    expect(textOf({ 1: 60, 8: 180 })).toContain('close to the limit');
    expect(textOf({ 8: 60 })).toContain('One batch size alone');
  });

  it('says so where the lane itself set the peak, and nothing of a limit', () => {
    const reached = { ...peak, method: reachedMethod, gflopsPerSecond: 124 };
    const say = (language: 'en' | 'zh-CN') => {
      const own = { ...words, t: createI18n(language).t, format: formatOf(language) };
      return lanePeakText({ ...lane('a', 'wasm', rated({ 1: 60, 8: 124 })), peak: reached }, own);
    };
    expect(say('en')).toBe(
      'WASM · fp32: at best 100% of the device’s measured peak (124 GFLOP/s, eight-bit integers), at batch size 8 and pair count 10. No matrix product in the search was as fast, so the peak is the rate of the fastest cell: how much more the device could do is not known. It was still rising at the largest batch: a larger one may help.',
    );
    expect(say('zh-CN')).toContain('以最快一格的速率为峰值');
    expect(textOf({ 1: 60, 8: 124 })).not.toContain('fastest cell');
  });

  it('is nothing without a peak, or without a rated cell', () => {
    expect(lanePeakText(lane('a', 'wasm', rated({ 1: 60 })), words)).toBeNull();
    expect(lanePeakText({ ...lane('a', 'wasm', [measured(10, 1, 50)]), peak }, words)).toBeNull();
  });
});
