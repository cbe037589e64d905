import { recordFormats, wholeFormats } from '../src/core/document/record-formats.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { loadToTable } from './load-table.ts';

export const loadFormats = ['table', ...wholeFormats] as const;
export type LoadFormat = (typeof loadFormats)[number];

/**
 * A run's load tests in a format, whole, with the line end that closes it; JSON is the run record. Languages
 * as for a sweep.
 */
export function loadText(record: RunRecord, format: LoadFormat): string {
  const texts = textsOf(record.settings.lang ?? 'en');
  if (format === 'table') return loadToTable(record, texts);
  return recordFormats[format === 'csv' ? 'loadCsv' : format].write(record, texts);
}
