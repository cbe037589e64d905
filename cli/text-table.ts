/** Matches a character that takes two columns in a terminal, as East Asian ones do. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** The number of columns that a text takes in a terminal. */
export const widthOf = (text: string) =>
  [...text].reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0);

/** The text, cut with an ellipsis if it takes more than `columns`. */
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
 * Matches what a line break must not split: a word, or a wide character with the punctuation that may not
 * begin or end a line. Preceding spaces are part of it.
 */
const unbreakable =
  /\s*(?:[（《「“]*[\u2e80-\u2fff\u3005-\u3007\u3040-\uffef](?:[，。；：、！？）》」”…]+)?|[^\s\u2e80-\uffef]+[，。；：、！？）》」”]*)/gu;

/** Breaks the text into lines of at most `columns` columns. Only a single long word may take more. */
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
 * The lines of an aligned table with two spaces between columns.
 *
 * @param toLeft the indices of the left-aligned text columns; the others are aligned right
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
