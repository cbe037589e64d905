/** Columns a character takes in a terminal: East Asian wide ones two. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns that a text takes in a terminal. */
export const widthOf = (text: string) =>
  [...text].reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0);

/** The text, cut with an ellipsis where it takes more columns. */
export function cutToWidth(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let cut = '';
  let width = 0;
  for (const letter of text) {
    width += widthOf(letter);
    if (width > columns - 1) break;
    cut += letter;
  }
  return `${cut}…`;
}

/**
 * What may not be parted at a line's end: a word, or a wide character with the marks that no line begins or
 * ends with. Spaces before it are part of it.
 */
const unbreakable =
  /\s*(?:[（《「“]*[\u2e80-\u2fff\u3005-\u3007\u3040-\uffef](?:[，。；：、！？）》」”…]+)?|[^\s\u2e80-\uffef]+[，。；：、！？）》」”]*)/gu;

/** The text with line breaks, so that no line takes more columns than these. A single long word may. */
export function wrapped(text: string, columns: number): string {
  const lines = text.split('\n').flatMap((whole) => {
    const filled = [''];
    for (const [chunk] of whole.matchAll(unbreakable)) {
      const line = filled.at(-1) ?? '';
      if (line === '' || widthOf(line + chunk) <= columns) filled[filled.length - 1] = line + chunk;
      else filled.push(chunk.trimStart());
    }
    return filled;
  });
  return lines.join('\n');
}

/**
 * Lines of an aligned table, two spaces between its columns.
 *
 * @param toLeft the columns of text; those of numbers stand to the right
 */
export function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  toLeft: readonly number[] = [0],
): string[] {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        const space = ' '.repeat(width - widthOf(cell));
        return toLeft.includes(column) ? cell + space : space + cell;
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)];
}
