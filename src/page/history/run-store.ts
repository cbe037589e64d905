import type { ParsedRecords } from '../../core/document/import-record.ts';
import {
  type ArchivedRun,
  archiveOf,
  maxArchivedRuns,
  maxFileCharacters,
  maxNameCharacters,
  maxNoteCharacters,
  type StoredRun,
  storedArchiveOf,
} from '../../core/document/record-files.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import { Dexie, type Table } from './dexie.ts';
import { type EntryMarks, entryOf, type HistoryEntry, historyEntrySchema } from './history-entry.ts';
import { type DatabaseFactory, historyDatabase } from './kept-database.ts';

/**
 * A stored value. It is checked when it is read, because an older page, a newer one or a damaged disk may
 * have left it.
 */
type Stored = { readonly id: string } & Readonly<Record<string, unknown>>;

interface RunDatabase extends Dexie {
  /**
   * One `HistoryEntry` for each run. They are separate from the records, so that the list reads no samples.
   */
  readonly entries: Table<Stored, string>;
  /** The run record of each entry, as `{id, record}`. */
  readonly records: Table<Stored, string>;
}

/** The history's database. It is opened on first use. */
export function runDatabase({ indexedDB, IDBKeyRange }: DatabaseFactory): RunDatabase {
  const database = new Dexie(historyDatabase, { indexedDB, IDBKeyRange, cache: 'disabled' });
  database.version(1).stores({ entries: 'id', records: 'id' });
  return database as RunDatabase;
}

/** The schemas take long to set up, and an empty history needs none. */
const recordSchemas = () => import('../../core/document/run-record.ts');

/** The share of a file's room that is left for everything around its runs. */
const allowance = 0.05;

/**
 * Runs as texts of files that an import accepts: one, unless the runs are too many or too large for that. A
 * run is never split. A single run that exceeds the limit still gets a file.
 *
 * @param exportedAt ISO 8601, UTC
 */
export function archiveFiles(runs: readonly ArchivedRun[], exportedAt: string): string[] {
  const room = maxFileCharacters * (1 - allowance);
  const files: ArchivedRun[][] = [];
  let characters = Infinity;
  for (const run of runs) {
    const size = JSON.stringify(run).length;
    const last = files.at(-1);
    if (last === undefined || last.length >= maxArchivedRuns || characters + size > room) {
      files.push([run]);
      characters = size;
    } else {
      last.push(run);
      characters += size;
    }
  }
  return files.map((some) => archiveOf(some, exportedAt));
}

interface RunList {
  /** Newest first. */
  readonly entries: readonly HistoryEntry[];
  /** Deleted, newest first, until they are purged. */
  readonly deleted: readonly HistoryEntry[];
  /** Ids of runs that cannot be read. */
  readonly unreadable: readonly string[];
}

interface ExportedRuns {
  /** Texts of files that `importText` accepts: one, unless the runs are too many or too large for that. */
  readonly files: readonly string[];
  readonly runs: number;
  /** Number of runs that are missing because they could not be read. */
  readonly leftOut: number;
}

export type ImportOutcome =
  | { readonly state: 'ok'; readonly added: number; readonly skipped: number }
  | Extract<ParsedRecords, { state: 'error' }>;

/**
 * The runs of this browser, in IndexedDB. Every method rejects if the storage fails: it may be forbidden,
 * full or broken. Everything read back is checked against its schema. What does not match is unreadable, and
 * can only be deleted or saved as it is.
 */
export class RunStore {
  readonly #database: RunDatabase;
  readonly #clock: { now(): number };
  /** Runs with a valid entry whose record turned out to be unreadable. */
  readonly #broken = new Set<string>();

  /** @param clock ms since the epoch */
  constructor(factory: DatabaseFactory, clock: { now(): number }) {
    this.#database = runDatabase(factory);
    this.#clock = clock;
  }

  async list(): Promise<RunList> {
    const stored = await this.#database.entries.toArray();
    const unreadable: string[] = [];
    const readable = stored.flatMap((one) => {
      const parsed = historyEntrySchema.safeParse(one);
      if (parsed.success && !this.#broken.has(one.id)) return [parsed.data];
      unreadable.push(one.id);
      return [];
    });
    readable.sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
    return {
      entries: readable.filter(({ deletedAt }) => deletedAt === null),
      deleted: readable.filter(({ deletedAt }) => deletedAt !== null),
      unreadable,
    };
  }

  /** The record of a run; `null` if it is gone or cannot be read. */
  async get(id: string): Promise<RunRecord | null> {
    const stored = await this.#database.records.get(id);
    const { runRecordSchema } = await recordSchemas();
    const parsed = runRecordSchema.safeParse(stored?.record);
    if (parsed.success) return parsed.data;
    this.#broken.add(id);
    return null;
  }

  /**
   * Writes a run of this browser over its earlier state.
   *
   * @param record for an unfinished run: what its record would be if it were interrupted now
   * @throws ZodError for a finished record that does not match its schema and could never be read back
   */
  async save(record: RunRecord, { unfinished }: { readonly unfinished: boolean }): Promise<void> {
    // An unfinished run is written every second, so it is checked only when it is read.
    const checked = unfinished ? record : (await recordSchemas()).runRecordSchema.parse(record);
    const { entries, records } = this.#database;
    await this.#database.transaction('rw', entries, records, async () => {
      const { name = '', note = '', deletedAt = null } = (await this.#entry(record.id)) ?? {};
      const state = unfinished ? 'running' : record.state;
      await entries.put(entryOf(checked, { name, note, deletedAt, state, origin: 'here' }));
      await records.put({ id: record.id, record: checked });
    });
    this.#broken.delete(record.id);
  }

  /** Marks an unfinished run as interrupted. A run that has ended meanwhile stays as it is. */
  async markInterrupted(id: string): Promise<void> {
    await this.#change(id, (entry) => (entry.state === 'running' ? { state: 'interrupted' } : {}));
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#change(id, () => ({ name: name.trim().slice(0, maxNameCharacters) }));
  }

  async setNote(id: string, note: string): Promise<void> {
    await this.#change(id, () => ({ note: note.trim().slice(0, maxNoteCharacters) }));
  }

  /** Deletes a run; `restore` can bring it back until it is purged. An unreadable run is erased at once. */
  async remove(id: string): Promise<void> {
    const isReadable = !this.#broken.has(id) && (await this.#entry(id)) !== undefined;
    if (isReadable) await this.#change(id, () => ({ deletedAt: this.#clock.now() }));
    else await this.#erase([id]);
  }

  /** @returns whether the run is back; `false` if it has been purged */
  async restore(id: string): Promise<boolean> {
    return this.#change(id, () => ({ deletedAt: null }));
  }

  /** Erases all deleted runs for good, or just one. */
  async purge(id?: string): Promise<void> {
    const { deleted } = await this.list();
    await this.#erase(deleted.map((entry) => entry.id).filter((one) => id === undefined || one === id));
  }

  /** Exports every run that has ended. */
  async exportAll(): Promise<ExportedRuns> {
    const { entries, unreadable } = await this.list();
    const runs: ArchivedRun[] = [];
    let leftOut = unreadable.length;
    for (const { id, name, note, state } of entries) {
      if (state === 'running') continue;
      const record = await this.get(id);
      if (record === null) leftOut++;
      else runs.push({ record, name, note });
    }
    const exportedAt = new Date(this.#clock.now()).toISOString();
    return { files: archiveFiles(runs, exportedAt), runs: runs.length, leftOut };
  }

  /**
   * What is stored of unreadable runs, as the text of a file. It has the form of an archive, so that a
   * version of the page that can read the records can import it.
   */
  async exportUnreadable(ids: readonly string[]): Promise<string> {
    const { entries, records } = this.#database;
    const runs: StoredRun[] = [];
    for (const id of ids) {
      runs.push({ entry: await entries.get(id), record: (await records.get(id))?.record });
    }
    return storedArchiveOf(runs, new Date(this.#clock.now()).toISOString());
  }

  /**
   * Adds the runs of a file: one record, or what `exportAll` wrote. A run that is already in the history is
   * skipped and stays as it is. A deleted or unreadable one is replaced.
   */
  async importText(text: string): Promise<ImportOutcome> {
    const { parseRecordsFile } = await import('../../core/document/import-record.ts');
    const parsed = parseRecordsFile(text);
    if (parsed.state === 'error') return parsed;
    const { entries, records } = this.#database;
    let added = 0;
    await this.#database.transaction('rw', entries, records, async () => {
      for (const { record, name, note } of parsed.runs) {
        const there = await this.#entry(record.id);
        if (there !== undefined && there.deletedAt === null && !this.#broken.has(record.id)) continue;
        const marks: EntryMarks = {
          name: name.slice(0, maxNameCharacters),
          note: note.slice(0, maxNoteCharacters),
          state: record.state,
          origin: there?.origin ?? 'imported',
          deletedAt: null,
        };
        await entries.put(entryOf(record, marks));
        await records.put({ id: record.id, record });
        this.#broken.delete(record.id);
        added++;
      }
    });
    return { state: 'ok', added, skipped: parsed.runs.length - added };
  }

  close(): void {
    this.#database.close();
  }

  async #entry(id: string): Promise<HistoryEntry | undefined> {
    return historyEntrySchema.safeParse(await this.#database.entries.get(id)).data;
  }

  async #change(id: string, change: (entry: HistoryEntry) => Partial<EntryMarks>): Promise<boolean> {
    const { entries } = this.#database;
    return this.#database.transaction('rw', entries, async () => {
      const entry = await this.#entry(id);
      if (entry !== undefined) await entries.put({ ...entry, ...change(entry) });
      return entry !== undefined;
    });
  }

  async #erase(ids: readonly string[]): Promise<void> {
    const { entries, records } = this.#database;
    await this.#database.transaction('rw', entries, records, async () => {
      await entries.bulkDelete([...ids]);
      await records.bulkDelete([...ids]);
    });
    for (const id of ids) this.#broken.delete(id);
  }
}
