import { describe, expect, test } from 'vitest';
import { lineLooks } from './line-look.ts';
import { lane, measured } from './testing/lanes.ts';
import { throughputLines } from './throughput-lines.ts';

const cells = [10, 50, 100].map((pairCount) => measured(pairCount, 1, 5));

describe('lineLooks', () => {
  test('colours by pair count and shapes by lane', () => {
    const looks = lineLooks(throughputLines([lane('g', 'webgpu', cells), lane('w', 'wasm', cells)]));
    expect(looks.get('g/50')?.colour).toBe(looks.get('w/50')?.colour);
    expect(looks.get('g/50')?.colour).not.toBe(looks.get('g/100')?.colour);
    expect(looks.get('g/50')).toMatchObject({ shape: 'circle', dash: undefined });
    expect(looks.get('w/50')).toMatchObject({ shape: 'square', dash: '6 4' });
  });

  test('tells pair counts apart without colour by the weight of their lines', () => {
    const looks = lineLooks(throughputLines([lane('g', 'webgpu', cells)]));
    expect([...looks.values()].map((look) => look.width)).toEqual([1.5, 2, 2.5]);
  });

  test('tells two lanes of one device apart', () => {
    const looks = lineLooks(throughputLines([lane('a', 'wasm', cells), lane('b', 'wasm', cells)]));
    expect(looks.get('a/10')?.shape).not.toBe(looks.get('b/10')?.shape);
    expect(looks.get('a/10')?.dash).not.toBe(looks.get('b/10')?.dash);
  });

  test('tells the line of token budgets from its pair count’s by its dashes, on every lane', () => {
    const budget = { ...measured(10, 1, 5), batchSize: null, tokenBudget: 512, passes: 2 };
    const lanes = ['g', 'h'].map((id) => lane(id, 'webgpu', [...cells, budget]));
    const looks = lineLooks(throughputLines([...lanes, lane('w', 'wasm', [...cells, budget])]));
    for (const id of ['g', 'h', 'w']) {
      const [sizes, tokens] = [looks.get(`${id}/10`), looks.get(`${id}/10/tokens`)];
      expect(tokens).toMatchObject({ colour: sizes?.colour, shape: sizes?.shape, width: 1 });
      expect(tokens?.dash).not.toBe(sizes?.dash);
    }
  });
});
