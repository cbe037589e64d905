import { describe, expect, it } from 'vitest';
import { type FailureCode, failureCodes } from './failure.ts';
import { type FailedAttempt, stepAfter } from './step-down.ts';

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
