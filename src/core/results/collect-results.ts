import { parseRecordsFile } from '../document/import-record.ts';
import type { CollectedRun, ResultList } from './collected-run.ts';
import { collectedRun, resultListSchemaId } from './collected-run.ts';
import { judgeRecord } from './judge-record.ts';
import type { ObjectionCode } from './objection.ts';

/** Largest file of the collection, characters. A lane of three cells has about ten thousand. */
export const maxRecordCharacters = 500_000;

/** What every file system and address takes as it is. */
const fileName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,120}\.json$/;

/** A file of the collection. */
export interface ResultFile {
  readonly name: string;
  readonly text: string;
}

/** Why a file is left out. */
export interface Refusal {
  readonly file: string;
  readonly code:
    | ObjectionCode
    | 'bad-name'
    | 'too-large'
    | 'not-json'
    | 'not-a-record'
    | 'newer-version'
    | 'empty';
  /** Where in the record; `''` for the whole of it. */
  readonly where: string;
  readonly detail: string;
}

/**
 * The list of all runs of the collection, and every reason why a file is left out. Of two files with the same
 * run, the first in alphabetical order counts.
 *
 * @param now ms since the epoch
 */
export function collectResults(
  files: readonly ResultFile[],
  now: number,
): { readonly list: ResultList; readonly refused: readonly Refusal[] } {
  const runs: CollectedRun[] = [];
  const refused: Refusal[] = [];
  for (const { name, text } of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const refusals = judgeFile({ name, text }, runs, now);
    if (Array.isArray(refusals)) refused.push(...refusals);
    else runs.push(refusals);
  }
  return { list: { schema: resultListSchemaId, runs }, refused };
}

function judgeFile(
  { name: file, text }: ResultFile,
  known: readonly CollectedRun[],
  now: number,
): CollectedRun | Refusal[] {
  const refuse = (code: Refusal['code'], where = '', detail = ''): Refusal => ({ file, code, where, detail });
  if (!fileName.test(file)) return [refuse('bad-name')];
  if (text.length > maxRecordCharacters) return [refuse('too-large', '', String(text.length))];
  const parsed = parseRecordsFile(text);
  if (parsed.state === 'error') return [refuse(parsed.code, parsed.where)];
  const [first, ...others] = parsed.runs;
  // An archive holds several runs, with names and notes that were not meant for others.
  if (first === undefined || others.length > 0 || first.name !== '' || first.note !== '') {
    return [refuse('not-a-record', 'runs')];
  }
  const objections = judgeRecord(first.record, { known, now });
  if (objections.length > 0) {
    return objections.map(({ code, where, detail }) => refuse(code, where, detail));
  }
  return collectedRun(first.record, file);
}

/** The list as the text of its file, a line for each run. */
export const resultListText = ({ schema, runs }: ResultList): string =>
  `{"schema":${JSON.stringify(schema)},"runs":[${runs.map((run) => `\n${JSON.stringify(run)}`).join(',')}\n]}\n`;
