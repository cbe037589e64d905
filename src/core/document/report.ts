/**
 * A command's result as text that is not escaped yet: each form (Markdown, terminal) escapes it in its own
 * way.
 */
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

/** Longest line, in characters. Foreign names inside may be of any length. */
export const maxLineCharacters = 1000;

/** The report as Markdown, for an issue or the summary of a CI job. */
export function reportToMarkdown({ title, lines, parts }: Report): string {
  return [`## ${markdownText(title)}`, ...list(lines), ...parts.flatMap(partToMarkdown)]
    .join('\n\n')
    .concat('\n');
}

/** One part as blocks of Markdown, to be joined by empty lines. */
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

/** Longest piece of foreign text in a document, in characters; the rest is cut. */
const maxCharacters = 200;

/** A space of no width: it invisibly breaks a name that GitHub and chats would act on. */
const breaker = '\u200B';

/**
 * Any text as one line of literal Markdown, safe inside a table: line ends, control and bidirectional
 * characters become spaces, every character with a meaning in CommonMark, GFM or GitHub's formulas is
 * escaped, and mentions (`@name`), references (`#1`) and bare addresses are broken, since a backslash does
 * not stop those.
 */
export function markdownText(text: string, most = maxCharacters): string {
  return oneLine(text, most)
    .replace(/[\\`*_{}[\]<>()#|~&!$]/g, String.raw`\$&`)
    .replace(/[@#]/g, `$&${breaker}`)
    .replace(/:(?=\/\/)/g, `:${breaker}`)
    .replace(/\b(www)\./gi, `$1${breaker}.`);
}

/**
 * A table of cells that are Markdown already. The first column is text; the others are numbers, aligned
 * right.
 */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, place) => (place === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/**
 * Any text as one line of visible characters. Line ends, control characters (a terminal would obey them) and
 * bidirectional ones (they reverse text) become spaces. A text of more than `most` characters is cut, with an
 * ellipsis.
 */
export function oneLine(text: string, most: number): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : line;
}
