import { describe, expect, it } from 'vitest';
import type { ModelWeights } from './catalogue.ts';
import type { Dtype } from './devices.ts';
import { type FailureCode, failureCodes } from './failure.ts';
import { type FailedAttempt, type MemoryQuestion, memoryOffers, stepAfter } from './memory-shortage.ts';

const attempt = (code: FailureCode, rest: Partial<FailedAttempt> = {}): FailedAttempt => ({
  batchSize: 8,
  failure: { code, message: 'what it said' },
  maySizeDown: true,
  hadModelBefore: false,
  ...rest,
});

describe('after an attempt that failed', () => {
  it.each(['cpu-memory', 'gpu-memory'] as const)('by %s, half the batch comes next', (code) => {
    expect(stepAfter(attempt(code))).toEqual({ from: 8, to: 4, reason: code, message: 'what it said' });
  });

  it.each([
    [4, 2],
    [3, 1],
    [2, 1],
    [1, null],
  ])('with batch %i, batch %s comes next', (batchSize, to) => {
    expect(stepAfter(attempt('cpu-memory', { batchSize }))?.to ?? null).toBe(to);
  });

  it('nothing comes next by itself where that is switched off', () => {
    expect(stepAfter(attempt('cpu-memory', { maySizeDown: false }))).toBeNull();
  });

  it.each(['worker-died', 'device-lost'] as const)(
    'by %s, the same comes once more only where the worker had its model from before',
    (code) => {
      const again = { from: 8, to: 8, reason: code };
      expect(stepAfter(attempt(code, { hadModelBefore: true }))).toMatchObject(again);
      expect(stepAfter(attempt(code, { hadModelBefore: true, maySizeDown: false }))).toMatchObject(again);
      expect(stepAfter(attempt(code))).toBeNull();
    },
  );

  it('every other failure is told, in whatever worker', () => {
    const stepping = failureCodes.filter(
      (code) => stepAfter(attempt(code, { hadModelBefore: true })) !== null,
    );
    expect(stepping).toEqual(['cpu-memory', 'gpu-memory', 'device-lost', 'worker-died']);
  });
});

const weigh = (bytes: Partial<Record<Dtype, number>>): ModelWeights[] =>
  Object.entries(bytes).map(([dtype, approximateBytes]) => ({ dtype: dtype as Dtype, approximateBytes }));

const offers = (question: Partial<MemoryQuestion>) =>
  memoryOffers({
    device: 'wasm',
    dtype: 'fp32',
    maxLength: 512,
    weights: weigh({ fp32: 100, fp16: 50, q8: 25, q4: 20, q4f16: 15 }),
    hasHalfPrecision: false,
    ...question,
  });
const dtypeOffered = (question: Partial<MemoryQuestion>) =>
  offers(question).flatMap((offer) => (offer.kind === 'dtype' ? [offer.dtype] : []));

describe('where one pair does not fit', () => {
  it('a shorter max length is offered before a smaller dtype', () => {
    expect(offers({})).toEqual([
      { kind: 'max-length', maxLength: 256 },
      { kind: 'dtype', dtype: 'fp16' },
    ]);
  });

  it.each([
    [257, 1],
    [256, 0],
    [64, 0],
  ])('with max length %i, a shorter one is offered %i times', (maxLength, times) => {
    expect(offers({ maxLength, weights: null })).toHaveLength(times);
  });

  it('a shorter max length is no help where the model itself does not fit', () => {
    expect(offers({ maxLength: null })).toEqual([{ kind: 'dtype', dtype: 'fp16' }]);
  });

  it.each([
    ['fp32', 'fp16'],
    ['fp16', 'q8'],
    // The smaller of q4 and q4f16.
    ['q8', 'q4f16'],
  ] as const)('the dtype after %s is %s', (dtype, next) => {
    expect(dtypeOffered({ dtype })).toEqual([next]);
  });

  it('nothing is smaller than the smallest, and q4 and q4f16 are no steps from one another', () => {
    expect(dtypeOffered({ dtype: 'q4f16' })).toEqual([]);
    expect(dtypeOffered({ dtype: 'q4' })).toEqual([]);
  });

  it('a dtype the device cannot run is passed over', () => {
    expect(dtypeOffered({ device: 'webgpu' })).toEqual(['q4']);
    expect(dtypeOffered({ device: 'webgpu', hasHalfPrecision: true })).toEqual(['fp16']);
    expect(dtypeOffered({ device: 'webgpu', dtype: 'q8' })).toEqual(['q4']);
  });

  it('a dtype the model does not have is passed over', () => {
    expect(dtypeOffered({ weights: weigh({ fp32: 100, q4: 20 }) })).toEqual(['q4']);
  });

  it('a dtype that is smaller by name alone is passed over', () => {
    expect(dtypeOffered({ dtype: 'q8', weights: weigh({ q8: 571, q4f16: 700 }) })).toEqual([]);
    expect(dtypeOffered({ dtype: 'q8', weights: weigh({ q8: 571, q4f16: 570 }) })).toEqual(['q4f16']);
  });

  it('no dtype is offered of a model whose files are not known', () => {
    expect(offers({ maxLength: 256, weights: null })).toEqual([]);
  });
});
