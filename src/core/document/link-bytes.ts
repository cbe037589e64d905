import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';

/**
 * The letters of a link are base64url. The first four bytes are the CRC-32 (little-endian) of the rest, which
 * is the deflated text.
 */

/** Most bytes of a link's inflated text. It stops links that are made to fill the memory. */
const maxInflatedBytes = 256 * 1024;

const checksumBytes = 4;

/** The text as letters that an address can carry, compressed as far as possible. */
export function textToLetters(text: string): string {
  const packed = deflateSync(strToU8(text), { level: 9, mem: 9 });
  const bytes = new Uint8Array(checksumBytes + packed.length);
  new DataView(bytes.buffer).setUint32(0, crc32(packed), true);
  bytes.set(packed, checksumBytes);
  return toBase64Url(bytes);
}

export type TextOfLetters =
  | { readonly state: 'ok'; readonly text: string }
  | { readonly state: 'damaged' | 'too-large' };

/** The text that `textToLetters` turned into these letters; `damaged` where letters were lost or changed. */
export function lettersToText(letters: string): TextOfLetters {
  const bytes = fromBase64Url(letters);
  if (bytes === null || bytes.length <= checksumBytes) return { state: 'damaged' };
  const packed = bytes.subarray(checksumBytes);
  if (new DataView(bytes.buffer).getUint32(0, true) !== crc32(packed)) return { state: 'damaged' };
  return inflated(packed);
}

/** One byte of DEFLATE gives at most 1032 bytes, so a slice exceeds the limit by little. */
const sliceBytes = 64;

/** A few kilobytes can hold megabytes of zeros, so the size is checked while inflating, not after. */
function inflated(bytes: Uint8Array): TextOfLetters {
  const parts: Uint8Array[] = [];
  let total = 0;
  const inflate = new Inflate((part) => {
    parts.push(part);
    total += part.length;
  });
  try {
    for (let at = 0; at < bytes.length || at === 0; at += sliceBytes) {
      inflate.push(bytes.subarray(at, at + sliceBytes), at + sliceBytes >= bytes.length);
      if (total > maxInflatedBytes) return { state: 'too-large' };
    }
  } catch {
    return { state: 'damaged' };
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return { state: 'ok', text: strFromU8(whole) };
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/**
 * CRC-32 of the bytes, unsigned. It detects accidents, not malice: every burst of up to 32 bits, and all but
 * one in four billion of other faults. Source: ISO 3309, reflected polynomial 0xEDB88320, as gzip and PNG use
 * it.
 */
export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (value >>> 8) ^ (crcTable[(value ^ byte) & 0xff] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const letterValues = new Map([...alphabet].map((letter, value) => [letter, value]));

/**
 * Bytes as base64url without padding (RFC 4648 §5). It is written here because `btoa` works on strings and
 * only Node has `Buffer`.
 */
export function toBase64Url(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const letters = Math.min(4, bytes.length - i + 1);
    for (let letter = 0; letter < letters; letter++) text += alphabet[(group >> (18 - 6 * letter)) & 63];
  }
  return text;
}

/**
 * The bytes of a base64url text, or `null` where `toBase64Url` would not have written it: a foreign letter,
 * an impossible length, or unused bits that are set, so that no two texts mean the same bytes.
 */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    const value = letterValues.get(letter);
    if (value === undefined) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 0xff;
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : null;
}
