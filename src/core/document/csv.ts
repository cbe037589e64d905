import { csvFormatRow } from 'd3-dsv';
import { type CsvValue, csvColumns } from './columns.ts';
import { loadCsvColumns } from './load-columns.ts';
import type { RunRecord } from './run-record.ts';

/**
 * Spreadsheets take such a text for a formula, the full-width forms included. Source: OWASP, CSV Injection. A
 * leading apostrophe makes it text again; numbers are never touched, so a negative one stays a number.
 */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u;

function csvText(value: CsvValue): string {
  if (typeof value === 'string') return formula.test(value) ? `'${value}` : value;
  return value === null || value === undefined ? '' : String(value);
}

/**
 * A header and rows as CSV (RFC 4180, lines end in CR LF), safe to open in a spreadsheet whatever the texts
 * say.
 */
export function csvDocument(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  const lines = [[...header], ...rows.map((row) => row.map(csvText))].map((row) => csvFormatRow(row));
  return `${lines.join('\r\n')}\r\n`;
}

/**
 * The record as CSV: a header, then one row a cell, of every lane in its order. What is not known is an empty
 * field. Raw samples are only in the JSON, and a lane without cells only there and in the Markdown. A run
 * that has load tests and no cell at all is the table of its load tests (`loadTestsToCsv`).
 */
export function recordToCsv(record: RunRecord): string {
  const hasCells = record.lanes.some(({ cells }) => cells.length > 0);
  if (!hasCells && (record.loadTests ?? []).length > 0) return loadTestsToCsv(record);
  return csvDocument(
    csvColumns.map(([name]) => name),
    record.lanes.flatMap((lane) =>
      lane.cells.map((cell) => csvColumns.map(([, value]) => value(record, lane, cell))),
    ),
  );
}

/**
 * The record's load tests as CSV: a header, then one row a test, in their order. What is not known, and a
 * limit that is not set, is an empty field. Single arrivals and batches, and the planner's grid, are only in
 * the JSON.
 */
export function loadTestsToCsv(record: RunRecord): string {
  const lanes = new Map(record.lanes.map((lane) => [lane.id, lane]));
  return csvDocument(
    loadCsvColumns.map(([name]) => name),
    (record.loadTests ?? []).map((test) =>
      loadCsvColumns.map(([, value]) => value(record, test, lanes.get(test.laneId))),
    ),
  );
}
