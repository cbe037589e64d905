import * as z from '../schema/zod.ts';
import type { HubFile } from './weight-files.ts';

const size = z.number().nonnegative();

/**
 * `/api/models/<repository>/tree/<revision>?recursive=true`, as https://huggingface.co/docs/hub/api describes
 * it.
 */
const listing = z.array(
  z.object({
    type: z.string(),
    path: z.string(),
    size: size.optional(),
    /** For a file in large-file storage, `size` outside may be its pointer's. */
    lfs: z.object({ size }).nullish(),
  }),
);

/** The files of a hub's listing, without folders; `null` if `json` is no listing. */
export function parseListing(json: unknown): HubFile[] | null {
  const parsed = listing.safeParse(json);
  if (!parsed.success) return null;
  return parsed.data
    .filter(({ type }) => type === 'file')
    .map((entry) => ({ path: entry.path, bytes: entry.lfs?.size ?? entry.size ?? null }));
}

/** The address of a long listing's next page, from the answer's `Link` header; `null` where there is none. */
export function nextPage(link: string | null): string | null {
  return link === null ? null : (/<([^<>]+)>\s*;\s*rel="next"/.exec(link)?.[1] ?? null);
}
