import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parseRecordsFile } from '../src/core/document/import-record.ts';
import { collectResults, resultListText } from '../src/core/results/collect-results.ts';
import { readResultFiles, refusalText, resultListPath } from './results.ts';

const files = readResultFiles();

/** Machines that run tests may have any date. */
const now = Math.max(
  ...files.flatMap((file) => {
    const parsed = parseRecordsFile('text' in file ? file.text : '');
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
    '../b.json: its name is not made of letters, digits, dots and dashes with .json at the end.',
    'a.json: it is not a valid run record. (schema)',
  ]);
});

it.skipIf(process.platform === 'win32')('what cannot be read is named, and read no further', () => {
  const folder = mkdtempSync(join(tmpdir(), 'results-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'folder.json'));
  symlinkSync('/dev/zero', join(folder, 'endless.json'));
  symlinkSync('nowhere', join(folder, 'lost.json'));
  writeFileSync(join(folder, 'latin.json'), Uint8Array.of(0x22, 0xe9, 0x22));
  writeFileSync(join(folder, 'large.json'), '');
  // Holds no data on the disk.
  truncateSync(join(folder, 'large.json'), 3e9);
  writeFileSync(join(folder, 'notes.txt'), '');
  writeFileSync(join(folder, 'README.md'), '');
  expect(collectResults(readResultFiles(folder), now).refused.map(refusalText)).toEqual([
    'endless.json: it is a folder or a link. Put each record into results/ itself.',
    'folder.json: it is a folder or a link. Put each record into results/ itself.',
    'large.json: it is larger than any record of a suite.',
    'latin.json: it is not UTF-8.',
    'lost.json: it is a folder or a link. Put each record into results/ itself.',
    'notes.txt: its name is not made of letters, digits, dots and dashes with .json at the end.',
  ]);
});
