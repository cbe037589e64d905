/** A figure for an export: three significant digits, or all of those before the point; no exponent, no grouping. */
export function figure(value: number): string {
  if (Math.abs(value) >= 100) return String(Math.round(value));
  // Through a number, which drops trailing zeros; below a millionth it would be an exponent.
  return Math.abs(value) < 1e-6 ? '0' : String(Number(value.toPrecision(3)));
}

/** Bytes in mebibytes (2²⁰). */
export const mebibytes = (bytes: number) => `${figure(bytes / 2 ** 20)} MiB`;
