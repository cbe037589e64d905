/** What a picture of the chart says besides the chart: away from the page it has to tell what it shows. */
export interface PictureWords {
  /** The model's name. */
  readonly title: string;
  /** Where and when it was measured, one fact each; they are joined, and broken into lines where they are too long. */
  readonly facts: readonly string[];
  /** The app's name, and where the chart is doubtful. */
  readonly footer: string;
}

/**
 * Facts in lines that are no wider than the picture.
 *
 * @param widthOf width of a text in px
 */
export function factLines(
  facts: readonly string[],
  maxWidth: number,
  widthOf: (text: string) => number,
): string[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const last = lines.at(-1);
    const joined = last === undefined ? fact : `${last} · ${fact}`;
    if (last === undefined || widthOf(joined) > maxWidth) lines.push(fact);
    else lines[lines.length - 1] = joined;
  }
  return lines;
}
