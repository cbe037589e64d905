import { rarityLevel } from '../../src/core/onnx/coverage/features.ts';
import type { CoverageToken } from '../../src/core/onnx/coverage/token-codes.ts';
import { characterShare, commonChineseCharacters } from './chinese-characters.ts';
import { type EnglishPieces, englishPieces } from './english-pieces.ts';
import type { WordCounts } from './word-frequencies.ts';
import { continuation, wordPieces } from './word-piece.ts';

export interface VocabularyEntry extends CoverageToken {
  readonly text: string;
}

/** The special tokens in the order of their ids. */
export const specialTokens = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'] as const;

/** The number of tokens. */
const vocabularySize = 12_000;

const digits = [...'0123456789'];
const twoDigits = digits.flatMap((ten) => digits.map((one) => ten + one));
const asciiMarks = [...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'];
const otherMarks = [...'“”‘’«»–—…·•°§€£¥©®™±×÷→←，。？！：；、（）《》【】「」￥～'];

/** The rarities of tokens that are not counted, in nats. */
const rarity = { digit: 3, twoDigits: 4, unknown: 6 } as const;

/** The assumed number of words in a text. It turns a share of running text into a share of texts. */
const wordsPerText = 100;

/** Added to the count of every word, so that fragments of rare words do not become rare. */
const unseenCount = 50;

/**
 * A word has several fragments. Together they should count about as much as one rare word that is a token
 * itself.
 */
const fragmentFactor = 0.5;

/**
 * All tokens in the order of their ids: special tokens, marks, digits, Chinese characters, English pieces.
 *
 * A token's rarity is ln(1 / share of texts that contain it), the inverse document frequency in general
 * language. Marks and the endings of English words have almost none.
 */
export function makeVocabulary(counts: WordCounts): readonly VocabularyEntry[] {
  const words: VocabularyEntry[] = [
    ...[...asciiMarks, ...otherMarks].map((text) => word(text, 0)),
    ...startingAndGoingOn(digits).map((text) => word(text, rarity.digit)),
    ...startingAndGoingOn(twoDigits).map((text) => word(text, rarity.twoDigits)),
    ...commonChineseCharacters().map((text) => word(text, rarityOfShare(characterShare(text)))),
  ];
  const budget = vocabularySize - specialTokens.length - words.length;
  return [
    ...specialTokens.map(specialToken),
    ...words,
    ...englishEntries(englishPieces(counts, budget), counts),
  ];
}

function specialToken(text: (typeof specialTokens)[number]): VocabularyEntry {
  const kind = text === '[CLS]' || text === '[SEP]' ? 'frame' : 'unknown';
  return { text, kind, rarityLevel: kind === 'frame' ? 0 : rarityLevel(rarity.unknown) };
}

function englishEntries(pieces: EnglishPieces, counts: WordCounts): readonly VocabularyEntry[] {
  const vocabulary = new Set([...pieces.letters, ...pieces.endings, ...pieces.fragments, ...pieces.stems]);
  const uses = new Map<string, number>();
  let total = 0;
  for (const [text, count] of counts) {
    const seen = count + unseenCount;
    total += seen;
    for (const piece of wordPieces(text, vocabulary) ?? []) uses.set(piece, (uses.get(piece) ?? 0) + seen);
  }
  const weight = (piece: string): number => {
    if (pieces.endings.has(piece)) return 0;
    const rarity = rarityOfShare((uses.get(piece) ?? unseenCount) / total);
    return pieces.stems.has(piece) ? rarity : rarity * fragmentFactor;
  };
  return [...vocabulary].map((piece) => word(piece, weight(piece)));
}

function word(text: string, weight: number): VocabularyEntry {
  return { text, kind: 'word', rarityLevel: rarityLevel(weight) };
}

/** Turns a token's share of running text into its rarity, ln(1 / share of texts). */
function rarityOfShare(shareOfText: number): number {
  return -Math.log(1 - (1 - shareOfText) ** wordsPerText);
}

function startingAndGoingOn(pieces: readonly string[]): readonly string[] {
  return [...pieces, ...pieces.map((piece) => continuation + piece)];
}
