/**
 * A random id in the form of a UUID (RFC 9562, version 4). `crypto.randomUUID` makes the same, but pages over
 * plain http lack it, while they have `crypto.getRandomValues`.
 *
 * @param fill puts random bytes into an array
 */
export function randomId(fill: (bytes: Uint8Array<ArrayBuffer>) => void): string {
  const bytes = new Uint8Array(16);
  fill(bytes);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
