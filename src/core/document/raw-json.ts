/**
 * Any value as JSON, for a file that saves what could not be read. A value that JSON cannot represent (a
 * cycle, a `bigint`, nesting or length beyond what the engine can write) becomes an object that says so. It
 * never throws.
 */
export function rawJson(value: unknown): string {
  try {
    return JSON.stringify(value, null, 1) ?? 'null';
  } catch (error) {
    return JSON.stringify({ notWritable: String(error) });
  }
}
