/**
 * The lines of a text, ended by LF, CRLF or a lone CR; a byte order mark at the start is not part of the
 * first.
 */
export function textLines(text: string): string[] {
  return withoutByteOrderMark(text).split(/\r\n|\n|\r/);
}

/**
 * Editors on Windows begin UTF-8 files with U+FEFF, which would become part of the first word or column name.
 */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Number of line ends in a text; a CRLF counts once. */
export function countLineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** The line, from 1, on which an offset of a text lies. */
export const lineAt = (text: string, offset: number): number => 1 + countLineEnds(text.slice(0, offset));

/** The documents in plain text: one for each line that is not blank, trimmed. */
export function splitPastedDocuments(text: string): string[] {
  return textLines(text)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * Whether a pasted text may be JSON or a table of documents, so that it is worth loading the parser. A text
 * that is neither is read as lines.
 */
export function mayBeStructured(text: string): boolean {
  const [first = ''] = /\S.*/.exec(text.slice(0, 10_000)) ?? [];
  return /^[[{]/.test(first) || (/[\t,;|]/.test(first) && /text|content|passage|body|document/i.test(first));
}

/** Enough of a line to recognise it: at most sixty characters. */
export function beginning(line: string): string {
  const limit = 60;
  const characters = Array.from(line.slice(0, 2 * limit + 2));
  return characters.length > limit ? `${characters.slice(0, limit).join('')}…` : line;
}
