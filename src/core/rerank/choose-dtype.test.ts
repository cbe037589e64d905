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
    expect(chosen({})).toEqual({ state: 'chosen', dtype: 'fp16' });
    expect(chosen({ hasHalfPrecision: false })).toEqual({ state: 'chosen', dtype: 'fp32' });
    expect(chosen({ available: ['fp32'] })).toEqual({ state: 'chosen', dtype: 'fp32' });
  });

  it('takes q8 on the CPU where it exists, else fp32', () => {
    expect(chosen({ device: 'wasm' })).toEqual({ state: 'chosen', dtype: 'q8' });
    expect(chosen({ device: 'wasm', available: ['fp32', 'fp16'] })).toEqual({
      state: 'chosen',
      dtype: 'fp32',
    });
  });

  it('never replaces what was asked for', () => {
    expect(chosen({ asked: 'q4f16', hasHalfPrecision: false })).toMatchObject({
      state: 'impossible',
      code: 'no-half-precision',
    });
    expect(chosen({ asked: 'q4' })).toMatchObject({ state: 'impossible', code: 'dtype-missing' });
    expect(chosen({ asked: 'q4', available: null })).toEqual({ state: 'chosen', dtype: 'q4' });
    expect(chosen({ asked: 'fp16', device: 'wasm', hasHalfPrecision: false })).toMatchObject({
      state: 'chosen',
    });
  });

  it('says so when nothing runs', () => {
    expect(chosen({ available: ['fp16'], hasHalfPrecision: false })).toMatchObject({ state: 'impossible' });
  });
});
