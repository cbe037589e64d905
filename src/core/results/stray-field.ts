/**
 * The first field of a file that the record read from it has not got, such as `lanes.0.note`; `null` where
 * there is none. Files are shown as they are, so what no rule has seen has no place in them.
 *
 * @param given what `JSON.parse` has made of the file
 * @param kept the record that was read from it; fields that it has besides are defaults
 */
export function strayField(given: unknown, kept: unknown, at = ''): string | null {
  if (typeof given !== 'object' || given === null) return null;
  for (const [name, value] of Object.entries(given)) {
    const where = at === '' ? name : `${at}.${name}`;
    if (typeof kept !== 'object' || kept === null || !Object.hasOwn(kept, name)) return where;
    const inside = strayField(value, Reflect.get(kept, name), where);
    if (inside !== null) return inside;
  }
  return null;
}

/** A string of JSON, with the colon that makes it a field's name. */
const stringForm = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?/g;

/**
 * Whether an object in the file has a field twice. `JSON.parse` takes the last and forgets the others.
 *
 * @param text JSON
 * @param given what `JSON.parse` has made of it
 */
export function hasRepeatedField(text: string, given: unknown): boolean {
  let written = 0;
  for (const [, colon] of text.matchAll(stringForm)) if (colon !== undefined) written++;
  return written > fieldsIn(given);
}

function fieldsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.values(value).reduce((sum: number, one) => sum + fieldsIn(one), 0);
  return inside + (Array.isArray(value) ? 0 : Object.keys(value).length);
}
