import { describe, expect, it } from 'vitest';
import { sideLooks } from './side-looks.ts';

const line = (laneId: string, pairCount: number) => ({
  id: `${laneId}/${pairCount}`,
  laneId,
  device: 'wasm' as const,
  pairCount,
});

describe('sideLooks', () => {
  const lines = [line('a', 10), line('a', 50), line('b', 10), line('c', 10)];
  const looks = sideLooks(
    lines,
    new Map([
      ['a', 'base'],
      ['b', 'head'],
      ['c', 'head'],
    ]),
  );

  it('draws base lines solid and head lines dashed', () => {
    expect(looks.get('a/10')?.dash).toBeUndefined();
    expect(looks.get('b/10')?.dash).toBe('6 4');
  });

  it('colours by pair count on both sides alike', () => {
    expect(looks.get('b/10')?.colour).toBe(looks.get('a/10')?.colour);
    expect(looks.get('a/50')?.colour).not.toBe(looks.get('a/10')?.colour);
  });

  it('tells runs of one side apart by their markers', () => {
    expect(looks.get('c/10')?.shape).not.toBe(looks.get('b/10')?.shape);
  });
});
