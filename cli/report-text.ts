import { maxLineCharacters, oneLine, type Report, type ReportPart } from '../src/core/document/report.ts';
import { textTable } from './text-table.ts';

/** Longest cell; a table of a terminal is no place for more. */
const maxCellCharacters = 80;

const line = (text: string) => oneLine(text, maxLineCharacters);

/** The report for a terminal. Names in it are foreign: what a terminal would obey is taken out. */
export function reportToText({ title, lines, parts }: Report): string {
  return `${[line(title), ...lines.map(line), ...parts.flatMap(partLines)].join('\n')}\n`;
}

/** One part of a report, with the empty line that sets it apart. */
export function partLines({ title, lines, table }: ReportPart): string[] {
  const cells = (row: readonly string[]) => row.map((cell) => oneLine(cell, maxCellCharacters));
  return [
    '',
    line(title),
    ...lines.map(line),
    ...(table === null ? [] : textTable(cells(table.head), table.rows.map(cells))),
  ];
}
