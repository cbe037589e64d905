import { commonestFirst } from './word-frequencies.ts';
import { continuation, wordPieces } from './word-piece.ts';

const lengths = { shortest: 2, longest: 5 } as const;

/**
 * The number of candidates for each fragment that is kept. It leaves enough after dropping those that no word
 * uses.
 */
const candidatesPerFragment = 4;

/**
 * Finds fragments that can spell the words outside the vocabulary, with a few fragments to a word.
 *
 * Candidates are the substrings that replace the most single letters. WordPiece's greedy choice uses some of
 * them often and others never: it never uses "##atio", since "##ation" exists. The most used are kept.
 *
 * @param taken pieces that the vocabulary already has
 * @param forbidden pieces that it must not have
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
 * For each substring: the number of single letters that it would replace in all words, less the one piece
 * that it costs each time.
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
