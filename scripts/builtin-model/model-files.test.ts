// @module-tag slow
import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';
import { InferenceSession } from 'onnxruntime-web';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleSets } from '../../src/core/input/sample-sets.ts';
import { coverageScore, type SegmentedPair } from '../../src/core/onnx/testing/coverage-reference.ts';
import { scorePairs } from '../../src/core/onnx/testing/score-pairs.ts';
import { builtinModelFiles } from './model-files.ts';
import { makeVocabulary } from './vocabulary.ts';
import { readWordCounts } from './word-frequencies.ts';

const folder = new URL('../../public/models/builtin/coverage/', import.meta.url);
const read = (name: string) => readFile(new URL(name, folder));
const readJson = async (name: string): Promise<object> =>
  JSON.parse(await readFile(new URL(name, folder), 'utf8'));

const vocabulary = makeVocabulary(readWordCounts());
const maxTokens = 512;

describe('the built-in model as it is shipped', () => {
  let session: InferenceSession;
  let tokenizer: Tokenizer;
  beforeAll(async () => {
    session = await InferenceSession.create(await read('onnx/model.onnx'));
    tokenizer = new Tokenizer(await readJson('tokenizer.json'), await readJson('tokenizer_config.json'));
  });
  afterAll(() => session.release());

  function encode(query: string, document: string): SegmentedPair {
    const { ids, token_type_ids } = tokenizer.encode(query, {
      text_pair: document,
      return_token_type_ids: true,
    });
    return { ids: ids.slice(0, maxTokens), segments: token_type_ids.slice(0, maxTokens) };
  }

  /** The padded batch's scores, after checking that each equals its pair's own score and the definition's. */
  async function agreedScores(pairs: readonly SegmentedPair[]): Promise<readonly number[]> {
    const together = await scorePairs(session, pairs);
    for (const [place, pair] of pairs.entries()) {
      const defined = coverageScore(pair, vocabulary);
      const [alone = Number.NaN] = await scorePairs(session, [pair]);
      expect(Math.abs(alone - defined)).toBeLessThan(1e-3);
      expect(Math.abs((together[place] ?? Number.NaN) - defined)).toBeLessThan(1e-3);
    }
    return together;
  }

  it('is what the script would write now, in at most 4 MB', async () => {
    let total = 0;
    for (const [name, bytes] of builtinModelFiles(vocabulary)) {
      expect(Buffer.compare(await read(name), bytes), name).toBe(0);
      total += bytes.length;
    }
    expect(total).toBeLessThan(4e6);
  });

  it.each(sampleSets)('ranks the document first that answers the query of $id', async (set) => {
    const scores = await agreedScores(set.documents.map((document) => encode(set.query, document)));
    const best = Math.max(...scores);
    expect(scores.indexOf(best)).toBe(set.answer);
    expect(best).toBeGreaterThan(0);
    // No other document looks like an answer.
    expect(scores.filter((score) => score > 0)).toHaveLength(1);
  });

  it('agrees with its definition on empty, repeated, unknown and mixed text', async () => {
    const pairs = [
      ['What is the capital of France?', ''],
      ['', 'Paris is the capital of France.'],
      ['', ''],
      ['Paris Paris Paris', 'Paris, Paris and again Paris: Paris.'],
      ['столица Франции', 'Париж — столица Франции.'],
      ['🦊 and 🐻', '🦊 or 🐻'],
      ['WebGPU 在浏览器里怎么用？', '在浏览器里使用 WebGPU 需要 Chrome 113 以上版本。'],
      ['ÉCOLE', 'école Écoles'],
    ].map(([query = '', document = '']) => encode(query, document));
    const scores = await agreedScores(pairs);
    const lowest = scores[0] ?? Number.NaN;
    expect(scores[3]).toBeGreaterThan(0);
    // A script outside the vocabulary becomes unknown words, which never match.
    expect(scores[4]).toBeLessThan(lowest + 0.1);
    expect(scores[6]).toBeGreaterThan(0);
    expect(scores[7]).toBeGreaterThan(0);
  });

  it('finds the regular forms of a word', async () => {
    const [same = 0, form = 0, other = 0] = await agreedScores([
      encode('making cities', 'a city is made and they make it'),
      encode('making cities', 'make the city'),
      encode('making cities', 'made of stone'),
    ]);
    expect(same).toBeGreaterThan(0);
    expect(form).toBeGreaterThan(0);
    expect(other).toBeLessThan(0);
  });

  it('would show a mask that is ignored: padding that is attended to moves the scores', async () => {
    const query = 'What is the capital of France?';
    const pairs = ['Paris is the capital of France.', 'Rome is old. '.repeat(40)].map((text) =>
      encode(query, text),
    );
    const [masked = 0] = await scorePairs(session, pairs);
    const [unmasked = 0] = await scorePairs(session, pairs, { maskPadding: false });
    expect(masked - unmasked).toBeGreaterThan(1);
  });
});
