/** By then most downloads are over, and nothing needs to be watched, ms. */
const slowMs = 10_000;

/**
 * Tells how a file comes on that other code of this thread downloads, which tells nothing itself. After a while
 * it fetches the file too: browsers let both share one download, through their cache. Chromium gives each piece
 * to both as it arrives, Firefox all of them to the second once the first has the file.
 *
 * @param tell gets true when the second fetch begins and for each piece, and false when it has ended
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
  tell: (isUnderWay: boolean) => void,
): () => void {
  const over = new AbortController();
  const read = async () => {
    tell(true);
    try {
      const { body } = await fetch(address, { signal: over.signal });
      const reader = body?.getReader();
      while (reader !== undefined && !(await reader.read()).done) tell(true);
    } catch {
      // If the file cannot be had, the other code says so.
    }
    if (!over.signal.aborted) tell(false);
  };
  const forget = after(slowMs, () => void read());
  return () => {
    forget();
    over.abort();
  };
}
