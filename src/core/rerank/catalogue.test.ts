import { describe, expect, it } from 'vitest';
import { catalogue, findModel } from './catalogue.ts';
import { parseModelId } from './model-id.ts';
import { probabilityOf } from './probability.ts';

describe('the catalogue', () => {
  it('holds models whose ids can be read, each once', () => {
    expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length);
    for (const { id, source } of catalogue) expect(parseModelId(id)?.source).toBe(source);
    expect(findModel('builtin:coverage')?.contextTokens).toBe(512);
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
