import { describe, expect, it, vi } from 'vitest';
import { formatOf } from './format.ts';

const english = formatOf('en');
const chinese = formatOf('zh-CN');

describe('formatOf', () => {
  it('shows three digits of a rate, and whole numbers from a thousand on', () => {
    expect([0.1234, 5.678, 57.34, 999.4, 1234.5].map(english.rate)).toEqual([
      '0.123',
      '5.68',
      '57.3',
      '999',
      '1,235',
    ]);
  });

  it('never claims certainty or impossibility of a probability that only comes close', () => {
    expect([0, 0.00001, 0.0096, 0.01, 0.5, 0.99, 0.9968, 0.99999, 1].map(english.percent)).toEqual([
      '0%',
      '0.1%',
      '1.0%',
      '1%',
      '50%',
      '99%',
      '99.7%',
      '99.9%',
      '100%',
    ]);
  });

  it('shows a score with three decimals and a true minus sign', () => {
    expect([-5.6521, 0, 5.262].map(english.score)).toEqual(['−5.652', '0.000', '5.262']);
  });

  it('shows durations in the unit that suits them', () => {
    const durations = [0, 0.85, 842.4, 999.4, 999.5, 1240, 59_499, 59_500, 125_000, 3_599_400, 5_400_000];
    expect(durations.map(english.duration)).toEqual([
      '0 ms',
      '0.85 ms',
      '842 ms',
      '999 ms',
      '1 sec',
      '1.24 sec',
      '59.5 sec',
      '1 min',
      '2 min 5 sec',
      '59 min 59 sec',
      '1 hr 30 min',
    ]);
    expect(chinese.duration(125_000)).toBe('2 分钟 5 秒');
  });

  it.each(['en', 'zh-CN'])('writes a duration’s unit as the browser would, after a space: %s', (language) => {
    const { duration } = formatOf(language);
    for (const [name, ms, values] of [
      ['millisecond', 1, [0, 0.25, 1, 57.3, 842]],
      ['second', 1000, [1, 1.24, 59.4]],
      ['minute', 60_000, [1, 59]],
      ['hour', 3_600_000, [1, 30, 2000]],
    ] as const) {
      const format = new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' });
      expect(values.map((value) => duration(value * ms))).toEqual(
        values.map((value) => format.format(value).replace(/(\d)(?=\p{Script=Han})/u, '$1 ')),
      );
    }
  });

  it('shows sizes in decimal units, as hubs state them', () => {
    expect([0, 812, 17_080_000, 571e6, 1140e6].map(english.bytes)).toEqual([
      '0 kB',
      '0.812 kB',
      '17.1 MB',
      '571 MB',
      '1.14 GB',
    ]);
  });

  it('gives a mean and its interval the decimals that both need', () => {
    expect(english.plusMinus(201, 3.97)).toEqual(['201', '4']);
    expect(english.plusMinus(5.234, 0.118)).toEqual(['5.23', '0.12']);
    expect(english.plusMinus(114, 0.31)).toEqual(['114.0', '0.3']);
    expect(english.plusMinus(1865.4, 32.5)).toEqual(['1,865', '33']);
    expect(english.plusMinus(12, 0)).toEqual(['12.0', '0.0']);
  });

  it.each(['en', 'zh-CN'])('writes numbers, dates and lists as the browser would: %s', (language) => {
    const { count, rate, score, percent, date, dateToSecond, list } = formatOf(language);
    const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options).format;
    const values = [0, 0.00012345, 0.0789, 0.96, 7.1, 999.6, 1234, 45_678.2, 9_876_543];
    expect(values.map(Math.round).map(count)).toEqual(values.map(number({ maximumFractionDigits: 0 })));
    const small = values.filter((value) => value < 1000);
    expect(small.map(rate)).toEqual(small.map(number({ maximumSignificantDigits: 3 })));
    const threeDecimals = number({ minimumFractionDigits: 3, maximumFractionDigits: 3 });
    expect(values.map(score)).toEqual(values.map(threeDecimals));
    const shares = [0, 0.285, 0.5, 0.96, 12.345, -0.2];
    expect(shares.map(percent)).toEqual(shares.map(number({ style: 'percent' })));

    const { format } = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    const moments = ['2026-11-20T00:05:00', '2026-01-02T12:00:00', '2026-05-31T23:59:59'];
    // Node has a narrow space before AM, where browsers have a plain one.
    const expected = moments.map((moment) => format(new Date(moment)).replace('\u202f', ' '));
    expect(moments.map(date)).toEqual(expected);
    const toSecond = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
    expect(moments.map(dateToSecond)).toEqual(
      moments.map((moment) => toSecond.format(new Date(moment)).replace('\u202f', ' ')),
    );

    const lists = [[], ['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd']];
    const conjunction = new Intl.ListFormat(language, { type: 'conjunction' });
    expect(lists.map(list)).toEqual(lists.map((parts) => conjunction.format(parts)));
  });

  it('needs no format of the browser, each kind of which takes long to set up', () => {
    const kinds = ['NumberFormat', 'DateTimeFormat', 'ListFormat'] as const;
    const made = kinds.map((kind) => vi.spyOn(Intl, kind));
    // A language of its own, since the formats of a language are kept.
    const format = formatOf('en-GB');
    format.count(12_345);
    format.rate(0.0001234);
    format.plusMinus(201, 3.97);
    format.score(-5.6521);
    format.percent(0.968);
    format.bytes(1.136e9);
    format.duration(125_000);
    format.list(['WASM', 'WebGPU']);
    format.date('2026-11-20T09:00:00Z');
    for (const one of made) expect(one).not.toHaveBeenCalled();
  });

  it('gives the same object for the same language, so that it can be depended on', () => {
    expect(formatOf('en')).toBe(english);
  });
});
