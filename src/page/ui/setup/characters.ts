import type { DocumentRow } from '../../store/input-slice.ts';

/** Characters (UTF-16 units) of all documents together, their own queries included. */
export function charactersOf(documents: readonly DocumentRow[]): number {
  return documents.reduce((sum, { text, query }) => sum + text.length + (query?.length ?? 0), 0);
}
