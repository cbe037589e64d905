import { expect, it } from 'vitest';
import { watchDownload } from './slow-download.ts';

/** A file that comes in pieces, one whenever it is asked to. */
function setUp() {
  let due: (() => void) | null = null;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const requests: { address: string; signal: AbortSignal | null | undefined }[] = [];
  let pieces = 0;
  const forget = watchDownload(
    'runtime.wasm',
    {
      fetch: async (address, { signal }) => {
        requests.push({ address, signal });
        const body = new ReadableStream<Uint8Array>({
          start: (own) => {
            controller = own;
          },
        });
        return new Response(body);
      },
      after: (_, callback) => {
        due = callback;
        return () => {
          due = null;
        };
      },
    },
    () => pieces++,
  );
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    forget,
    requests,
    pieces: () => pieces,
    passTime: async () => {
      due?.();
      await turn();
    },
    piece: async () => {
      controller?.enqueue(new Uint8Array(8));
      await turn();
    },
  };
}

it('a download that takes long is fetched too, and each piece is told', async () => {
  const { requests, passTime, piece, pieces } = setUp();
  expect(requests).toEqual([]);
  await passTime();
  expect(requests.map(({ address }) => address)).toEqual(['runtime.wasm']);
  await piece();
  await piece();
  expect(pieces()).toBe(2);
});

it('one that is over by then is not', async () => {
  const { forget, requests, passTime } = setUp();
  forget();
  await passTime();
  expect(requests).toEqual([]);
});

it('the second fetch ends with the watch', async () => {
  const { forget, requests, passTime } = setUp();
  await passTime();
  forget();
  expect(requests[0]?.signal?.aborted).toBe(true);
});
