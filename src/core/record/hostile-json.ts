/** Bounds of what is looked at before a schema is asked: a schema visits everything and reports every fault. */
export interface JsonLimits {
  readonly maxDepth: number;
  readonly maxListLength: number;
  readonly maxValues: number;
}

/** Names that reach an object's prototype when a program copies fields without care. */
const prototypeKeys = ['__proto__', 'constructor', 'prototype'];

/**
 * Takes prototype keys out of a value that came from `JSON.parse` (which makes `__proto__` an own key), in place, wherever they
 * are. `false` where the value is deeper, longer or larger than the limits. Without recursion, so depth cannot exhaust
 * the stack.
 */
export function tameJson(root: unknown, { maxDepth, maxListLength, maxValues }: JsonLimits): boolean {
  const waiting: { readonly value: object; readonly depth: number }[] = [];
  let values = 0;
  const visit = (value: unknown, depth: number) => {
    values++;
    if (typeof value === 'object' && value !== null) waiting.push({ value, depth });
  };
  visit(root, 1);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next;
    if (depth > maxDepth) return false;
    if (!Array.isArray(value)) for (const key of prototypeKeys) Reflect.deleteProperty(value, key);
    const children: unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (children.length > maxListLength || values + children.length > maxValues) return false;
    for (const child of children) visit(child, depth + 1);
  }
  return true;
}
