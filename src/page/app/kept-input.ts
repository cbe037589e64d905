import * as z from '../../core/schema/zod.ts';
import type { Input } from '../store/input-slice.ts';

const inputSchema = z.object({
  query: z.string(),
  documents: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      query: z.string().optional(),
      ownId: z.string().optional(),
      queryId: z.string().optional(),
      relevance: z.number().optional(),
    }),
  ),
  source: z.union([
    z.object({ kind: z.literal('sample'), id: z.string() }),
    z.object({ kind: z.literal('own') }),
  ]),
});

/** Reads a stored input; `null` if it does not match the schema. */
export function parseInput(stored: unknown): Input | null {
  const parsed = inputSchema.safeParse(stored);
  if (!parsed.success) return null;
  const { documents, ...rest } = parsed.data;
  return {
    ...rest,
    documents: documents.map(({ id, text, query, ownId, queryId, relevance }) => ({
      id,
      text,
      ...(query !== undefined && { query }),
      ...(ownId !== undefined && { ownId }),
      ...(queryId !== undefined && { queryId }),
      ...(relevance !== undefined && { relevance }),
    })),
  };
}
