import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../../core/settings/settings.ts';
import { planSummary } from './plan-summary.ts';

describe('planSummary', () => {
  it('counts the cells of a lane and those whose batch is larger than their pairs', () => {
    const plan = planSummary(defaultSettings, 100, 'wasm');
    expect(plan).toEqual({ lanes: ['WASM'], cellsPerLane: 18, skippedPerLane: 2, repeatsUpTo: null });
  });

  it('multiplies devices and dtypes into lanes', () => {
    const settings = { ...defaultSettings, device: ['webgpu', 'wasm'], dtype: ['fp16', 'q8'] } as const;
    expect(planSummary(settings, 100, 'wasm').lanes).toEqual([
      'WebGPU fp16',
      'WebGPU q8',
      'WASM fp16',
      'WASM q8',
    ]);
  });

  it('says up to how many pairs documents repeat, but not while there are none', () => {
    expect(planSummary(defaultSettings, 99, 'wasm').repeatsUpTo).toBe(100);
    expect(planSummary(defaultSettings, 100, 'wasm').repeatsUpTo).toBeNull();
    expect(planSummary(defaultSettings, 0, 'wasm').repeatsUpTo).toBeNull();
  });
});
