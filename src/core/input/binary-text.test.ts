import { describe, expect, it } from 'vitest';
import { looksBinary } from './binary-text.ts';

describe('looksBinary', () => {
  it('takes any text with a NUL for binary, however long', () => {
    expect(looksBinary(`${'a'.repeat(100_000)}\0`)).toBe(true);
  });

  it('lets half a per cent of replacement characters pass and no more', () => {
    expect(looksBinary(`${'a'.repeat(199)}\uFFFD`)).toBe(false);
    expect(looksBinary(`${'a'.repeat(198)}\uFFFD`)).toBe(true);
  });

  it('lets half a per cent of control characters pass and no more', () => {
    expect(looksBinary(`${'a'.repeat(398)}\u0001\u001B`)).toBe(false);
    expect(looksBinary(`${'a'.repeat(397)}\u0001\u001B`)).toBe(true);
  });

  it('does not mind the controls that plain text uses, nor any script', () => {
    expect(looksBinary('\t\r\n\f')).toBe(false);
    expect(looksBinary('Überraschung 秋天 🍂 مرحبا')).toBe(false);
    expect(looksBinary('')).toBe(false);
  });

  it('knows a PNG and a UTF-16 text that were decoded as UTF-8', () => {
    const decode = (bytes: number[]): string =>
      bytes.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : '\uFFFD')).join('');
    expect(looksBinary(decode([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe(true);
    expect(looksBinary(decode([0xff, 0xfe, 0x61, 0x00, 0x62, 0x00]))).toBe(true);
  });
});
