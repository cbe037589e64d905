/** The value, rounded to this many significant digits. */
export function significant(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
