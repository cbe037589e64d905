import { describe, expect, it } from 'vitest';
import { catalogue, findModel, headlineModelId, isNonCommercial, publishedQuality } from './catalogue.ts';
import { embeddingTableBytes } from './model-fit.ts';
import { parseModelId } from './model-id.ts';
import { probabilityOf } from './score-request.ts';

describe('the catalogue', () => {
  it('holds models whose ids can be read, each once', () => {
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
    for (const { id, source } of catalogue) expect(parseModelId(id)?.source).toBe(source);
    expect(findModel('builtin:coverage')?.contextTokens).toBe(512);
  });
});

describe('what the catalogue says of a model', () => {
  it('is in what it can be run', () => {
    for (const { weights } of catalogue) {
      expect(weights.length).toBeGreaterThan(0);
    }
    expect(findModel(headlineModelId)?.title).toBe('bge-reranker-v2-m3');
  });

  it('agrees with itself: the embeddings alone are fewer parameters than all, and fp32 has four bytes for each', () => {
    // The built-in model's table is not stored in single precision.
    const ofHubs = catalogue.filter(({ source }) => source === 'hub');
    for (const { id, vocabularySize, hiddenSize, parameters, weights } of ofHubs) {
      expect(vocabularySize * hiddenSize, id).toBeLessThan(parameters);
      const single = weights.find(({ dtype }) => dtype === 'fp32')?.approximateBytes ?? Number.NaN;
      expect(single, id).toBeGreaterThan(embeddingTableBytes('fp32', vocabularySize, hiddenSize));
      expect(single / (4 * parameters), id).toBeCloseTo(1, 1);
    }
  });

  it('marks the licence that forbids commercial use', () => {
    const restricted = catalogue.filter(({ licence }) => isNonCommercial(licence)).map(({ id }) => id);
    expect(restricted).toEqual(['jinaai/jina-reranker-v2-base-multilingual']);
    expect(isNonCommercial('CC-BY-NC-SA-4.0')).toBe(true);
    expect(isNonCommercial('NCSA')).toBe(false);
  });
});

describe('the published quality', () => {
  const figures = catalogue.flatMap(({ quality }) => quality);

  it('has a share and an address, and at most one figure of a model for each data set', () => {
    for (const { ndcgAt10, source } of figures) {
      expect(ndcgAt10).toBeGreaterThan(0.3);
      expect(ndcgAt10).toBeLessThan(1);
      expect(URL.canParse(source), source).toBe(true);
    }
    for (const { id, quality } of catalogue) {
      expect(new Set(quality.map(({ dataset }) => dataset)).size, id).toBe(quality.length);
    }
  });

  it('is found by model and data set, and for no model that nobody published one of', () => {
    const gte = 'Alibaba-NLP/gte-reranker-modernbert-base';
    expect(publishedQuality(gte, 'mteb-eng-v2')?.ndcgAt10).toBe(0.5843);
    expect(publishedQuality(gte, 'trec-dl-19')).toBeUndefined();
    expect(publishedQuality('builtin:coverage', 'mteb-eng-v2')).toBeUndefined();
    expect(publishedQuality('org/unknown', 'mteb-eng-v2')).toBeUndefined();
  });
});

describe('a model id', () => {
  it.each([
    ['builtin:coverage', 'built-in'],
    ['org/name', 'hub'],
    ['a-b.c_d/E.1', 'hub'],
  ])('%s is of the %s', (id, source) => {
    expect(parseModelId(id)?.source).toBe(source);
  });

  it.each([
    '',
    'name',
    'a/b/c',
    '../x',
    'a/..',
    'https://x/y',
    'a b/c',
    'builtin:',
    'builtin:A/B',
    'org/na--me',
  ])('%j is none', (id) => {
    expect(parseModelId(id)).toBeNull();
  });
});

describe('the probability of a score', () => {
  it('is its sigmoid, at both ends without overflow', () => {
    expect(probabilityOf(0)).toBe(0.5);
    expect(probabilityOf(2)).toBeCloseTo(0.880797, 6);
    expect(probabilityOf(-2)).toBeCloseTo(0.119203, 6);
    expect(probabilityOf(1000)).toBe(1);
    expect(probabilityOf(-1000)).toBe(0);
  });
});
