import { describe, expect, it } from 'vitest';
import { sampleSets } from './sample-sets.ts';
import { countLineEnds, splitPastedDocuments, textLines, withoutByteOrderMark } from './text-lines.ts';

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

describe('splitPastedDocuments', () => {
  it('gives one document for each line that is not blank, trimmed', () => {
    expect(splitPastedDocuments(' one\r\n\r\n\ttwo \rthree\n')).toEqual(['one', 'two', 'three']);
    expect(splitPastedDocuments(' \n ')).toEqual([]);
  });

  it('gives each sample set back when its documents are pasted as lines', () => {
    for (const { documents } of sampleSets)
      expect(splitPastedDocuments(documents.join('\n'))).toEqual(documents);
  });
});
