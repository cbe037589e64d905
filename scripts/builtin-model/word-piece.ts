/** WordPiece's mark of a piece that does not begin a word. */
export const continuation = '##';

/**
 * Splits a word as WordPiece does: each time it takes the longest piece of the vocabulary that fits next.
 *
 * @returns `undefined` if no piece fits the rest of the word
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
