import * as z from '../schema/zod.ts';
import { findRecordFault } from './check-record.ts';
import { isNewerVersion, type JsonLimits, parseHostile, tameJson } from './hostile-json.ts';
import { parseRecord } from './parse-record.ts';
import {
  type ArchivedRun,
  maxArchivedRuns,
  maxFileCharacters,
  maxNameCharacters,
  maxNoteCharacters,
} from './record-files.ts';
import type { RunRecord } from './run-record.ts';
import { archiveSchemaId, runRecordSchemaId } from './schema-ids.ts';

/**
 * A record is 8 levels deep. Its longest lists are samples (at most 1000 repetitions) and the input's pairs
 * (at most 20,000), except for the columns of a load test (ten minutes of 400 batches a second). Twenty
 * million characters of genuine samples are about four million values.
 */
const limits: JsonLimits = {
  maxDepth: 16,
  maxListLength: 20_000,
  tables: ['arrivals', 'batches'],
  maxColumnLength: 250_000,
  maxValues: 4_000_000,
};

export type ParsedRecords =
  | { readonly state: 'ok'; readonly runs: readonly ArchivedRun[] }
  | {
      readonly state: 'error';
      readonly code: 'too-large' | 'not-json' | 'not-a-record' | 'newer-version' | 'empty';
      /** The field that is wrong, such as `runs.3.record.lanes.0.cells`, where one can be named. */
      readonly where?: string;
    };

type ParseError = Extract<ParsedRecords, { state: 'error' }>;

const archiveSchema = z.object({
  schema: z.literal(archiveSchemaId),
  exportedAt: z.iso.datetime(),
  runs: z.array(
    z.object({ record: z.unknown(), name: z.string().exactOptional(), note: z.string().exactOptional() }),
  ),
});

/**
 * Reads a file with one run record or an archive. If any run is unsound, the whole file is refused, and
 * `where` names the fault.
 *
 * Forward compatibility: within a version fields are only added, so unknown fields are dropped at every
 * depth. A higher version number is `newer-version`, whatever else is in the file. Texts are kept as they
 * are, so they must be shown as text.
 */
export function parseRecordsFile(text: string): ParsedRecords {
  if (text.length > maxFileCharacters) return { state: 'error', code: 'too-large' };
  // A byte order mark is legal in a file and unknown to JSON.
  const json = text.replace(/^\uFEFF/, '').trim();
  if (json === '') return { state: 'error', code: 'empty' };
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { state: 'error', code: 'not-json' };
  }
  if (!tameJson(value, limits)) return { state: 'error', code: 'too-large' };
  if (schemaOf(value) === archiveSchemaId) return parseArchive(value);
  if (isNewerVersion(schemaOf(value), archiveSchemaId)) {
    return { state: 'error', code: 'newer-version', where: 'schema' };
  }
  const record = checkedRecord(value, '');
  if (record.state !== 'ok') return record;
  return { state: 'ok', runs: [{ record: record.value, name: '', note: '' }] };
}

function schemaOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
}

function parseArchive(value: unknown): ParsedRecords {
  const archive = parseHostile(archiveSchema, value);
  if (archive.state !== 'ok') return notARecord('', archive.where);
  const { runs } = archive.value;
  if (runs.length === 0) return { state: 'error', code: 'empty' };
  if (runs.length > maxArchivedRuns) return { state: 'error', code: 'too-large', where: 'runs' };
  const parsed: ArchivedRun[] = [];
  for (const [place, { record, name = '', note = '' }] of runs.entries()) {
    const one = checkedRecord(record, `runs.${place}.record`);
    if (one.state !== 'ok') return one;
    parsed.push({
      record: one.value,
      name: name.slice(0, maxNameCharacters),
      note: note.slice(0, maxNoteCharacters),
    });
  }
  return { state: 'ok', runs: parsed };
}

function checkedRecord(
  value: unknown,
  at: string,
): { readonly state: 'ok'; readonly value: RunRecord } | ParseError {
  if (isNewerVersion(schemaOf(value), runRecordSchemaId)) {
    return { state: 'error', code: 'newer-version', where: path(at, 'schema') };
  }
  const parsed = parseRecord(value);
  if (parsed.state !== 'ok') return notARecord(at, parsed.where);
  const fault = findRecordFault(parsed.value);
  return fault === null ? parsed : notARecord(at, fault);
}

function notARecord(at: string, fault: string): ParseError {
  const where = path(at, fault);
  return { state: 'error', code: 'not-a-record', ...(where !== '' && { where }) };
}

const path = (...parts: readonly string[]) => parts.filter((part) => part !== '').join('.');
