import type * as z from '../schema/zod.ts';

/** Limits that are checked before a schema is applied: a schema visits everything and reports every fault. */
export interface JsonLimits {
  readonly maxDepth: number;
  readonly maxListLength: number;
  /** Names of objects whose fields are columns, which may be longer than other lists. */
  readonly tables: readonly string[];
  readonly maxColumnLength: number;
  readonly maxValues: number;
}

/** Names that reach an object's prototype when a program copies fields without care. */
const prototypeKeys = ['__proto__', 'constructor', 'prototype'];

interface Nested {
  readonly value: object;
  readonly depth: number;
  /** Name of the object's field that has this value; empty for a value in a list. */
  readonly name: string;
  readonly isColumn: boolean;
}

/**
 * Deletes prototype keys, at every depth and in place, from a value that came from `JSON.parse` (which makes
 * `__proto__` an own key). There is no recursion, so depth cannot exhaust the stack.
 *
 * @returns `false` where the value is deeper, longer or larger than the limits
 */
export function tameJson(root: unknown, limits: JsonLimits): boolean {
  const { maxDepth, maxListLength, tables, maxColumnLength, maxValues } = limits;
  const waiting: Nested[] = [];
  let values = 0;
  const visit = (value: unknown, depth: number, name: string, isColumn: boolean) => {
    values++;
    if (typeof value === 'object' && value !== null) waiting.push({ value, depth, name, isColumn });
  };
  visit(root, 1, '', false);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth, name, isColumn } = next;
    if (depth > maxDepth) return false;
    const most = isColumn ? maxColumnLength : maxListLength;
    if (Array.isArray(value)) {
      if (value.length > most || values + value.length > maxValues) return false;
      for (const child of value) visit(child, depth + 1, '', false);
    } else {
      for (const key of prototypeKeys) Reflect.deleteProperty(value, key);
      const fields: [string, unknown][] = Object.entries(value);
      if (fields.length > maxListLength || values + fields.length > maxValues) return false;
      for (const [field, child] of fields) visit(child, depth + 1, field, tables.includes(name));
    }
  }
  return true;
}

export type ParsedHostile<T> =
  | { readonly state: 'ok'; readonly value: T }
  /**
   * The first field at fault, such as `lanes.0.cells`. It is empty if the whole value is at fault, or if
   * there are too many faults to name one.
   */
  | { readonly state: 'refused'; readonly where: string };

/**
 * Parses a value that anybody may have written. zod passes its issues as arguments of a call, so about a
 * hundred thousand of them overflow the stack. So many faults are a refusal like any other.
 */
export function parseHostile<T>(schema: z.ZodType<T>, value: unknown): ParsedHostile<T> {
  try {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { state: 'ok', value: parsed.data };
    return { state: 'refused', where: (parsed.error.issues[0]?.path ?? []).map(String).join('.') };
  } catch (error) {
    if (error instanceof RangeError) return { state: 'refused', where: '' };
    throw error;
  }
}

/**
 * Whether `name` is the schema `known` (`name@number`) with a higher number, so that a newer version of this
 * program wrote it.
 */
export function isNewerVersion(name: unknown, known: string): boolean {
  if (typeof name !== 'string') return false;
  const [kind, version] = known.split('@');
  const found = /^(.+)@(\d{1,9})$/.exec(name);
  return found !== null && found[1] === kind && Number(found[2]) > Number(version);
}
