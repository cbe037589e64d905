import { describe, expect, it } from 'vitest';
import { findModel, headlineModelId } from '../../../core/rerank/catalogue.ts';
import { nextDtypes, nextWeights, offeredDtypes, offeredFiles } from './dtype-select.tsx';

describe('offeredDtypes', () => {
  it('offers what a model has, and everything where that is not known', () => {
    expect(offeredDtypes(findModel(headlineModelId)?.weights ?? null)).toEqual([
      'auto',
      'fp32',
      'fp16',
      'q8',
      'q4f16',
    ]);
    expect(offeredDtypes(null)).toContain('q4');
    expect(offeredDtypes([])).toContain('q4');
  });
});

describe('files with other names', () => {
  const int8 = { dtype: 'q8', file: 'model_int8.onnx' } as const;
  const o3 = { dtype: 'fp32', file: 'model_O3.onnx' } as const;

  it('are offered after the dtypes, and stand in for dtypes where there are no others', () => {
    expect(offeredDtypes([{ dtype: 'fp32' }, int8])).toEqual(['auto', 'fp32']);
    expect(offeredDtypes([o3, int8])).toEqual(['auto', 'fp32', 'q8']);
    expect(offeredFiles([{ dtype: 'fp32' }, int8])).toEqual(['model_int8.onnx']);
    expect(offeredFiles(null)).toEqual([]);
  });

  it('replace dtypes and each other, and are replaced by dtypes', () => {
    const none = { dtype: ['fp32'], file: null } as const;
    const one = { dtype: ['auto'], file: 'model_int8.onnx' } as const;
    expect(nextWeights(none, ['fp32', 'model_int8.onnx'])).toEqual(one);
    expect(nextWeights(one, ['model_int8.onnx', 'model_O3.onnx'])).toEqual({ ...one, file: 'model_O3.onnx' });
    expect(nextWeights(one, ['model_int8.onnx', 'fp32'])).toEqual(none);
    expect(nextWeights(one, [])).toEqual({ dtype: ['auto'], file: null });
    expect(nextWeights(none, ['fp32', 'q8'])).toEqual({ dtype: ['fp32', 'q8'], file: null });
  });
});

describe('nextDtypes', () => {
  it('lets a named dtype replace auto, and auto replace named ones', () => {
    expect(nextDtypes(['auto'], ['auto', 'fp16'])).toEqual(['fp16']);
    expect(nextDtypes(['fp16', 'q8'], ['fp16', 'q8', 'auto'])).toEqual(['auto']);
  });

  it('keeps several named ones, each a lane', () => {
    expect(nextDtypes(['q8'], ['q8', 'fp16'])).toEqual(['fp16', 'q8']);
  });

  it('takes nothing for auto', () => {
    expect(nextDtypes(['fp16'], [])).toEqual(['auto']);
  });
});
