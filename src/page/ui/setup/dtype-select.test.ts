import { describe, expect, it } from 'vitest';
import { findModel, headlineModelId } from '../../../core/rerank/catalogue.ts';
import { nextDtypes, offeredDtypes } from './dtype-select.tsx';

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
