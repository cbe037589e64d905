/** Decimals that show the first digit of a value: none for 3.2, one for 0.8, two for 0.04. */
const placesOf = (value: number) => (value > 0 && value < 1 ? Math.ceil(-Math.log10(value)) : 0);

const mostPlaces = 4;

/**
 * A percentage and half its interval with as many decimals as the interval deserves, so that neither claims more than is
 * known, and none is rounded to nothing: 12 ± 3, 4.2 ± 0.8, 0.31 ± 0.04.
 */
export function percentPair(
  language: string,
  percent: number,
  half: number,
): readonly [percent: string, half: string] {
  const places = Math.min(mostPlaces, Math.max(placesOf(percent), placesOf(half)));
  const format = new Intl.NumberFormat(language, {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  return [format.format(percent), format.format(half)];
}
