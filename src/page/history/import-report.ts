import { maxFileCharacters } from '../../core/document/import-record.ts';
import type { HistoryReport } from '../store/history-slice.ts';
import type { ImportOutcome, RunStore } from './run-store.ts';

/**
 * Imports a file of runs, and says what became of it.
 *
 * @throws what the storage throws; whatever is wrong with the file is in the report
 */
export async function importReport(file: File, runs: Pick<RunStore, 'importText'>): Promise<HistoryReport> {
  // No UTF-8 text takes more than four bytes a character, so this one cannot do; reading it would cost the tab.
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
