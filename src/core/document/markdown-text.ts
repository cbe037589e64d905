import { oneLine } from './one-line.ts';

/** Longest piece of foreign text in a document; the rest is cut. */
const maxCharacters = 200;

/** Breaks a name that GitHub and chats would act on, without showing: a space of no width. */
const breaker = '\u200B';

/**
 * Any text as one line of literal Markdown, safe inside a table: line ends, control and bidirectional characters become spaces, every
 * character with a meaning in CommonMark, GFM or GitHub's formulas is escaped, and mentions (`@name`), references (`#1`) and bare
 * addresses are broken, since a backslash does not stop those.
 */
export function markdownText(text: string, most = maxCharacters): string {
  return oneLine(text, most)
    .replace(/[\\`*_{}[\]<>()#|~&!$]/g, String.raw`\$&`)
    .replace(/[@#]/g, `$&${breaker}`)
    .replace(/:(?=\/\/)/g, `:${breaker}`)
    .replace(/\b(www)\./gi, `$1${breaker}.`);
}

/** A table of cells that are Markdown already; the first column is text, the others are numbers. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, place) => (place === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
