/**
 * The memory that a message may hand over rather than copy: each buffer behind its arrays once, since the same one twice
 * is refused. Shared memory needs no handing over.
 *
 * @param message an object whose properties may be typed arrays
 */
export function transferableOf(message: object): ArrayBuffer[] {
  const buffers = Object.values(message).flatMap((value: unknown) =>
    ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer ? [value.buffer] : [],
  );
  return [...new Set(buffers)];
}
