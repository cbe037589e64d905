/**
 * Any text as one line of what can be seen: line ends, control characters (a terminal would obey them) and bidirectional ones (they turn
 * text around) become spaces. Longer than `most` characters it is cut, with an ellipsis.
 */
export function oneLine(text: string, most: number): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : line;
}
