import { loadParts } from '../src/core/document/load-report.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import { recordHead } from './record-head.ts';
import { partLines } from './report-text.ts';

/** A run's load tests as aligned tables for a terminal, with where they were measured above. */
export function loadToTable(record: RunRecord): string {
  const parts = loadParts(record);
  const lines = parts.length === 0 ? ['', 'No load test was run.'] : parts.flatMap(partLines);
  return `${[...recordHead(record), ...lines].join('\n')}\n`;
}
