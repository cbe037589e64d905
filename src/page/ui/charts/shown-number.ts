/** Three digits, and never a fraction that a whole number of four digits does not need: 0.123, 5.68, 57.3, 1235. */
export function threeDigits(value: number): number {
  if (!Number.isFinite(value)) return value;
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}

/** Two digits at least, for a label with little room: 0.12, 5.7, 57, 1235. */
export function twoDigits(value: number): number {
  if (!Number.isFinite(value)) return value;
  return Math.abs(value) >= 10 ? Math.round(value) : Number(value.toPrecision(2));
}
