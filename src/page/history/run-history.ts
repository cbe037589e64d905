import { maxFileCharacters } from '../../core/document/record-files.ts';
import type { RunRecord } from '../../core/document/run-record.ts';
import type { AppStore } from '../store/app-state.ts';
import type { HistoryReport, StorageUsage } from '../store/history-slice.ts';
import { isRunUnderWay } from '../store/run-slice.ts';
import type { Kept } from './kept-database.ts';
import type { ImportOutcome, RunStore } from './run-store.ts';

/** The browser's storage manager. */
export interface StorageFacts {
  /** How much room is used; `null` if the browser does not tell. */
  usage(): Promise<StorageUsage | null>;
  /** Asks the browser not to clear the page's storage by itself. */
  persist(): Promise<void>;
}

export interface RunHistoryTools {
  readonly store: AppStore;
  readonly runs: Kept<RunStore>;
  readonly storage: StorageFacts;
  readonly saveFile: (name: string, type: string, text: string) => void;
  /** Ms since the epoch. */
  readonly clock: { now(): number };
}

const noRuns = { entries: [], deleted: [], unreadable: [] } as const;

/**
 * What the visitor can do with the runs of their history. Failures are reported in the store, never thrown.
 */
export class RunHistory {
  readonly #tools: RunHistoryTools;

  constructor(tools: RunHistoryTools) {
    this.#tools = tools;
  }

  /** Reads the list from the storage again. */
  async refresh(): Promise<void> {
    const { store, runs, storage } = this.#tools;
    try {
      const list = (await (await runs.ifAny())?.list()) ?? noRuns;
      store.getState().setHistory({ ...list, state: 'ready' });
    } catch (error) {
      store.getState().setHistory({ state: 'failed', report: failureReport(error) });
      return;
    }
    // Some browsers have a storage manager that refuses to answer. The list works without it.
    const usage = await storage.usage().catch(() => null);
    store.getState().setHistory({ usage });
  }

  /** The record of a run; `null` if it is gone or cannot be read. */
  async load(id: string): Promise<RunRecord | null> {
    let record: RunRecord | null = null;
    await this.#attempt(async () => {
      record = await (await this.#tools.runs.open()).get(id);
      if (record !== null) return;
      await this.refresh();
      this.#report('error', 'history.unreadableRun');
    });
    return record;
  }

  /** Shows a run, read-only, in place of the page's own. */
  async open(id: string): Promise<void> {
    const record = await this.load(id);
    if (record === null) return;
    const { history, showRun } = this.#tools.store.getState();
    const name = history.entries.find((entry) => entry.id === id)?.name ?? '';
    showRun({ source: 'history', id, draft: record, record, ...(name !== '' && { name }) });
  }

  /** Shows the last run of this browser as the page's own, unless another is on show or under way. */
  async restoreLast(): Promise<void> {
    await this.#attempt(async () => {
      const runs = await this.#tools.runs.ifAny();
      if (runs === null) return;
      const { entries } = await runs.list();
      const last = entries.find(({ origin, state }) => origin === 'here' && state !== 'running');
      if (last === undefined || (last.cellsMeasured === 0 && last.loadTests === 0)) return;
      const record = await runs.get(last.id);
      const { draft, runState, setRun, setRestoredRun } = this.#tools.store.getState();
      if (record === null || draft !== null || isRunUnderWay(runState)) return;
      setRun({
        task: last.cellsMeasured === 0 ? 'load-test' : 'sweep',
        draft: record,
        record,
        // Only an interruption is announced, because a program that waits for a run's end must not mistake an
        // old run for it.
        ...(last.state === 'interrupted' && { runState: 'interrupted' }),
      });
      setRestoredRun(last.id);
    });
  }

  rename(id: string, name: string): Promise<void> {
    return this.#change((runs) => runs.rename(id, name));
  }

  setNote(id: string, note: string): Promise<void> {
    return this.#change((runs) => runs.setNote(id, note));
  }

  remove(id: string): Promise<void> {
    return this.#change((runs) => runs.remove(id));
  }

  restore(id: string): Promise<void> {
    return this.#change(async (runs) => {
      // Another tab was opened meanwhile and has purged the deleted runs.
      if (!(await runs.restore(id))) this.#report('warning', 'history.goneForGood');
    });
  }

  purge(id: string): Promise<void> {
    return this.#change((runs) => runs.purge(id));
  }

  /** Saves every run as one file, or as few as an import accepts. */
  async exportAll(): Promise<void> {
    await this.#attempt(async () => {
      const { saveFile, clock } = this.#tools;
      const runs = await this.#tools.runs.open();
      const { files, runs: count, leftOut } = await runs.exportAll();
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      for (const [place, text] of files.entries()) {
        const part = files.length > 1 ? `-${place + 1}` : '';
        saveFile(`rerank-bench-history-${day}${part}.json`, 'application/json', text);
      }
      if (leftOut > 0) this.#report('warning', 'history.exportedSome', { count, leftOut });
      else this.#report('info', 'history.exported', { count });
    });
  }

  /** Saves what is stored of unreadable runs as one file. The runs stay in the history. */
  async saveUnreadable(): Promise<void> {
    await this.#attempt(async () => {
      const { store, saveFile, clock } = this.#tools;
      const runs = await this.#tools.runs.open();
      const text = await runs.exportUnreadable(store.getState().history.unreadable);
      const day = new Date(clock.now()).toISOString().slice(0, 10);
      saveFile(`rerank-bench-unreadable-runs-${day}.json`, 'application/json', text);
    });
  }

  removeUnreadable(): Promise<void> {
    return this.#change(async (runs) => {
      for (const id of this.#tools.store.getState().history.unreadable) await runs.remove(id);
    });
  }

  /** Adds the runs of files, and reports each file in turn. */
  async importFiles(files: readonly File[]): Promise<void> {
    await this.#change(async (runs) => {
      for (const file of files) {
        this.#tools.store.getState().setHistory({ report: await importReport(file, runs) });
      }
    });
  }

  dismissReport(): void {
    this.#tools.store.getState().setHistory({ report: null });
  }

  async #change(action: (runs: RunStore) => Promise<unknown>): Promise<void> {
    const isDone = await this.#attempt(async () => {
      await action(await this.#tools.runs.open());
    });
    if (isDone) await this.refresh();
  }

  async #attempt(action: () => Promise<void>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      this.#tools.store.getState().setHistory({ report: failureReport(error) });
      return false;
    }
  }

  #report(severity: HistoryReport['severity'], key: string, values: Record<string, number> = {}): void {
    this.#tools.store.getState().setHistory({ report: { severity, message: { key, values } } });
  }
}

const failureReport = (error: unknown): HistoryReport => ({
  severity: 'error',
  message: { key: 'history.storageFailed', detail: String(error) },
});

/**
 * Imports a file of runs.
 *
 * @returns what became of it, including anything wrong with the file
 * @throws what the storage throws
 */
export async function importReport(file: File, runs: Pick<RunStore, 'importText'>): Promise<HistoryReport> {
  // UTF-8 needs at most four bytes a character, so this file is over the limit. Reading it could crash the
  // tab.
  if (file.size > 4 * maxFileCharacters) return refused(file, { state: 'error', code: 'too-large' });
  let text: string;
  try {
    text = await file.text();
  } catch (error) {
    return told(
      'error',
      'history.importRefused',
      { file: file.name, reason: 'importProblem.unreadable' },
      String(error),
    );
  }
  const outcome = await runs.importText(text);
  if (outcome.state === 'error') return refused(file, outcome);
  const { added: count, skipped } = outcome;
  if (skipped === 0) return told('info', 'history.importedAll', { file: file.name, count });
  return told('info', 'history.importedSome', { file: file.name, count, skipped });
}

const refused = (file: File, { code, where }: Extract<ImportOutcome, { state: 'error' }>): HistoryReport =>
  told('error', 'history.importRefused', { file: file.name, reason: `importProblem.${code}` }, where);

const told = (
  severity: HistoryReport['severity'],
  key: string,
  values: Readonly<Record<string, string | number>>,
  detail?: string,
): HistoryReport => ({ severity, message: { key, values, ...(detail !== undefined && { detail }) } });
