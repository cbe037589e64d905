/**
 * `npm run results`: asks every record of `results/` what a sceptic would ask, and writes the list that the
 * Devices tab shows, `public/results.json`. A record that fails is named with the reason and left out, and the
 * exit status is 1.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  collectResults,
  type Refusal,
  type ResultFile,
  resultListText,
} from '../src/core/results/collect-results.ts';
import { resultFolder, resultListFile } from '../src/core/results/collected-run.ts';
import { devices } from '../src/core/texts/en/devices.ts';
import { history } from '../src/core/texts/en/history.ts';

const root = join(import.meta.dirname, '..');

/** The records of the collection as they lie in the repository. */
export function readResultFiles(folder = join(root, resultFolder)): ResultFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
}

const reasons: Readonly<Record<string, string>> = {
  ...history.importProblem,
  ...devices.objection,
  'bad-name': 'its name has other characters than letters, digits, dots and dashes.',
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
