import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../core/document/verdict.ts';
import { createI18n } from '../../app/create-i18n.ts';
import { verdictText } from './verdict-text.ts';

describe('verdictText', () => {
  const { t } = createI18n('en');
  const narrow = { low: 1.09, high: 1.15 };
  const say = (verdict: Verdict, ratio = narrow) => verdictText({ verdict, ratio }, t, 'en');

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
    const chinese = createI18n('zh-CN');
    const verdict = { kind: 'faster', percent: 12.2, plusMinusPercent: 2.9 } as const;
    expect(verdictText({ verdict, ratio: narrow }, chinese.t, 'zh-CN')).toBe('快 12 % ± 3 %');
  });
});
