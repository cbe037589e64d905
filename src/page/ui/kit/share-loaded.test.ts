import { describe, expect, it } from 'vitest';
import { shareLoaded } from './share-loaded.ts';

describe('shareLoaded', () => {
  it('weighs files by their size', () => {
    const files = [
      { file: 'a', loadedBytes: 100, totalBytes: 100, done: true },
      { file: 'b', loadedBytes: 150, totalBytes: 300, done: false },
    ];
    expect(shareLoaded(files)).toBe(250 / 400);
  });

  it('leaves out files of unknown size until they are done', () => {
    const known = { file: 'a', loadedBytes: 50, totalBytes: 100, done: false };
    const unknown = { file: 'b', loadedBytes: 900, totalBytes: null, done: false };
    expect(shareLoaded([known, unknown])).toBe(0.5);
    expect(shareLoaded([known, { ...unknown, done: true }])).toBe(950 / 1000);
    expect(shareLoaded([])).toBe(0);
  });
});
