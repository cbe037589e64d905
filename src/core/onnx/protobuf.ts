/**
 * The few rules of protobuf's wire format that reading and rewriting an ONNX file takes
 * (https://protobuf.dev/programming-guides/encoding/). A file may have gigabytes, so fields are views of its
 * bytes, and what is not asked for is stepped over.
 */

/** One field of a message. */
export interface Field {
  readonly number: number;
  /** A number, or the contents of a text, a list or a message; empty for numbers of fixed width. */
  readonly value: number;
  readonly bytes: Uint8Array;
  /** Where the field begins, key included, and where it ends, in the message. */
  readonly start: number;
  readonly end: number;
}

const nothing: Uint8Array = new Uint8Array(0);

/**
 * The fields of a message in their order. A number above 2⁵³ loses its low digits.
 *
 * @throws RangeError where the bytes are no message
 */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = message[at++];
      if (byte === undefined || shift > 2 ** 63) throw new RangeError('A number has no end.');
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  while (at < message.length) {
    const start = at;
    const key = varint();
    const number = Math.floor(key / 8);
    const wireType = key % 8;
    let value = 0;
    let bytes = nothing;
    if (wireType === 0) value = varint();
    else if (wireType === 1) at += 8;
    else if (wireType === 5) at += 4;
    else if (wireType === 2) {
      const length = varint();
      bytes = message.subarray(at, at + length);
      at += length;
    } else throw new RangeError(`There is no wire type ${wireType}.`);
    if (at > message.length) throw new RangeError('A field is longer than its message.');
    yield { number, value, bytes, start, end: at };
  }
}

/** The contents of the message's fields of this number, in their order. */
export function* contentsOf(message: Uint8Array, number: number): Generator<Uint8Array> {
  for (const field of fieldsOf(message)) if (field.number === number) yield field.bytes;
}

/** The contents of the message's first field of this number; `undefined` where there is none. */
export function firstOf(message: Uint8Array, number: number): Uint8Array | undefined {
  for (const bytes of contentsOf(message, number)) return bytes;
  return undefined;
}

/** The numbers of a field that may have several, packed or not. */
export function numbersIn({ value, bytes }: Pick<Field, 'value' | 'bytes'>): number[] {
  if (bytes.length === 0) return [value];
  const all: number[] = [];
  let number = 0;
  let shift = 1;
  for (const byte of bytes) {
    number += (byte & 127) * shift;
    shift *= 128;
    if (byte < 128) {
      all.push(number);
      [number, shift] = [0, 1];
    }
  }
  return all;
}

/** A text of ASCII, as the names of operators and values are; other characters come out as their bytes. */
export function asciiText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** The bytes of an ASCII text. */
export const asciiBytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** The key and length that stand before the contents of a text, a list or a message. */
export function fieldHead(number: number, length: number): Uint8Array {
  const bytes: number[] = [];
  for (const part of [number * 8 + 2, length]) {
    let rest = part;
    for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

/** All parts in one array. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
