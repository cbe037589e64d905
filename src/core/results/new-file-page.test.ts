import { expect, it } from 'vitest';
import { newFilePage } from './new-file-page.ts';

it.each([
  ['https://github.com/me/bench', 'https://github.com/me/bench/new/main/results?filename=a.json'],
  ['https://github.com/me/bench/tree/dev', 'https://github.com/me/bench/new/dev/results?filename=a.json'],
  ['https://gitlab.com/us/bench', 'https://gitlab.com/us/bench/-/new/main/results?file_name=a.json'],
  [
    'https://gitlab.example.org/us/bench/-/tree/next',
    'https://gitlab.example.org/us/bench/-/new/next/results?file_name=a.json',
  ],
])('a file for %s is added on its own page', (repository, page) => {
  expect(newFilePage(repository, 'a.json')).toBe(page);
});
