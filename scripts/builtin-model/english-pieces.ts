import { wordFragments } from './word-fragments.ts';
import { commonestFirst, type WordCounts } from './word-frequencies.ts';
import { continuation } from './word-piece.ts';
import { stemOf } from './word-stems.ts';

/**
 * The English pieces of the WordPiece vocabulary; see `englishPieces`. A piece may be in several of the sets:
 * "a" is a letter and a word.
 */
export interface EnglishPieces {
  /** Every letter, at the start of a word and within it, so that any word can be split. */
  readonly letters: ReadonlySet<string>;
  /** Endings after a stem, marked as continuations. They carry grammar, not content. */
  readonly endings: ReadonlySet<string>;
  /** Whole words, and the stems of words whose ending changes. */
  readonly stems: ReadonlySet<string>;
  /** Parts of words that are not in the vocabulary. Some are marked as continuations. */
  readonly fragments: ReadonlySet<string>;
}

const letters: ReadonlySet<string> = new Set(
  [...'abcdefghijklmnopqrstuvwxyz'].flatMap((letter) => [letter, continuation + letter]),
);

/**
 * An ending that fewer different words have is taken for a coincidence of spelling. Such words stay whole.
 */
const fewestWordsWithEnding = 10;

const fragmentCount = 1_000;

/**
 * Chooses the English part of the vocabulary: the most common words, split into stem and ending, and
 * fragments for all other words.
 *
 * @param budget the number of pieces in all
 */
export function englishPieces(counts: WordCounts, budget: number): EnglishPieces {
  const split = new Map([...counts.keys()].map((word) => [word, stemOf(word, counts)]));
  const endings = commonEndings([...split.values()].map(({ ending }) => ending));
  const stems = new Map<string, string>();
  for (const [word, { stem, ending }] of split) {
    stems.set(word, ending === '' || endings.has(continuation + ending) ? stem : word);
  }

  const stemCounts = new Map<string, number>();
  for (const [word, stem] of stems) {
    stemCounts.set(stem, (stemCounts.get(stem) ?? 0) + (counts.get(word) ?? 0));
  }
  const stemCount = budget - new Set([...letters, ...endings]).size - fragmentCount;
  const kept = new Set(commonestFirst(stemCounts).slice(0, stemCount));

  const others: string[] = [];
  const tooLong = new Set<string>();
  for (const [word, stem] of stems) {
    if (!kept.has(stem)) others.push(word);
    // A fragment longer than the stem would be matched in its place.
    else for (let end = stem.length + 1; end < word.length; end += 1) tooLong.add(word.slice(0, end));
  }
  const taken = new Set([...letters, ...endings, ...kept]);
  const fragments = wordFragments(others, fragmentCount, taken, tooLong);
  return { letters, endings, stems: kept, fragments };
}

function commonEndings(all: readonly string[]): ReadonlySet<string> {
  const words = new Map<string, number>();
  for (const ending of all) words.set(ending, (words.get(ending) ?? 0) + 1);
  words.delete('');
  const common = commonestFirst(words).filter((ending) => (words.get(ending) ?? 0) >= fewestWordsWithEnding);
  return new Set(common.map((ending) => continuation + ending));
}
