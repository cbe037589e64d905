import { describe, expect, it } from 'vitest';
import { decodeFile, looksBinary } from './file-text.ts';

/** Bytes of a text whose characters are all below 256, one byte each. */
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, isBigEndian = false) =>
  Uint8Array.from(
    Array.from({ length: text.length }, (_, place) => text.charCodeAt(place)).flatMap((unit) =>
      isBigEndian ? [unit >> 8, unit & 255] : [unit & 255, unit >> 8],
    ),
  );
const read = (bytes: Uint8Array, encoding?: string) => decodeFile(bytes, TextDecoder, encoding);

describe('decodeFile', () => {
  it.each([
    ['UTF-8', utf8('Überraschung 秋天 🍂'), 'Überraschung 秋天 🍂', 'utf-8', false],
    ['UTF-8 with a mark', utf8('\uFEFFé'), 'é', 'utf-8', false],
    ['UTF-16 LE with a mark', utf16('\uFEFFé秋'), 'é秋', 'utf-16le', false],
    ['UTF-16 BE with a mark', utf16('\uFEFFé秋', true), 'é秋', 'utf-16be', false],
    ['UTF-16 LE without a mark', utf16('query,text\r\nq,née'), 'query,text\r\nq,née', 'utf-16le', true],
    ['UTF-16 BE without a mark', utf16('query,text', true), 'query,text', 'utf-16be', true],
    ['Windows-1252', latin1('Caf\xE9 \x96 10 \x80'), 'Café – 10 €', 'windows-1252', true],
    [
      'Windows-1252 with two such letters in a row',
      latin1('p\xE4\xE4 ty\xF6 p\xE4iv\xE4'),
      'pää työ päivä',
      'windows-1252',
      true,
    ],
    ['no bytes at all', new Uint8Array(), '', 'utf-8', false],
  ])('reads %s', (_name, bytes, text, encoding, isGuess) => {
    expect(read(bytes)).toEqual({ state: 'text', text, encoding, isGuess });
  });

  it('reads one light letter in a long file as what it is', () => {
    const bytes = latin1(`${'A plain line.\n'.repeat(1000)}caf\xE9`);
    expect(read(bytes)).toMatchObject({ encoding: 'windows-1252', text: expect.stringMatching(/café$/) });
  });

  it('keeps UTF-8 where a byte is damaged and other letters prove the encoding', () => {
    const bytes = new Uint8Array([...utf8('é è ê '.repeat(100)), 0xe9, 0x20]);
    expect(read(bytes)).toMatchObject({ encoding: 'utf-8', text: expect.stringMatching(/é è ê \uFFFD $/) });
  });

  it.each([
    ['Cyrillic', [0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xec, 0xe8, 0xf0]],
    [
      'Chinese in GBK',
      [0x61, 0x62, 0x63, 0x20, 0xc7, 0xef, 0xcc, 0xec, 0x20, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a],
    ],
    ['a byte that Windows-1252 does not have', [0x63, 0x61, 0x66, 0x81, 0x20, 0x6f, 0x6b]],
  ])('does not take %s for Windows-1252', (_name, bytes) => {
    expect(read(new Uint8Array(bytes))).toEqual({ state: 'error', code: 'unknown-encoding' });
  });

  it('reads what it is told to', () => {
    expect(read(new Uint8Array([0xc7, 0xef, 0xcc, 0xec]), 'gbk')).toMatchObject({
      text: '秋天',
      isGuess: false,
    });
    expect(() => read(utf8('a'), 'no-such-encoding')).toThrow(RangeError);
  });

  it('knows files that are no text', () => {
    const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0xff, 0xfe, 0xc3, 0x28];
    expect(read(new Uint8Array(png))).toEqual({ state: 'error', code: 'looks-binary' });
    expect(read(new Uint8Array([1, 2, 3, 0xff]))).toEqual({ state: 'error', code: 'looks-binary' });
  });
});

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
