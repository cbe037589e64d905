import { parseRecordsFile } from '../document/import-record.ts';
import type { CollectedRun, ResultList } from './collected-run.ts';
import { collectedRun, resultListSchemaId } from './collected-run.ts';
import { judgeRecord } from './judge-record.ts';
import type { ObjectionCode } from './objection.ts';
import { hasRepeatedField, strayField } from './stray-field.ts';

/** Largest file of the collection, characters. A lane of three cells has about ten thousand. */
export const maxRecordCharacters = 500_000;

/** What every file system and address takes as it is. Windows has devices of the names that are left out. */
const fileName = /^(?!(?:con|prn|aux|nul|com\d|lpt\d)\.)[a-z0-9][a-z0-9._-]{0,120}\.json$/i;

/** Why a file has no text: it is a folder or a link, is too large to be read, or is not UTF-8. */
export type FileFault = 'not-a-file' | 'too-large' | 'not-text';

/** What lies in the folder of the collection. */
export type ResultFile = { readonly name: string } & (
  | { readonly text: string }
  | { readonly fault: FileFault }
);

/** Why a file is left out. */
export interface Refusal {
  readonly file: string;
  readonly code:
    | ObjectionCode
    | FileFault
    | 'bad-name'
    | 'stray-field'
    | 'repeated-field'
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
  for (const file of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const refusals = judgeFile(file, runs, now);
    if (Array.isArray(refusals)) refused.push(...refusals);
    else runs.push(refusals);
  }
  return { list: { schema: resultListSchemaId, runs }, refused };
}

function judgeFile(
  { name: file, ...content }: ResultFile,
  known: readonly CollectedRun[],
  now: number,
): CollectedRun | Refusal[] {
  const refuse = (code: Refusal['code'], where = '', detail = ''): Refusal => ({ file, code, where, detail });
  if (!fileName.test(file)) return [refuse('bad-name')];
  if ('fault' in content) return [refuse(content.fault)];
  const { text } = content;
  if (text.length > maxRecordCharacters) return [refuse('too-large', '', String(text.length))];
  const parsed = parseRecordsFile(text);
  if (parsed.state === 'error') return [refuse(parsed.code, parsed.where)];
  const [first, ...others] = parsed.runs;
  // An archive holds several runs, with names and notes that were not meant for others.
  if (first === undefined || others.length > 0 || first.name !== '' || first.note !== '') {
    return [refuse('not-a-record', 'runs')];
  }
  // A byte order mark is no part of JSON.
  const given: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
  const stray = strayField(given, first.record);
  if (stray !== null) return [refuse('stray-field', stray)];
  if (hasRepeatedField(text, given)) return [refuse('repeated-field')];
  const objections = judgeRecord(first.record, { known, now });
  if (objections.length > 0) {
    return objections.map(({ code, where, detail }) => refuse(code, where, detail));
  }
  return collectedRun(first.record, file);
}

/** The list as the text of its file, a line for each run. */
export const resultListText = ({ schema, runs }: ResultList): string =>
  `{"schema":${JSON.stringify(schema)},"runs":[${runs.map((run) => `\n${JSON.stringify(run)}`).join(',')}\n]}\n`;
