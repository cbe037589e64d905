import { deflateSync, Inflate } from 'fflate';

/** The bytes compressed as raw DEFLATE (RFC 1951), as small as it gets. */
export function deflated(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return deflateSync(bytes, { level: 9, mem: 9 });
}

export type Inflated =
  | { readonly state: 'ok'; readonly bytes: Uint8Array }
  | { readonly state: 'too-large' | 'damaged' };

/** DEFLATE makes at most 1032 bytes of one, so that a slice overshoots the limit by little. */
const sliceBytes = 64;

/**
 * The bytes that were compressed, at most `maxBytes` of them: a few kilobytes can hold megabytes of zeros, so the size is
 * looked at while inflating, never after.
 */
export function inflated(bytes: Uint8Array, maxBytes: number): Inflated {
  const parts: Uint8Array[] = [];
  let total = 0;
  const inflate = new Inflate((part) => {
    parts.push(part);
    total += part.length;
  });
  try {
    for (let at = 0; at < bytes.length || at === 0; at += sliceBytes) {
      inflate.push(bytes.subarray(at, at + sliceBytes), at + sliceBytes >= bytes.length);
      if (total > maxBytes) return { state: 'too-large' };
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
  return { state: 'ok', bytes: whole };
}
