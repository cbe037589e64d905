/** A range of bytes. Both ends are inclusive, as in the header. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads a `Range` header that asks for one range (https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2).
 *
 * @param size the file's length in bytes
 * @returns `undefined` if the header is missing or not understood, and so must be ignored
 */
export function parseByteRange(
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  if (from === '') {
    const wanted = Number(to);
    return wanted === 0 || size === 0
      ? 'unsatisfiable'
      : { first: Math.max(0, size - wanted), last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return undefined;
  return first >= size ? 'unsatisfiable' : { first, last };
}
