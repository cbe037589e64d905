import { expect, it } from 'vitest';
import { newFilePage } from './new-file-page.ts';

it.each([
  ['https://github.com/me/bench', 'https://github.com/me/bench/new/main?filename=results%2Fa.json'],
  ['https://github.com/me/bench/tree/dev', 'https://github.com/me/bench/new/dev?filename=results%2Fa.json'],
  ['https://gitlab.com/us/bench', 'https://gitlab.com/us/bench/-/new/main?file_name=results%2Fa.json'],
  [
    'https://gitlab.example.org/us/bench/-/tree/next/fix',
    'https://gitlab.example.org/us/bench/-/new/next/fix?file_name=results%2Fa.json',
  ],
  // A GitLab under another name, known by the form of its branch's address.
  [
    'https://code.example.org/us/bench/-/tree/main',
    'https://code.example.org/us/bench/-/new/main?file_name=results%2Fa.json',
  ],
])('a file for %s is added on its own page', (repository, page) => {
  expect(newFilePage(repository, 'a.json')).toBe(page);
});
