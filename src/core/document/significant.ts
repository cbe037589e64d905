/** The value at so many significant digits. */
export function significant(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
