import { loadTestsToCsv } from '../src/core/document/csv.ts';
import { recordToMarkdown } from '../src/core/document/markdown.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { loadToTable } from './load-table.ts';

export const loadFormats = ['table', 'json', 'csv', 'md'] as const;
export type LoadFormat = (typeof loadFormats)[number];

/** A run's load tests in a format, whole, with the line end that closes it; JSON is the run record. Languages as for a sweep. */
export function loadText(record: RunRecord, format: LoadFormat): string {
  const texts = textsOf(record.settings.lang ?? 'en');
  switch (format) {
    case 'json':
      return `${JSON.stringify(record, null, 2)}\n`;
    case 'csv':
      return loadTestsToCsv(record);
    case 'md':
      return recordToMarkdown(record, texts);
    case 'table':
      return loadToTable(record, texts);
    default:
      return format satisfies never;
  }
}
