import { csvFormatRow } from 'd3-dsv';
import { type CsvValue, csvColumns, qualityColumns, unusualLaneColumns } from './columns.ts';
import { loadCsvColumns } from './load-columns.ts';
import type { RunRecord } from './run-record.ts';

/**
 * Spreadsheets take a text that starts so for a formula, even with the full-width characters. A leading
 * apostrophe makes it text again. Numbers are never changed, so a negative one stays a number. Source: OWASP,
 * CSV Injection.
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
 * The record as CSV: a header, then one row for each cell of each lane, in their order. An unknown value is
 * an empty field. Only the JSON has raw samples, and only the JSON and the Markdown have lanes without cells.
 * A run with load tests but no cells gives the table of its load tests (`loadTestsToCsv`).
 */
export function recordToCsv(record: RunRecord): string {
  const hasCells = record.lanes.some(({ cells }) => cells.length > 0);
  if (!hasCells && (record.loadTests ?? []).length > 0) return loadTestsToCsv(record);
  const isCompared = record.lanes.some(({ quality }) => quality !== undefined);
  const columns = [...csvColumns, ...(isCompared ? qualityColumns : [])];
  const ofLanes = unusualLaneColumns(record.lanes);
  return csvDocument(
    [...columns, ...ofLanes].map(([name]) => name),
    record.lanes.flatMap((lane) =>
      lane.cells.map((cell) => [
        ...columns.map(([, value]) => value(record, lane, cell)),
        ...ofLanes.map(([, value]) => value(lane)),
      ]),
    ),
  );
}

/**
 * The record's load tests as CSV: a header, then one row for each test, in their order. An unknown value is
 * an empty field, and so is a limit that is not set. Only the JSON has single arrivals and batches, and the
 * planner's grid.
 */
export function loadTestsToCsv(record: RunRecord): string {
  const tests = record.loadTests ?? [];
  const lanes = new Map(record.lanes.map((lane) => [lane.id, lane]));
  const ofLanes = unusualLaneColumns(tests.flatMap(({ laneId }) => lanes.get(laneId) ?? []));
  return csvDocument(
    [...loadCsvColumns, ...ofLanes].map(([name]) => name),
    tests.map((test) => {
      const lane = lanes.get(test.laneId);
      return [
        ...loadCsvColumns.map(([, value]) => value(record, test, lane)),
        ...ofLanes.map(([, value]) => lane && value(lane)),
      ];
    }),
  );
}
