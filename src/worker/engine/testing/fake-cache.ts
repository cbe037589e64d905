/** As much of the Cache API as models need: an entry is there once its body has been read to the end. */
export class FakeCache {
  readonly entries = new Map<
    string,
    { readonly headers: Headers; readonly bytes: Uint8Array<ArrayBuffer> }
  >();
  /** Bytes that fit; beyond them `put` rejects as browsers do. */
  quota = Number.POSITIVE_INFINITY;
  /** Rejects before anything is read, as where storage is blocked. */
  refuses = false;

  readonly match = async (address: string | URL | Request): Promise<Response | undefined> => {
    const entry = this.entries.get(String(address));
    return entry === undefined ? undefined : new Response(entry.bytes, { headers: entry.headers });
  };

  readonly put = async (address: string | URL | Request, response: Response): Promise<void> => {
    if (this.refuses) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of response.body ?? []) {
      size += piece.byteLength;
      if (size > this.quota) throw new DOMException('Quota exceeded.', 'QuotaExceededError');
      pieces.push(piece);
    }
    const bytes = new Uint8Array(size);
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.byteLength;
    }
    this.entries.set(String(address), { headers: response.headers, bytes });
  };
}
