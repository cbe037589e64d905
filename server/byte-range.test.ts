import { describe, expect, it } from 'vitest';
import { parseByteRange } from './byte-range.ts';

describe('a byte range', () => {
  it.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=2-5', { first: 2, last: 5 }],
    ['bytes=2-', { first: 2, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-30', { first: 0, last: 9 }],
    ['bytes=9-90', { first: 9, last: 9 }],
  ])('%s of ten bytes is read', (header, range) => {
    expect(parseByteRange(header, 10)).toEqual(range);
  });

  it.each(['bytes=10-', 'bytes=10-20', 'bytes=-0'])('%s lies outside ten bytes', (header) => {
    expect(parseByteRange(header, 10)).toBe('unsatisfiable');
  });

  it.each([undefined, '', 'bytes=-', 'bytes=5-2', 'bytes=0-1,4-5', 'lines=0-1', 'bytes=a-b'])(
    '%s is ignored',
    (header) => {
      expect(parseByteRange(header, 10)).toBeUndefined();
    },
  );

  it('has no bytes to give of an empty file', () => {
    expect(parseByteRange('bytes=0-0', 0)).toBe('unsatisfiable');
    expect(parseByteRange('bytes=-1', 0)).toBe('unsatisfiable');
  });
});
