/** How a WordPiece vocabulary marks a piece that does not begin a word. */
export const continuation = '##';

/**
 * Splits a word as WordPiece does: the longest piece of the vocabulary that begins it, then the longest that
 * goes on.
 *
 * @returns undefined when a rest remains that no piece begins
 */
export function wordPieces(word: string, vocabulary: ReadonlySet<string>): readonly string[] | undefined {
  const pieces: string[] = [];
  let start = 0;
  while (start < word.length) {
    let end = word.length;
    const pieceTo = (stop: number) => (start > 0 ? continuation : '') + word.slice(start, stop);
    while (end > start && !vocabulary.has(pieceTo(end))) end -= 1;
    if (end === start) return undefined;
    pieces.push(pieceTo(end));
    start = end;
  }
  return pieces;
}
