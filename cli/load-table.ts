import type { i18n } from 'i18next';
import { loadParts } from '../src/core/document/load-report.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { textsOf } from '../src/core/texts/create-texts.ts';
import { recordHead } from './record-head.ts';
import { partLines } from './report-text.ts';

/** A run's load tests as aligned tables for a terminal, after where they were measured. */
export function loadToTable(record: RunRecord, texts: i18n = textsOf('en')): string {
  const parts = loadParts(record, texts);
  const lines = parts.length === 0 ? ['', texts.t('loadReport.none')] : parts.flatMap(partLines);
  return `${[...recordHead(record, texts), ...lines].join('\n')}\n`;
}
