import { describe, expect, it } from 'vitest';
import type { Calibration } from './calibrate.ts';
import {
  type CalibratedFor,
  type CalibrationStore,
  calibrationKey,
  rememberCalibration,
  rememberedCalibration,
} from './calibration-memory.ts';

const held: CalibratedFor = {
  modelId: 'org/name',
  request: { layers: null, dtype: 'q8', runtime: 'jspi' },
  browser: 'Chrome 156.0.7204.1',
  hardwareConcurrency: 8,
  hasThreads: true,
  asked: { threads: null, workers: null },
};

const calibration: Calibration = {
  chosen: { threads: 4, workers: 2 },
  tried: [
    { threads: 8, workers: 1, pairsPerSecond: 10 },
    { threads: 4, workers: 2, pairsPerSecond: 14 },
    {
      threads: 1,
      workers: 8,
      pairsPerSecond: null,
      failure: { code: 'cpu-memory', message: '', detail: '' },
    },
  ],
  leftOut: [],
};

function memory() {
  const kept = new Map<string, unknown>();
  const store: CalibrationStore = {
    get: async (key) => structuredClone(kept.get(key)),
    set: async (key, value) => void kept.set(key, structuredClone(value)),
    clear: async () => kept.clear(),
  };
  return { kept, store };
}

describe('a device', () => {
  it('remembers what was chosen, and what was tried', async () => {
    const { store } = memory();
    expect(await rememberedCalibration(store, held)).toBeNull();
    await rememberCalibration(store, held, calibration);
    expect(await rememberedCalibration(store, held)).toEqual({
      chosen: { threads: 4, workers: 2 },
      tried: [
        { threads: 8, workers: 1, pairsPerSecond: 10 },
        { threads: 4, workers: 2, pairsPerSecond: 14 },
        { threads: 1, workers: 8, pairsPerSecond: null },
      ],
    });
  });

  it.each<[string, Partial<CalibratedFor>]>([
    ['another model', { modelId: 'org/other' }],
    ['fewer layers', { request: { ...held.request, layers: 2 } }],
    ['another dtype', { request: { ...held.request, dtype: 'fp32' } }],
    ['a fused graph', { request: { ...held.request, graph: 'fused' } }],
    ['another build', { request: { ...held.request, runtime: 'plain' } }],
    ['another number of cores', { hardwareConcurrency: 4 }],
    ['another major version', { browser: 'Chrome 157.0.7204.1' }],
    ['another browser', { browser: 'Edge 156.0.7204.1' }],
    ['a page without isolation', { hasThreads: false }],
    ['threads that were asked for', { asked: { threads: 2, workers: null } }],
    ['workers that were asked for', { asked: { threads: null, workers: 2 } }],
  ])('remembers nothing of it for %s', async (_, change) => {
    const { store } = memory();
    await rememberCalibration(store, held, calibration);
    expect(await rememberedCalibration(store, { ...held, ...change })).toBeNull();
  });

  it('remembers it through the browser’s small updates, however the version is written', () => {
    expect(calibrationKey({ ...held, browser: 'Chrome 156' })).toBe(calibrationKey(held));
    expect(calibrationKey({ ...held, browser: 'Chrome 156.1' })).toBe(calibrationKey(held));
    expect(calibrationKey({ ...held, browser: 'Google Chrome 156.2.3' })).toContain('Google Chrome 156"');
    expect(calibrationKey({ ...held, browser: 'unknown' })).toContain('unknown');
  });

  it.each([
    ['is of another form', { version: 2, chosen: { threads: 1, workers: 1 }, tried: [] }],
    ['has no threads', { version: 1, chosen: { threads: 0, workers: 1 }, tried: [] }],
    [
      'has more workers than the machine has cores',
      { version: 1, chosen: { threads: 1, workers: 1e6 }, tried: [] },
    ],
    ['is no calibration', 'four threads'],
    ['has lost a part', { version: 1, chosen: { threads: 1, workers: 1 } }],
  ])('forgets what %s', async (_, value) => {
    const { store, kept } = memory();
    kept.set(calibrationKey(held), value);
    expect(await rememberedCalibration(store, held)).toBeNull();
  });

  it('without storage has none, and nothing fails for it', async () => {
    const refuse = () => Promise.reject(new Error('SecurityError'));
    const store: CalibrationStore = { get: refuse, set: refuse, clear: refuse };
    await expect(rememberCalibration(store, held, calibration)).resolves.toBeUndefined();
    expect(await rememberedCalibration(store, held)).toBeNull();
  });
});
