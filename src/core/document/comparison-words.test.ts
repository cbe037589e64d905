import { describe, expect, it } from 'vitest';
import { textsOf } from '../texts/create-texts.ts';
import type { Verdict } from './comparison.ts';
import { differenceRow, percentPair, verdictWords } from './comparison-words.ts';

describe('percentPair', () => {
  it('writes as many decimals as the interval deserves', () => {
    expect(percentPair(12.34, 3.2)).toEqual(['12', '3']);
    expect(percentPair(4.234, 0.81)).toEqual(['4.2', '0.8']);
    expect(percentPair(0.312, 0.042)).toEqual(['0.31', '0.04']);
    expect(percentPair(1234, 30)).toEqual(['1,234', '30']);
  });

  it('never makes nothing of a difference', () => {
    expect(percentPair(0.3, 1.2)).toEqual(['0.3', '1.2']);
    expect(percentPair(0.004, 0.003)).toEqual(['0.004', '0.003']);
  });
});

describe('verdictWords', () => {
  const texts = textsOf('en');
  const narrow = { low: 1.09, high: 1.15 };
  const say = (verdict: Verdict, ratio = narrow) => verdictWords({ verdict, ratio }, texts);

  it('says by how much and how sure', () => {
    expect(say({ kind: 'faster', percent: 12.2, plusMinusPercent: 2.9 })).toBe('12 % ± 3 % faster');
    expect(say({ kind: 'slower', percent: 5.04, plusMinusPercent: 0.31 })).toBe('5.0 % ± 0.3 % slower');
  });

  it('gives both ends of an interval that is wide against the difference', () => {
    const far = { kind: 'faster', percent: 300, plusMinusPercent: 400 } as const;
    expect(say(far, { low: 1.5, high: 9.5 })).toBe('50 % to 850 % faster');
    const near = { kind: 'slower', percent: 20, plusMinusPercent: 15 } as const;
    expect(say(near, { low: 0.65, high: 0.95 })).toBe('5 % to 35 % slower');
  });

  it('says what could have been seen where nothing was', () => {
    expect(say({ kind: 'no-measurable-difference', plusMinusPercent: 4.4 })).toBe(
      'no measurable difference (± 4 %)',
    );
  });

  it('says why nothing can be said', () => {
    expect(say({ kind: 'not-comparable', reason: 'no-interval' })).toBe(
      'not comparable: one sample gives no interval',
    );
  });

  it('speaks Chinese', () => {
    const verdict = { kind: 'faster', percent: 12.2, plusMinusPercent: 2.9 } as const;
    expect(verdictWords({ verdict, ratio: narrow }, textsOf('zh-CN'))).toBe('快 12 % ± 3 %');
  });
});

describe('differenceRow', () => {
  const browsers = (base: string, head: string) =>
    differenceRow({ field: 'browser', base: [base], head: [head] }, textsOf('en'));

  it('names browsers as people do', () => {
    expect(browsers('Chrome 155.0.0.0', 'Chrome 156.0.0.0')).toEqual(['Browser', 'Chrome 155', 'Chrome 156']);
  });

  it('names sample sets as the page does', () => {
    const row = differenceRow(
      { field: 'inputSample', base: ['support-search'], head: ['my-set'] },
      textsOf('en'),
    );
    expect(row.slice(1)).toEqual(['Support search', 'my-set']);
  });

  it('keeps whole versions that differ in nothing else', () => {
    expect(browsers('Chrome 156.0.1.0', 'Chrome 156.0.2.0').slice(1)).toEqual([
      'Chrome 156.0.1.0',
      'Chrome 156.0.2.0',
    ]);
  });
});
