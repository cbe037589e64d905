/** By then most downloads are over, and nothing needs to be watched, ms. */
const slowMs = 10_000;

/**
 * Tells whenever bytes of a file arrive that other code of this thread is downloading, which tells nothing
 * itself. After a while it fetches the file too: browsers let both share one download, through their cache.
 *
 * @param onBytes called for each piece of the file
 * @returns ends the watch
 */
export function watchDownload(
  address: string,
  {
    fetch,
    after,
  }: {
    readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
    readonly after: (ms: number, callback: () => void) => () => void;
  },
  onBytes: () => void,
): () => void {
  const over = new AbortController();
  const read = async () => {
    const { body } = await fetch(address, { signal: over.signal });
    const reader = body?.getReader();
    while (reader !== undefined && !(await reader.read()).done) onBytes();
  };
  // If the file cannot be had, the other code says so.
  const forget = after(slowMs, () => void read().catch(() => undefined));
  return () => {
    forget();
    over.abort();
  };
}
