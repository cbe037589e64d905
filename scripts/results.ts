/**
 * `npm run results`: asks every record of `results/` what a sceptic would ask, and writes the list that the
 * Devices tab shows, `public/results.json`. A record that fails is named with the reason and left out, and the
 * exit status is 1.
 */
import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  collectResults,
  maxRecordCharacters,
  type Refusal,
  type ResultFile,
  resultListText,
} from '../src/core/results/collect-results.ts';
import { resultFolder, resultListFile } from '../src/core/results/collected-run.ts';
import { devices } from '../src/core/texts/en/devices.ts';
import { history } from '../src/core/texts/en/history.ts';

const root = join(import.meta.dirname, '..');

/** What lies in the folder of the collection, but for its README and hidden files. */
export function readResultFiles(folder = join(root, resultFolder)): ResultFile[] {
  return readdirSync(folder)
    .filter((name) => name !== 'README.md' && !name.startsWith('.'))
    .map((name) => readResultFile(join(folder, name), name));
}

/** Most bytes of a character in UTF-8 that is one character of a JavaScript string. */
const mostBytes = 3;

function readResultFile(path: string, name: string): ResultFile {
  // A link may lead out of the repository, to a device that never ends, or to nothing.
  const about = lstatSync(path);
  if (!about.isFile()) return { name, fault: 'not-a-file' };
  if (about.size > mostBytes * maxRecordCharacters) return { name, fault: 'too-large' };
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    if (error instanceof TypeError) return { name, fault: 'not-text' };
    throw error;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ...history.importProblem,
  ...devices.objection,
  'bad-name': 'its name is not made of letters, digits, dots and dashes with .json at the end.',
  'not-a-file': 'it is a folder or a link. Put each record into results/ itself.',
  'too-large': 'it is larger than any record of a suite.',
  'not-text': 'it is not UTF-8.',
  'not-a-record': 'it is not a valid run record.',
  'newer-version': 'it comes from a newer version of the page.',
  empty: 'it is empty.',
  'stray-field': 'it has a field that run records do not have.',
  'repeated-field': 'an object in it has a field twice.',
};

/** "2026-11-29-a.json: It contains texts. (input.pairs: 4)" */
export function refusalText({ file, code, where, detail }: Refusal): string {
  const place = [where, detail].filter((part) => part !== '').join(': ');
  return `${file}: ${reasons[code] ?? code}${place === '' ? '' : ` (${place})`}`;
}

export const resultListPath = join(root, 'public', resultListFile);

function main(): void {
  const { list, refused } = collectResults(readResultFiles(), Date.now());
  writeFileSync(resultListPath, resultListText(list));
  for (const refusal of refused) console.error(refusalText(refusal));
  const figures = list.runs.reduce((sum, { figures: own }) => sum + own.length, 0);
  const left = new Set(refused.map(({ file }) => file)).size;
  console.log(`public/results.json: ${list.runs.length} runs with ${figures} figures; ${left} left out.`);
  process.exitCode = left > 0 ? 1 : 0;
}

if (process.argv[1] === import.meta.filename) main();
