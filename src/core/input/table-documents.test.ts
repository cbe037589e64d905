import { csvFormatRows } from 'd3-dsv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuoteFault } from './table-documents.ts';

describe('findQuoteFault', () => {
  it.each([
    ['no quotes', 'a,b\nc,d'],
    ['a quoted field with commas, line ends and doubled quotes', 'a,"b, ""c""\r\nd",e\r\n"f"\r\n'],
    ['an empty quoted field', '"",a\n""'],
    ['a quote inside an unquoted field', 'the 5" disk,and the 3.5" one'],
    ['a field that is one quote in quotes', '""""'],
    ['nothing', ''],
  ])('finds none in %s', (_case, csv) => {
    expect(findQuoteFault(csv)).toBeUndefined();
  });

  it('gives the line on which a quote opens that is never closed', () => {
    expect(findQuoteFault('text\n"one\ntwo"\n"three\nfour\n')).toBe(4);
    expect(findQuoteFault('"')).toBe(1);
    expect(findQuoteFault('a,"""')).toBe(1);
  });

  it('gives the line of a field with something after its closing quote', () => {
    expect(findQuoteFault('text\r\n"one"\r\n"two" ,three')).toBe(3);
    expect(findQuoteFault('"one"two')).toBe(1);
  });

  it('finds none in what a CSV writer wrote, whatever the cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', ' ') });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1 })), (rows) => {
        expect(findQuoteFault(csvFormatRows(rows))).toBeUndefined();
      }),
    );
  });
});
