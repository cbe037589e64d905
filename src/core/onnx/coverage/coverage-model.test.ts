// @module-tag slow
import { InferenceSession } from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { coverageScore, type SegmentedPair } from '../testing/coverage-reference.ts';
import { scorePairs } from '../testing/score-pairs.ts';
import { coverageModel, scoreWeights } from './coverage-model.ts';
import { highestRarityLevel } from './features.ts';
import type { CoverageToken } from './token-codes.ts';

const [padding, unknown, cls, sep] = [0, 1, 2, 3];
const firstWord = 4;
const vocabulary: readonly CoverageToken[] = Array.from({ length: 3_000 }, (_, id): CoverageToken => {
  if (id === padding || id === unknown) return { kind: 'unknown', rarityLevel: highestRarityLevel };
  if (id === cls || id === sep) return { kind: 'frame', rarityLevel: 0 };
  return { kind: 'word', rarityLevel: (id * 7) % (highestRarityLevel + 1) };
});

function pair(query: readonly number[], document: readonly number[]): SegmentedPair {
  const first = [cls, ...query, sep];
  const second = [...document, sep];
  return { ids: [...first, ...second], segments: [...first.map(() => 0), ...second.map(() => 1)] };
}

/** Words from a multiplicative generator: the same in every run. */
function words(count: number, seed: number): readonly number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return firstWord + (state % (vocabulary.length - firstWord));
  });
}

const score = (encoded: SegmentedPair) => coverageScore(encoded, vocabulary);

describe('the coverage model', () => {
  let session: InferenceSession;
  beforeAll(async () => {
    session = await InferenceSession.create(coverageModel(vocabulary));
  });
  afterAll(() => session.release());

  const expectAgreement = async (pairs: readonly SegmentedPair[]) => {
    const together = await scorePairs(session, pairs);
    for (const [place, encoded] of pairs.entries()) {
      const [alone] = await scorePairs(session, [encoded]);
      expect(Math.abs((alone ?? Number.NaN) - score(encoded))).toBeLessThan(1e-3);
      expect(Math.abs((together[place] ?? Number.NaN) - score(encoded))).toBeLessThan(1e-3);
    }
  };

  it('scores a pair as its definition says, alone and in a padded batch', async () => {
    const query = words(8, 1);
    await expectAgreement([
      pair(query, query),
      pair(query, words(20, 2)),
      pair(query, [...query.slice(0, 3), ...words(60, 3)]),
      pair(query, [...words(200, 4), ...query.slice(4)]),
    ]);
  });

  it('still finds single words among the 512 tokens of the longest pair', async () => {
    const query = words(30, 5);
    const encoded = pair(query, [...words(478, 6), query[9] ?? 0]);
    expect(encoded.ids).toHaveLength(512);
    await expectAgreement([encoded, pair(query, words(479, 7))]);
  });

  it('takes no harm from words that stand there many times', async () => {
    const [a = 0, b = 0, c = 0] = words(3, 8);
    const many = (word: number) => new Array<number>(200).fill(word);
    await expectAgreement([
      pair([a, a, b], [a, c, a]),
      pair(many(a), [...many(b), a]),
      pair([a, b], [...many(a), ...many(c)]),
    ]);
  });

  it('gives an empty document the lowest score of all', async () => {
    const empty = pair(words(5, 9), []);
    await expectAgreement([empty, pair([], words(5, 9)), pair([], [])]);
    const [alone] = await scorePairs(session, [empty]);
    expect(alone).toBeCloseTo(scoreWeights.constant, 3);
  });

  it('never counts two unknown words as the same', async () => {
    const known = words(3, 10);
    await expectAgreement([
      pair([unknown, ...known], [unknown, ...known]),
      pair([unknown], [unknown]),
      pair([unknown, unknown], known),
    ]);
    const [alone] = await scorePairs(session, [pair([unknown], [unknown])]);
    expect(alone).toBeCloseTo(scoreWeights.constant, 3);
  });

  it('would show a mask that is ignored: padding that is attended to moves the scores', async () => {
    const query = words(8, 11);
    const short = pair(query, query);
    const long = pair(query, words(100, 12));
    const [masked] = await scorePairs(session, [short, long]);
    const [unmasked] = await scorePairs(session, [short, long], { maskPadding: false });
    expect(masked).toBeCloseTo(score(short), 3);
    expect(Math.abs((unmasked ?? 0) - score(short))).toBeGreaterThan(1);
  });

  it('is the same file each time it is built', () => {
    const few = vocabulary.slice(0, 20);
    expect(coverageModel(few)).toEqual(coverageModel(few));
  });
});
