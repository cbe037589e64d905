import { rawJson } from './raw-json.ts';
import type { RunRecord } from './run-record.ts';
import { archiveSchemaId } from './schema-ids.ts';

/**
 * The files that hold runs: their limits, and how an archive is written. What reads them needs the schemas
 * of everything in a record (import-record.ts), which take long to set up.
 */

/** Longest file that is read, in characters. A thousand runs of the default plan fit into it. */
export const maxFileCharacters = 20_000_000;

/** Most runs in an archive. */
export const maxArchivedRuns = 1000;

/** Longest names and notes; longer ones are cut. */
export const maxNameCharacters = 200;
export const maxNoteCharacters = 10_000;

/** A run as the history keeps it, with the visitor's name and note for it. */
export interface ArchivedRun {
  readonly record: RunRecord;
  readonly name: string;
  readonly note: string;
}

/** The archive of runs as the text of a file. `exportedAt` is ISO 8601, UTC. */
export function archiveOf(runs: readonly ArchivedRun[], exportedAt: string): string {
  const named = runs.map(({ record, name, note }) => ({
    record,
    ...(name !== '' && { name }),
    ...(note !== '' && { note }),
  }));
  return `${JSON.stringify({ schema: archiveSchemaId, exportedAt, runs: named })}\n`;
}

/** What a history has stored for a run, whatever its form. */
export interface StoredRun {
  /** The run record, if it is one. */
  readonly record: unknown;
  /** The run's entry in the list of runs, with its name and note. */
  readonly entry: unknown;
}

/** The name and the note of a stored entry, each if it is a text. */
function marksOf(entry: unknown): { readonly name?: string; readonly note?: string } {
  const { name, note } = Object(entry) as { readonly name?: unknown; readonly note?: unknown };
  return { ...(typeof name === 'string' && { name }), ...(typeof note === 'string' && { note }) };
}

/**
 * Runs that cannot be read, in the form of an archive. A version of the page that can read the records can
 * import it. `exportedAt` is ISO 8601, UTC.
 */
export function storedArchiveOf(runs: readonly StoredRun[], exportedAt: string): string {
  const parts = runs.map(({ record, entry }) => rawJson({ ...marksOf(entry), record, entry }));
  const head = JSON.stringify({ schema: archiveSchemaId, exportedAt }).slice(0, -1);
  return `${head}, "runs": [\n${parts.join(',\n')}\n]}\n`;
}
