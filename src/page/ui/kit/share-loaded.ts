import type { FileProgress } from '../../../worker/protocol/messages.ts';

/** Share of the bytes that are there, over the files whose size is known; 0 while none is. */
export function shareLoaded(files: readonly FileProgress[]): number {
  let loaded = 0;
  let total = 0;
  for (const { loadedBytes, totalBytes, done } of files) {
    const size = totalBytes ?? (done ? loadedBytes : 0);
    total += size;
    loaded += done ? size : Math.min(loadedBytes, size);
  }
  return total > 0 ? loaded / total : 0;
}

/** Bytes of all files together; `total` is `null` while the size of one of them is not known. */
export function totalLoaded(files: readonly FileProgress[]): { loaded: number; total: number | null } {
  const sizes = files.map(({ totalBytes, loadedBytes, done }) => totalBytes ?? (done ? loadedBytes : null));
  return {
    loaded: files.reduce((sum, { loadedBytes }) => sum + loadedBytes, 0),
    total: sizes.includes(null) ? null : sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0),
  };
}
