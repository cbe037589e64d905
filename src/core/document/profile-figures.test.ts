import { describe, expect, it } from 'vitest';
import { profileFigures } from './profile-figures.ts';
import type { ProfileRecord } from './profile-record.ts';

describe('profileFigures', () => {
  const operators: ProfileRecord['operators'] = [
    { type: 'MatMul', kind: 'matrix-product', calls: 3, ms: 6 },
    { type: 'Softmax', kind: 'attention', calls: 1, ms: 1.5 },
    { type: 'Add', kind: 'other', calls: 2, ms: 0.5 },
  ];

  it('shares the time among the kinds, and holds it against the wall time', () => {
    const figures = profileFigures({ operators, wallMs: 10, profiledMs: 12 });
    expect(figures.kinds.map(({ kind, calls, share }) => [kind, calls, share])).toEqual([
      ['matrix-product', 3, 0.75],
      ['attention', 1, 0.1875],
      ['normalisation', 0, 0],
      ['other', 2, 0.0625],
    ]);
    expect(figures).toMatchObject({ busyMs: 8, calls: 6, busyShare: 0.8, profiledShare: 8 / 12 });
    expect(figures.slowdown).toBeCloseTo(0.2);
  });

  it('knows no shares where no time passed', () => {
    const figures = profileFigures({ operators: [], wallMs: 0, profiledMs: 0 });
    expect(figures).toMatchObject({ busyShare: null, profiledShare: null, slowdown: null });
    expect(figures.kinds.every(({ share }) => share === 0)).toBe(true);
  });
});
