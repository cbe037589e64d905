import { z } from '../schema/zod.ts';
import type { DocumentEntry } from './document-entry.ts';

const jsonLine = z.union([
  z.string().transform((text): DocumentEntry => ({ text })),
  // Tables exported as JSON write an absent value as null.
  z
    .object({ text: z.string(), query: z.string().nullish() })
    .transform(({ text, query }): DocumentEntry => (query?.trim() ? { text, query } : { text })),
]);

export type JsonLineResult =
  | { readonly state: 'ok'; readonly entry: DocumentEntry }
  | { readonly state: 'bad-json' | 'bad-line-shape' };

/** One line of a `.jsonl` documents file: a string, `{"text"}` or `{"query", "text"}`; other keys are ignored. */
export function parseJsonLine(line: string): JsonLineResult {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { state: 'bad-json' };
  }
  const parsed = jsonLine.safeParse(value);
  return parsed.success ? { state: 'ok', entry: parsed.data } : { state: 'bad-line-shape' };
}
