import { markdownTable, markdownText } from './markdown-text.ts';

/** What a command has to say, as text that is not escaped yet: each form (Markdown, terminal) makes it harmless in its own way. */
export interface Report {
  readonly title: string;
  readonly lines: readonly string[];
  readonly parts: readonly ReportPart[];
}

export interface ReportPart {
  readonly title: string;
  readonly lines: readonly string[];
  readonly table: {
    readonly head: readonly string[];
    readonly rows: readonly (readonly string[])[];
  } | null;
}

/** Longest line; names inside are foreign and may be of any length. */
export const maxLineCharacters = 1000;

/** The report as Markdown, for an issue or a job's summary. */
export function reportToMarkdown({ title, lines, parts }: Report): string {
  return [`## ${markdownText(title)}`, ...list(lines), ...parts.flatMap(partToMarkdown)]
    .join('\n\n')
    .concat('\n');
}

/** One part as blocks of Markdown, which stand apart by an empty line. */
export function partToMarkdown({ title, lines, table }: ReportPart): string[] {
  const cells = (row: readonly string[]) => row.map((cell) => markdownText(cell));
  return [
    `### ${markdownText(title)}`,
    ...list(lines),
    ...(table === null ? [] : [markdownTable(cells(table.head), table.rows.map(cells))]),
  ];
}

const list = (items: readonly string[]) =>
  items.length === 0 ? [] : [items.map((item) => `- ${markdownText(item, maxLineCharacters)}`).join('\n')];
