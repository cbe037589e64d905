import type { z } from '../schema/zod.ts';

export type ParsedHostile<T> =
  | { readonly state: 'ok'; readonly value: T }
  /** The first field at fault, as `lanes.0.cells`; empty for the whole, or where there are too many faults to name one. */
  | { readonly state: 'refused'; readonly where: string };

/**
 * Parses what anybody may have written. zod hands its issues on as arguments of a call, so that some hundred thousand of them
 * overflow the stack; so many faults are a refusal like any other.
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
