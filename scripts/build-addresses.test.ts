import { describe, expect, it } from 'vitest';
import { pageAddress, resultsAddress, sourceAddress } from './build-addresses.ts';

describe('the address of the source', () => {
  it('is the variable, else what package.json says, else none', () => {
    const manifest = { repository: 'https://github.com/them/bench' };
    expect(sourceAddress({ SOURCE_REPOSITORY: 'https://example.org/bench/' }, manifest)).toBe(
      'https://example.org/bench',
    );
    expect(sourceAddress({}, manifest)).toBe('https://github.com/them/bench');
    expect(sourceAddress({ SOURCE_REPOSITORY: '' }, manifest)).toBe('https://github.com/them/bench');
    expect(sourceAddress({}, {})).toBe('');
  });

  it('is one that a browser can open, however npm writes it', () => {
    const repository = { type: 'git', url: 'git+https://github.com/them/bench.git' };
    expect(sourceAddress({}, { repository })).toBe('https://github.com/them/bench');
    for (const given of ['git@github.com:them/bench.git', 'them/bench', 'javascript:alert(1)']) {
      expect(() => sourceAddress({ SOURCE_REPOSITORY: given }, {})).toThrow(/SOURCE_REPOSITORY/);
    }
  });
});

describe('the repository that takes results', () => {
  it('is only ever given, as a repository or as a branch of one', () => {
    expect(resultsAddress({ RESULTS_REPOSITORY: 'https://github.com/me/bench.git' })).toBe(
      'https://github.com/me/bench',
    );
    expect(resultsAddress({ RESULTS_REPOSITORY: 'https://github.com/me/bench/tree/dev/' })).toBe(
      'https://github.com/me/bench/tree/dev',
    );
    expect(resultsAddress({ SOURCE_REPOSITORY: 'https://github.com/me/bench' })).toBe('');
    expect(() => resultsAddress({ RESULTS_REPOSITORY: 'me/bench' })).toThrow(/RESULTS_REPOSITORY/);
  });
});

describe('the address of the page', () => {
  it('is a folder, or unknown', () => {
    for (const given of ['https://example.org/bench', 'https://example.org/bench/']) {
      expect(pageAddress({ PAGE_URL: given })).toBe('https://example.org/bench/');
    }
    expect(pageAddress({})).toBe('');
    expect(() => pageAddress({ PAGE_URL: 'example.org' })).toThrow(/PAGE_URL/);
  });
});
