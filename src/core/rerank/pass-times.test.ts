import { describe, expect, it } from 'vitest';
import { mergedPasses, mostTimesOfAShape, PassTally } from './pass-times.ts';

describe('a tally of passes', () => {
  it('gathers times by shape, to the µs', () => {
    const tally = new PassTally();
    tally.add({ pairs: 2, length: 8, ms: 3.00049 });
    tally.add({ pairs: 1, length: 9, ms: 1 });
    tally.add({ pairs: 1, length: 8, ms: 2 });
    tally.add({ pairs: 2, length: 8, ms: 5 });
    expect(tally.samples()).toEqual([
      { pairs: 1, length: 8, ms: [2] },
      { pairs: 1, length: 9, ms: [1] },
      { pairs: 2, length: 8, ms: [3, 5] },
    ]);
  });

  it('keeps the first times of a shape and no more than there is use for', () => {
    const tally = new PassTally();
    for (let ms = 1; ms <= mostTimesOfAShape + 1; ms++) tally.add({ pairs: 1, length: 4, ms });
    expect(tally.samples()[0]?.ms).toEqual(Array.from({ length: mostTimesOfAShape }, (_, i) => i + 1));
  });
});

describe('merging passes', () => {
  it('adds times to shapes that are known, and shapes that are not', () => {
    const known = [{ pairs: 1, length: 4, ms: [1] }];
    const fresh = [
      { pairs: 1, length: 4, ms: [2, 3] },
      { pairs: 4, length: 4, ms: [9] },
    ];
    expect(mergedPasses(known, fresh)).toEqual([
      { pairs: 1, length: 4, ms: [1, 2, 3] },
      { pairs: 4, length: 4, ms: [9] },
    ]);
  });

  it('where there is no room for all, keeps what is known and spreads the rest over sizes and lengths', () => {
    const known = [{ pairs: 1, length: 1000, ms: [1] }];
    const many = Array.from({ length: 90 }, (_, i) => ({ pairs: 1, length: i + 1, ms: [i] }));
    const few = [10, 20, 30].map((length) => ({ pairs: 8, length, ms: [length] }));
    const merged = mergedPasses(known, [...many, ...few], 10);
    expect(merged).toHaveLength(10);
    expect(merged.filter(({ pairs }) => pairs === 8)).toEqual(few);
    expect(merged.filter(({ pairs }) => pairs === 1).map(({ length }) => length)).toEqual([
      8, 23, 38, 53, 68, 83, 1000,
    ]);
  });

  it('once full, takes times of the shapes that it has, and nothing else', () => {
    const known = [1, 2, 3].map((length) => ({ pairs: 1, length, ms: [length] }));
    const fresh = [2, 4].map((length) => ({ pairs: 1, length, ms: [10] }));
    expect(mergedPasses(known, fresh, 3)).toEqual([
      { pairs: 1, length: 1, ms: [1] },
      { pairs: 1, length: 2, ms: [2, 10] },
      { pairs: 1, length: 3, ms: [3] },
    ]);
  });
});
