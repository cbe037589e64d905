import { describe, expect, it } from 'vitest';
import { compareRuns } from './comparison.ts';
import type { LaneFigures } from './run-figures.ts';
import {
  comparableCell as cell,
  comparableLane as lane,
  comparableRun as run,
} from './testing/comparable-examples.ts';
import { twinComparison, twinTokenShare } from './twin-comparison.ts';

const realModel = 'Xenova/ms-marco-MiniLM-L-6-v2';
const twinModel = 'twin:ms-marco-MiniLM-L-6-v2';
const ofReal = (meanMs: number, change: Parameters<typeof lane>[1] = {}) =>
  lane([cell(4, meanMs)], { model: realModel, layers: 6, ...change });
const ofTwin = (meanMs: number, change: Parameters<typeof lane>[1] = {}) =>
  lane([cell(4, meanMs, { tokens: 407 })], { model: twinModel, layers: 6, ...change });

const compared = (real: readonly LaneFigures[], twin: readonly LaneFigures[]) => {
  const [base, head] = [[run('real', real)], [run('twin', twin)]];
  const found = twinComparison(base, head);
  if (found === null) throw new Error('This is a twin and its real model.');
  return { found, ...compareRuns(base, head, found.modelOf) };
};

describe('a twin held against its real model', () => {
  it('matches their lanes across models, and gives twin ÷ real with its interval', () => {
    const { found, lanes, overall, unmatched, differences } = compared([ofReal(100)], [ofTwin(80)]);
    expect(found).toMatchObject({ twinSide: 'head', twinModel, realModel });
    expect(lanes).toHaveLength(1);
    expect(lanes[0]?.cells[0]?.ratio?.ratio).toBeCloseTo(1.25, 12);
    expect(overall.verdict.kind).toBe('faster');
    expect(unmatched).toEqual({ base: [], head: [] });
    // Each lane keeps its own name, and the differing models are listed.
    expect([lanes[0]?.base.model.id, lanes[0]?.head.model.id]).toEqual([realModel, twinModel]);
    expect(differences).toContainEqual({ field: 'model', base: [realModel], head: [twinModel] });
  });

  it('says how the tokens of the same texts differ, and marks the cells', () => {
    const { found, lanes } = compared([ofReal(100)], [ofTwin(80)]);
    expect(lanes[0]?.cells[0]?.workDiffers).toBe(true);
    expect(twinTokenShare(lanes, found)).toBeCloseTo(407 / 370, 12);
    expect(twinTokenShare([], found)).toBeNull();
  });

  it('is recognised on either side', () => {
    const [base, head] = [[run('twin', [ofTwin(80)])], [run('real', [ofReal(100)])]];
    const found = twinComparison(base, head);
    expect(found?.twinSide).toBe('base');
    if (found === null) return;
    const { lanes } = compareRuns(base, head, found.modelOf);
    expect(lanes[0]?.cells[0]?.ratio?.ratio).toBeCloseTo(0.8, 12);
    expect(twinTokenShare(lanes, found)).toBeCloseTo(407 / 370, 12);
  });

  it('still matches by device, dtype, order, padding, WebGPU’s option and graph', () => {
    for (const other of [
      { device: 'webgpu' },
      { dtype: 'q8' },
      { order: 'input' },
      { paddingMultiple: 64 },
      { gpuOption: 'cache-simple' },
      { graph: 'fused' },
    ] as const) {
      const { lanes, unmatched } = compared([ofReal(100)], [ofTwin(80, other)]);
      expect(lanes).toEqual([]);
      expect([unmatched.base.length, unmatched.head.length]).toEqual([1, 1]);
    }
  });

  it('leaves a twin alone that was cut, or whose depth nobody wrote down', () => {
    for (const layers of [5, null]) {
      const { lanes, unmatched } = compared([ofReal(100)], [ofTwin(80, { layers })]);
      expect(lanes).toEqual([]);
      expect(unmatched.head.map(({ model }) => model.id)).toEqual([twinModel]);
    }
    // The real model has all its layers, whether or not its files say so.
    expect(compared([ofReal(100, { layers: null })], [ofTwin(80)]).lanes).toHaveLength(1);
  });

  it('is nothing but a twin and the very model it is the twin of', () => {
    const sides = (base: readonly LaneFigures[], head: readonly LaneFigures[]) =>
      twinComparison([run('b', base)], [run('h', head)]);
    expect(sides([ofReal(100)], [ofReal(80)])).toBeNull();
    expect(sides([ofTwin(100)], [ofTwin(80)])).toBeNull();
    expect(sides([ofReal(100, { model: 'Xenova/bge-reranker-base' })], [ofTwin(80)])).toBeNull();
    expect(sides([ofReal(100)], [ofTwin(80, { model: 'twin:unheard-of' })])).toBeNull();
    expect(sides([ofReal(100), lane([cell(4, 1)])], [ofTwin(80)])).toBeNull();
    expect(sides([], [ofTwin(80)])).toBeNull();
    // Lanes that measured nothing do not count.
    expect(sides([ofReal(100), lane([])], [ofTwin(80)])).not.toBeNull();
    // Twin and model do not match unless they are recognised.
    expect(compareRuns([run('b', [ofReal(100)])], [run('h', [ofTwin(80)])]).lanes).toEqual([]);
  });
});
