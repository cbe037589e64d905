import { describe, expect, it } from 'vitest';
import { chooseDtype, type DtypeQuestion } from './choose-dtype.ts';

const question: DtypeQuestion = {
  device: 'webgpu',
  asked: 'auto',
  available: ['fp32', 'fp16', 'q8', 'q4f16'],
  hasHalfPrecision: true,
};
const chosen = (change: Partial<DtypeQuestion>) => chooseDtype({ ...question, ...change });

describe('choosing a dtype', () => {
  it('takes half precision on a GPU that has it, else fp32', () => {
    expect(chosen({})).toEqual({ state: 'chosen', dtype: 'fp16', reason: 'half-precision' });
    expect(chosen({ hasHalfPrecision: false })).toEqual({
      state: 'chosen',
      dtype: 'fp32',
      reason: 'no-half-precision',
    });
    expect(chosen({ available: ['fp32'] })).toEqual({
      state: 'chosen',
      dtype: 'fp32',
      reason: 'no-fp16-file',
    });
  });

  it('takes q8 on the CPU where it exists, else fp32', () => {
    expect(chosen({ device: 'wasm' })).toEqual({ state: 'chosen', dtype: 'q8', reason: 'small-on-cpu' });
    expect(chosen({ device: 'wasm', available: ['fp32', 'fp16'] })).toEqual({
      state: 'chosen',
      dtype: 'fp32',
      reason: 'no-q8-file',
    });
    expect(chosen({ device: 'wasm', available: ['q4f16'] })).toMatchObject({
      dtype: 'q4f16',
      reason: 'nothing-else',
    });
  });

  it('never replaces what was asked for', () => {
    expect(chosen({ asked: 'q4f16', hasHalfPrecision: false })).toMatchObject({
      state: 'impossible',
      code: 'no-half-precision',
    });
    expect(chosen({ asked: 'q4' })).toMatchObject({ state: 'impossible', code: 'dtype-missing' });
    expect(chosen({ asked: 'q4', available: null })).toMatchObject({ state: 'chosen', dtype: 'q4' });
    expect(chosen({ asked: 'fp16', device: 'wasm', hasHalfPrecision: false })).toMatchObject({
      state: 'chosen',
    });
  });

  it('leaves q8 to the CPU', () => {
    expect(chosen({ asked: 'q8' })).toEqual({ state: 'impossible', code: 'not-on-gpu', dtype: 'q8' });
    expect(chosen({ available: ['q8'] })).toEqual({ state: 'impossible', code: 'not-on-gpu', dtype: 'q8' });
    expect(chosen({ asked: 'q8', device: 'wasm' })).toMatchObject({ state: 'chosen' });
  });

  it('says so when nothing runs, or there is nothing', () => {
    expect(chosen({ available: ['fp16'], hasHalfPrecision: false })).toEqual({
      state: 'impossible',
      code: 'no-half-precision',
      dtype: 'fp16',
    });
    expect(chosen({ available: [] })).toEqual({ state: 'impossible', code: 'no-weights', dtype: null });
  });

  it('passes over what is too large, and what may be', () => {
    const tooLarge = (...dtypes: string[]) => ({
      fitOf: (dtype: string) => (dtypes.includes(dtype) ? ('too-large' as const) : ('fits' as const)),
    });
    expect(chosen({ hasHalfPrecision: false, available: ['fp32', 'q4'], ...tooLarge('fp32') })).toMatchObject(
      {
        dtype: 'q4',
        reason: 'larger-does-not-fit',
      },
    );
    expect(chosen({ asked: 'fp32', ...tooLarge('fp32') })).toMatchObject({ code: 'too-large' });
    expect(chosen({ available: ['fp32'], ...tooLarge('fp32') })).toMatchObject({ code: 'too-large' });

    const doubtful = (dtype: string) => (dtype === 'q4f16' ? ('fits' as const) : ('doubtful' as const));
    expect(chosen({ fitOf: doubtful })).toMatchObject({ dtype: 'q4f16', reason: 'larger-does-not-fit' });
    expect(chosen({ fitOf: () => 'doubtful' })).toMatchObject({ dtype: 'fp16' });
    expect(chosen({ asked: 'fp32', fitOf: () => 'doubtful' })).toMatchObject({ state: 'chosen' });
  });
});
