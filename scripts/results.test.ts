import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseRecordsFile } from '../src/core/document/import-record.ts';
import { collectResults, resultListText } from '../src/core/results/collect-results.ts';
import { readResultFiles, refusalText, resultListPath } from './results.ts';

const files = readResultFiles();

/** Machines that run tests may have any date. */
const now = Math.max(
  ...files.flatMap(({ text }) => {
    const parsed = parseRecordsFile(text);
    return parsed.state === 'ok' ? parsed.runs.map(({ record }) => Date.parse(record.startedAt)) : [];
  }),
);

it('every record of the collection passes its rules', () => {
  expect(collectResults(files, now).refused.map(refusalText)).toEqual([]);
});

it('the page has the list that `npm run results` writes', () => {
  expect(readFileSync(resultListPath, 'utf8')).toBe(resultListText(collectResults(files, now).list));
});

it('a record that is left out is named with the reason and the place', () => {
  const { refused, list } = collectResults(
    [
      { name: 'a.json', text: '{}' },
      { name: '../b.json', text: '' },
    ],
    now,
  );
  expect(list.runs).toEqual([]);
  expect(refused.map(refusalText)).toEqual([
    '../b.json: its name has other characters than letters, digits, dots and dashes.',
    'a.json: it holds something that is not a valid run record. (schema)',
  ]);
});
