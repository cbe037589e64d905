import { describe, expect, test } from 'vitest';
import { lineStyles, sideStyles } from './line-style.ts';
import { lane, measured } from './testing/lanes.ts';
import { throughputLines } from './throughput-lines.ts';

const cells = [10, 50, 100].map((pairCount) => measured(pairCount, 1, 5));

describe('lineStyles', () => {
  test('colours by lane, and repeats that by shape and dashes', () => {
    const styles = lineStyles(throughputLines([lane('g', 'webgpu', cells), lane('w', 'wasm', cells)]));
    expect(styles.get('g/50')?.colour).toBe(styles.get('g/100')?.colour);
    expect(styles.get('g/50')?.colour).not.toBe(styles.get('w/50')?.colour);
    expect(styles.get('g/50')).toMatchObject({ shape: 'circle', dash: undefined });
    expect(styles.get('w/50')).toMatchObject({ shape: 'square', dash: '6 4' });
  });

  test('tells pair counts apart without colour by the weight of their lines', () => {
    const styles = lineStyles(throughputLines([lane('g', 'webgpu', cells)]));
    expect([...styles.values()].map((lineStyle) => lineStyle.width)).toEqual([1.5, 2, 2.5]);
  });

  test('tells two lanes of one device apart', () => {
    const styles = lineStyles(throughputLines([lane('a', 'wasm', cells), lane('b', 'wasm', cells)]));
    expect(styles.get('a/10')?.shape).not.toBe(styles.get('b/10')?.shape);
    expect(styles.get('a/10')?.dash).not.toBe(styles.get('b/10')?.dash);
  });

  test('tells the line of token budgets from its pair count’s by its dashes, on every lane', () => {
    const budget = { ...measured(10, 1, 5), batchSize: null, tokenBudget: 512, passes: 2 };
    const lanes = ['g', 'h'].map((id) => lane(id, 'webgpu', [...cells, budget]));
    const styles = lineStyles(throughputLines([...lanes, lane('w', 'wasm', [...cells, budget])]));
    for (const id of ['g', 'h', 'w']) {
      const [sizes, tokens] = [styles.get(`${id}/10`), styles.get(`${id}/10/tokens`)];
      expect(tokens).toMatchObject({ colour: sizes?.colour, shape: sizes?.shape, width: 1 });
      expect(tokens?.dash).not.toBe(sizes?.dash);
    }
  });
});

const line = (laneId: string, pairCount: number) => ({
  id: `${laneId}/${pairCount}`,
  laneId,
  device: 'wasm' as const,
  pairCount,
});

describe('sideStyles', () => {
  const lines = [line('a', 10), line('a', 50), line('b', 10), line('c', 10)];
  const styles = sideStyles(
    lines,
    new Map([
      ['a', 'base'],
      ['b', 'head'],
      ['c', 'head'],
    ]),
  );

  test('draws base lines solid and head lines dashed', () => {
    expect(styles.get('a/10')?.dash).toBeUndefined();
    expect(styles.get('b/10')?.dash).toBe('6 4');
  });

  test('colours a lane and the one that it is compared with alike', () => {
    expect(styles.get('b/10')?.colour).toBe(styles.get('a/10')?.colour);
    expect(styles.get('a/50')?.colour).toBe(styles.get('a/10')?.colour);
  });

  test('tells lanes of one side apart by colour and by their markers', () => {
    expect(styles.get('c/10')?.colour).not.toBe(styles.get('b/10')?.colour);
    expect(styles.get('c/10')?.shape).not.toBe(styles.get('b/10')?.shape);
  });
});
