import { describe, expect, it } from 'vitest';
import { situationPairCounts } from '../../../core/bench/situation-recommendation.ts';
import { firstSampleId } from '../../../core/input/sample-set-ids.ts';
import { findSampleSet } from '../../../core/input/sample-sets.ts';
import { defaultSettings } from '../../../core/settings/settings.ts';
import { type LanePartNames, planSummary } from './plan-sentence.tsx';

const names: LanePartNames = {
  runtime: (choice) => choice,
  order: (order) => `by ${order}`,
  padding: (multiple) => `to ${multiple}`,
  gpuOption: (choice) => choice,
  graph: (graph) => graph,
};

describe('planSummary', () => {
  it('counts the cells of a lane and those whose batch is larger than their pairs', () => {
    const plan = planSummary(defaultSettings, 100, 'wasm', names);
    expect(plan).toEqual({ lanes: ['WASM'], cellsPerLane: 18, skippedPerLane: 5, repeatsUpTo: null });
  });

  it('multiplies devices and dtypes into lanes', () => {
    const settings = { ...defaultSettings, device: ['webgpu', 'wasm'], dtype: ['fp16', 'q8'] } as const;
    expect(planSummary(settings, 100, 'wasm', names).lanes).toEqual([
      'WebGPU fp16',
      'WebGPU q8',
      'WASM fp16',
      'WASM q8',
    ]);
  });

  it('multiplies runtimes, orders and paddings, and names what tells lanes apart', () => {
    const settings = {
      ...defaultSettings,
      runtime: ['jspi', 'plain'],
      order: ['length', 'input'],
      paddingMultiples: [8],
    } as const;
    expect(planSummary(settings, 100, 'wasm', names).lanes).toEqual([
      'WASM jspi by length',
      'WASM jspi by input',
      'WASM plain by length',
      'WASM plain by input',
    ]);
  });

  it('has lanes of WebGPU’s options on WebGPU alone', () => {
    const settings = { ...defaultSettings, gpuOptions: ['standard', 'cache-simple'] } as const;
    expect(planSummary({ ...settings, device: ['webgpu', 'wasm'] }, 100, 'wasm', names).lanes).toEqual([
      'WebGPU standard',
      'WebGPU cache-simple',
      'WASM',
    ]);
  });

  it('has lanes of a twin’s graphs on every device', () => {
    const settings = { ...defaultSettings, graph: ['exported', 'fused'] } as const;
    expect(planSummary({ ...settings, device: ['webgpu', 'wasm'] }, 100, 'wasm', names).lanes).toEqual([
      'WebGPU exported',
      'WebGPU fused',
      'WASM exported',
      'WASM fused',
    ]);
  });

  it('counts token budgets as cells, none of which exceeds its pairs', () => {
    const settings = { ...defaultSettings, tokenBudgets: [512, 2048] };
    const plan = planSummary(settings, 100, 'wasm', names);
    expect([plan.cellsPerLane, plan.skippedPerLane]).toEqual([24, 5]);
  });

  it('repeats no document of the first sample set, and has pair counts for every use', () => {
    const { documents } = findSampleSet(firstSampleId) ?? { documents: [] };
    expect(planSummary(defaultSettings, documents.length, 'wasm', names).repeatsUpTo).toBeNull();
    for (const [from, to] of Object.values(situationPairCounts)) {
      expect(defaultSettings.pairCounts.some((count) => from <= count && count <= to)).toBe(true);
    }
  });

  it('says up to how many pairs documents repeat, but not while there are none', () => {
    expect(planSummary(defaultSettings, 49, 'wasm', names).repeatsUpTo).toBe(50);
    expect(planSummary(defaultSettings, 50, 'wasm', names).repeatsUpTo).toBeNull();
    expect(planSummary(defaultSettings, 0, 'wasm', names).repeatsUpTo).toBeNull();
  });
});
