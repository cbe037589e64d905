/** What a column of a link holds: nothing nested. */
export type Scalar = string | number | boolean | null;

/** A column as it travels: the values, or one of them where all are the same. */
export type WireColumn = Scalar | readonly Scalar[];

/** Most columns repeat one value (the same n, no token budget), which then takes one place. */
export function packColumn(values: readonly Scalar[]): WireColumn {
  const [first = null] = values;
  return values.every((value) => value === first) ? first : values;
}

/** The `count` values of a column; `undefined` ones, which no schema accepts, where it does not have as many. */
export function unpackColumn(column: unknown, count: number): readonly unknown[] {
  if (!Array.isArray(column)) return Array.from({ length: count }, () => column);
  return column.length === count ? column : Array.from({ length: count }, () => undefined);
}
