import { expect, it } from 'vitest';
import { watchDownload } from './slow-download.ts';

/** A file that comes in pieces, one whenever it is asked to. */
function setUp() {
  let due: (() => void) | null = null;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const requests: { address: string; signal: AbortSignal | null | undefined }[] = [];
  const told: boolean[] = [];
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
    (isUnderWay) => told.push(isUnderWay),
  );
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    forget,
    requests,
    told,
    passTime: async () => {
      due?.();
      await turn();
    },
    piece: async () => {
      controller?.enqueue(new Uint8Array(8));
      await turn();
    },
    end: async () => {
      controller?.close();
      await turn();
    },
  };
}

it('a download that takes long is fetched too; its pieces are told, and its end', async () => {
  const { requests, passTime, piece, end, told } = setUp();
  expect(requests).toEqual([]);
  await passTime();
  expect(requests.map(({ address }) => address)).toEqual(['runtime.wasm']);
  expect(told).toEqual([true]);
  await piece();
  await piece();
  expect(told).toEqual([true, true, true]);
  await end();
  expect(told).toEqual([true, true, true, false]);
});

it('one that is over by then is not', async () => {
  const { forget, requests, passTime, told } = setUp();
  forget();
  await passTime();
  expect([requests, told]).toEqual([[], []]);
});

it('the second fetch ends with the watch, and tells nothing more', async () => {
  const { forget, requests, passTime, end, told } = setUp();
  await passTime();
  forget();
  await end();
  expect(requests[0]?.signal?.aborted).toBe(true);
  expect(told).toEqual([true]);
});
