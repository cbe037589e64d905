/** How one answer of a fake hub goes. */
export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly pieces?: readonly string[];
  /**
   * How the body ends after its pieces; `silent` is a connection that brings nothing more and does not end.
   */
  readonly end?: 'closes' | 'breaks' | 'silent';
}

export interface FakeFileHub {
  readonly fetch: (input: string | URL, init?: RequestInit) => Promise<Response>;
  /** The `Range` of every request, in order; `null` for a whole file. */
  readonly ranges: (string | null)[];
}

const encoder = new TextEncoder();

/** Gives one answer after another; `'offline'` is a request that never gets one. */
export function fakeHub(...answers: readonly (FakeAnswer | 'offline')[]): FakeFileHub {
  const ranges: (string | null)[] = [];
  const rest = [...answers];
  return {
    ranges,
    fetch: async (_input, init) => {
      ranges.push(new Headers(init?.headers).get('range'));
      const answer = rest.shift() ?? 'offline';
      if (answer === 'offline') throw new TypeError('Failed to fetch');
      const { status = 200, headers = {}, pieces = [], end = 'closes' } = answer;
      return new Response(bodyOf(pieces, end), { status, headers });
    },
  };
}

export function bodyOf(
  pieces: readonly string[],
  end: 'closes' | 'breaks' | 'silent',
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const rest = [...pieces];
  return new ReadableStream({
    pull(controller) {
      const piece = rest.shift();
      if (piece !== undefined) controller.enqueue(encoder.encode(piece));
      else if (end === 'closes') controller.close();
      else if (end === 'breaks') controller.error(new TypeError('network error'));
      // A body of which nothing more comes.
      else return new Promise(() => {});
      return undefined;
    },
  });
}
