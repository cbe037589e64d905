import { describe, expect, it } from 'vitest';
import { comparisonMarkdown } from './comparison-markdown.ts';

const words = {
  title: 'Compare runs',
  sides: [
    { name: 'Base', runs: ['a | b <img src=x>'] },
    { name: 'Head', runs: ['c', 'd\n## e'] },
  ],
  overall: '12 % ± 3 % faster',
  notes: ['Within-run only'],
  lanes: [
    {
      name: 'WASM · fp32',
      head: ['Pairs', 'Verdict'],
      rows: [
        ['10', 'faster'],
        ['50', 'slower'],
      ],
    },
  ],
  differences: { title: 'What else', head: ['What', 'Base'], rows: [['Browser', 'A [1]']] },
};

describe('comparisonMarkdown', () => {
  it('has a table for each lane and one for what else differs', () => {
    const lines = comparisonMarkdown(words).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        '## Compare runs',
        '**12 % ± 3 % faster**',
        'Within-run only',
        '### WASM · fp32',
        '| Pairs | Verdict |',
        '| 10 | faster |',
        '| 50 | slower |',
        '### What else',
      ]),
    );
  });

  it('keeps names from ending a cell, beginning a tag or a heading', () => {
    const text = comparisonMarkdown(words);
    expect(text).toContain('a \\| b \\<img src=x\\>');
    expect(text).toContain('c; d \\#\\# e');
    expect(text).toContain('A \\[1\\]');
  });

  it('leaves out the table of differences where there are none', () => {
    expect(comparisonMarkdown({ ...words, differences: null })).not.toContain('What else');
  });
});
