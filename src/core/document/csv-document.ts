import { csvFormatRow } from 'd3-dsv';

/** What is not known is an empty field. */
export type CsvValue = string | number | boolean | null | undefined;

/**
 * Spreadsheets take such a text for a formula, the full-width forms included. Source: OWASP, CSV Injection. A leading
 * apostrophe makes it text again; numbers are never touched, so a negative one stays a number.
 */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u;

function csvText(value: CsvValue): string {
  if (typeof value === 'string') return formula.test(value) ? `'${value}` : value;
  return value === null || value === undefined ? '' : String(value);
}

/** A header and rows as CSV (RFC 4180, lines end in CR LF), safe to open in a spreadsheet whatever the texts say. */
export function csvDocument(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  const lines = [[...header], ...rows.map((row) => row.map(csvText))].map((row) => csvFormatRow(row));
  return `${lines.join('\r\n')}\r\n`;
}
