import { describe, expect, it } from 'vitest';
import { countLineEnds, textLines, withoutByteOrderMark } from './text-lines.ts';

describe('textLines', () => {
  it('ends lines at LF, CRLF and a lone CR alike', () => {
    expect(textLines('a\nb\r\nc\rd')).toEqual(['a', 'b', 'c', 'd']);
  });

  it('keeps blank lines, so that places in the list are line numbers', () => {
    expect(textLines('a\r\n\r\nb\n')).toEqual(['a', '', 'b', '']);
  });

  it('drops a byte order mark at the start only', () => {
    expect(textLines('\uFEFFa\uFEFF\nb')).toEqual(['a\uFEFF', 'b']);
    expect(withoutByteOrderMark('a')).toBe('a');
  });
});

describe('countLineEnds', () => {
  it('counts a CRLF once', () => {
    expect(countLineEnds('')).toBe(0);
    expect(countLineEnds('a\r\nb\nc\r')).toBe(3);
  });
});
