/** The lines of a text, ended by LF, CRLF or a lone CR; a byte order mark at the start is not part of the first. */
export function textLines(text: string): string[] {
  return withoutByteOrderMark(text).split(/\r\n|\n|\r/);
}

/** Editors on Windows begin UTF-8 files with U+FEFF, which would become part of the first word or column name. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** How many line ends a text holds, a CRLF counted once. */
export function countLineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
