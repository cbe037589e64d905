import { recordFormats, wholeFormats } from '../src/core/document/record-formats.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { loadToTable } from './load-table.ts';

export const loadFormats = ['table', ...wholeFormats] as const;
export type LoadFormat = (typeof loadFormats)[number];

/**
 * The whole text of a run's load tests in a format, including its last line end. JSON is the run record. Text
 * for people is in the language of the run's `--lang`, English by default.
 */
export function loadText(record: RunRecord, format: LoadFormat): string {
  const texts = textsOf(record.settings.lang ?? 'en');
  if (format === 'table') return loadToTable(record, texts);
  return recordFormats[format === 'csv' ? 'loadCsv' : format].write(record, texts, []);
}
