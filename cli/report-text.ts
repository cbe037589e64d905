import { maxLineCharacters, oneLine, type Report, type ReportPart } from '../src/core/document/report.ts';
import { textTable } from './text-table.ts';

/** Longer cells are cut, since a terminal has little room. */
const maxCellCharacters = 80;

const line = (text: string) => oneLine(text, maxLineCharacters);

/** The report for a terminal. Names in it come from outside, so control characters are removed. */
export function reportToText({ title, lines, parts }: Report): string {
  return `${[line(title), ...lines.map(line), ...parts.flatMap(partLines)].join('\n')}\n`;
}

/** The lines of one part of a report, after an empty line. */
export function partLines({ title, lines, table }: ReportPart): string[] {
  const cells = (row: readonly string[]) => row.map((cell) => oneLine(cell, maxCellCharacters));
  return [
    '',
    line(title),
    ...lines.map(line),
    ...(table === null ? [] : textTable(cells(table.head), table.rows.map(cells))),
  ];
}
