import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../core/settings/settings.ts';
import { nextStep } from './next-step.ts';

const step = (code: string, chosen = {}) => nextStep(`failure.${code}`, { ...defaultSettings, ...chosen });

describe('the next step after a failure', () => {
  it('is to try again where the cause may pass', () => {
    for (const code of ['hub-unreachable', 'hub-error', 'worker-died', 'device-lost', 'hung', 'unknown']) {
      expect(step(code)).toEqual({ kind: 'again' });
    }
  });

  it('takes back a setting that cannot work here, and only where it was set', () => {
    expect(step('no-half-precision', { dtype: ['fp16'] })).toEqual({
      kind: 'precision',
      settings: { dtype: ['auto'], file: null },
    });
    expect(step('no-half-precision')).toEqual({ kind: 'again' });
    expect(step('no-gpu', { device: ['webgpu'] })).toEqual({ kind: 'cpu', settings: { device: ['wasm'] } });
    expect(step('no-gpu')).toEqual({ kind: 'again' });
    expect(step('runtime-failed', { runtime: ['jspi'] })).toMatchObject({ kind: 'runtime' });
    expect(step('runtime-failed')).toEqual({ kind: 'reload' });
  });

  it('is another model, or something smaller, where this one cannot be used', () => {
    expect(step('not-a-reranker')).toEqual({ kind: 'model' });
    expect(nextStep('stepDown.loading.cpu-memory', defaultSettings)).toEqual({ kind: 'smaller' });
  });

  it('leads to the part of the input that is missing', () => {
    expect(nextStep('notice.inputProblem.no-query', defaultSettings)).toEqual({
      kind: 'input',
      part: 'query',
    });
    expect(nextStep('notice.inputProblem.no-documents', defaultSettings)).toEqual({
      kind: 'input',
      part: 'documents',
    });
  });
});
