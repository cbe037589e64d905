import { commonestFirst } from './word-frequencies.ts';
import { continuation, wordPieces } from './word-piece.ts';

const lengths = { shortest: 2, longest: 5 } as const;

/** Candidates for each fragment that is kept: enough that those no word uses in the end can be dropped. */
const candidatesPerFragment = 4;

/**
 * Fragments from which words that are not in the vocabulary can be put together, a few to a word.
 *
 * Candidates are the substrings that replace most single letters. Of these, WordPiece's greedy choice uses
 * some often and others never ("##atio", since there is "##ation"); the most used are kept.
 *
 * @param taken pieces the vocabulary has already
 * @param forbidden pieces it must not have
 */
export function wordFragments(
  words: readonly string[],
  count: number,
  taken: ReadonlySet<string>,
  forbidden: ReadonlySet<string>,
): ReadonlySet<string> {
  const saved = lettersSaved(words);
  const candidates = commonestFirst(saved)
    .filter((piece) => !taken.has(piece) && !forbidden.has(piece))
    .slice(0, count * candidatesPerFragment);

  const vocabulary = new Set([...taken, ...candidates]);
  const uses = new Map(candidates.map((piece) => [piece, 0]));
  for (const word of words) {
    for (const piece of wordPieces(word, vocabulary) ?? []) {
      const used = uses.get(piece);
      if (used !== undefined) uses.set(piece, used + 1);
    }
  }
  return new Set(commonestFirst(uses).slice(0, count));
}

/**
 * For each substring, in all words: the single letters it would stand for, less the one piece it takes
 * itself.
 */
function lettersSaved(words: readonly string[]): ReadonlyMap<string, number> {
  const saved = new Map<string, number>();
  for (const word of words) {
    for (let start = 0; start <= word.length - lengths.shortest; start += 1) {
      const longest = Math.min(lengths.longest, word.length - start);
      for (let length = lengths.shortest; length <= longest; length += 1) {
        const piece = (start > 0 ? continuation : '') + word.slice(start, start + length);
        saved.set(piece, (saved.get(piece) ?? 0) + length - 1);
      }
    }
  }
  return saved;
}
