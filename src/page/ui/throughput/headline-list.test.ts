import { describe, expect, it } from 'vitest';
import { headlines } from './headline-list.tsx';
import { sureChoices } from './shown-lanes.ts';
import { atPairs, forSituation, ofBackends } from './testing/recommendations.ts';

describe('headlines', () => {
  it('put pair counts with the same answer into one sentence', () => {
    expect(
      headlines([
        atPairs(10, { batchSize: 8, fastest: 8 }),
        atPairs(50, { batchSize: 8, fastest: 16 }),
        atPairs(100, { batchSize: 8, fastest: 32 }),
      ]),
    ).toEqual([
      { laneId: 'a', kind: 'fastest', batchSize: 8, pairCounts: [10] },
      { laneId: 'a', kind: 'smallest', batchSize: 8, pairCounts: [50, 100], fastest: [16, 32] },
    ]);
  });

  it('say so where a single batch size was measured', () => {
    const one = {
      ...atPairs(10, { certainty: 'not-yet-sure', batchSize: 8, fastest: 8 }),
      onlyMeasured: true,
    } as const;
    expect(headlines([one])).toEqual([{ laneId: 'a', kind: 'only', batchSize: 8, pairCounts: [10] }]);
  });

  it('keep lanes apart', () => {
    const both = headlines([
      atPairs(10, { batchSize: 8, fastest: 8 }),
      atPairs(10, { laneId: 'b', batchSize: 8, fastest: 8 }),
    ]);
    expect(both.map(({ laneId }) => laneId)).toEqual(['a', 'b']);
  });

  it('name the smallest batch that would surely do as the other end of what is open', () => {
    const open = atPairs(50, {
      certainty: 'not-yet-sure',
      batchSize: 4,
      fastest: 16,
      candidates: [
        [1, 0.4, 0.38, 0.42],
        [4, 0.96, 0.93, 0.99],
        [8, 0.99, 0.96, 1.02],
        [16, 1, 1, 1],
      ],
    });
    expect(headlines([open])[0]).toMatchObject({ kind: 'unsure', batchSize: 4, upTo: 8 });
  });

  it('fall back on the fastest, or on a larger batch that may turn out faster', () => {
    const fastest = atPairs(50, {
      certainty: 'not-yet-sure',
      batchSize: 2,
      fastest: 8,
      candidates: [
        [2, 0.96, 0.9, 1.02],
        [4, 0.97, 0.92, 1.02],
        [8, 1, 1, 1],
      ],
    });
    const rival = atPairs(50, {
      certainty: 'not-yet-sure',
      batchSize: 8,
      fastest: 8,
      candidates: [
        [8, 1, 1, 1],
        [16, 0.8, 0.7, 0.9],
        [32, 0.97, 0.85, 1.1],
      ],
    });
    expect(headlines([fastest])[0]).toMatchObject({ upTo: 8 });
    expect(headlines([rival])[0]).toMatchObject({ upTo: 32 });
  });

  it('have no other end where rounds are too few for any interval', () => {
    const [one] = headlines([
      atPairs(50, {
        certainty: 'not-yet-sure',
        batchSize: 8,
        fastest: 8,
        candidates: [
          [4, 0.9, null, null],
          [8, 1, null, null],
          [16, 0.9, null, null],
        ],
      }),
    ]);
    expect(one).toMatchObject({ kind: 'unsure', batchSize: 8, upTo: 8 });
  });

  it('leave other kinds of recommendation to the cards', () => {
    expect(headlines([forSituation({}), ofBackends({})])).toEqual([]);
  });
});

describe('sureChoices', () => {
  it('hold what is sure, and know a lane of which nothing is', () => {
    const choices = sureChoices([
      atPairs(10, { batchSize: 4, fastest: 8 }),
      atPairs(50, { batchSize: 8, fastest: 8, certainty: 'not-yet-sure' }),
      atPairs(10, { laneId: 'b', batchSize: 1, fastest: 1, certainty: 'not-yet-sure' }),
    ]);
    expect([...(choices.get('a') ?? [])]).toEqual([[10, 4]]);
    expect(choices.get('b')?.size).toBe(0);
    expect(choices.has('c')).toBe(false);
  });
});
