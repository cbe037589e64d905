import { describe, expect, it } from 'vitest';
import { modelFetch } from './model-fetch.ts';

const address = 'https://hub.test/org/name/resolve/main/onnx/model.onnx';
const answering = (response: Response) => modelFetch(async () => response);

function streamOf(chunks: readonly string[], end: 'closes' | 'breaks'): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const rest = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const chunk = rest.shift();
      if (chunk !== undefined) controller.enqueue(encoder.encode(chunk));
      else if (end === 'closes') controller.close();
      else controller.error(new TypeError('network error'));
    },
  });
}

const withLength = (length: number, body: ReadableStream<Uint8Array>) =>
  new Response(body, { headers: { 'content-length': String(length) } });

describe('fetching a model’s files', () => {
  it('names a hub that cannot be reached', async () => {
    const fetch = modelFetch(async () => {
      throw new TypeError('Failed to fetch');
    });
    await expect(fetch(address)).rejects.toMatchObject({ code: 'hub-unreachable', message: address });
  });

  it.each([
    [401, 'model-gated'],
    [403, 'model-gated'],
    [429, 'hub-error'],
    [500, 'hub-error'],
  ])('names status %d as %s', async (status, code) => {
    const fetch = answering(new Response('', { status }));
    await expect(fetch(address)).rejects.toMatchObject({ code, detail: `status ${status}` });
  });

  it('tells a model that does not exist from one that is kept back', async () => {
    const missing = new Response('', { status: 401, headers: { 'x-error-code': 'RepoNotFound' } });
    await expect(answering(missing)(address)).rejects.toMatchObject({ code: 'model-not-found' });
  });

  it('lets a missing file pass, since transformers.js asks for optional ones too', async () => {
    expect((await answering(new Response('', { status: 404 }))(address)).status).toBe(404);
  });

  it('refuses a web page in a model’s place', async () => {
    const page = new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } });
    await expect(answering(page)(address)).rejects.toMatchObject({ code: 'file-not-a-model' });
  });

  it('passes on a whole file as it is', async () => {
    const response = await answering(withLength(6, streamOf(['abc', 'def'], 'closes')))(address);
    expect(await response.text()).toBe('abcdef');
    expect(response.headers.get('content-length')).toBe('6');
  });

  it.each(['closes', 'breaks'] as const)(
    'names a file that is cut short when the connection %s',
    async (end) => {
      const response = await answering(withLength(10, streamOf(['abc', 'def'], end)))(address);
      await expect(response.text()).rejects.toMatchObject({ code: 'file-incomplete' });
    },
  );

  it('does not compare lengths where the file came compressed', async () => {
    const response = new Response(streamOf(['abcdef'], 'closes'), {
      headers: { 'content-length': '3', 'content-encoding': 'gzip' },
    });
    expect(await (await answering(response)(address)).text()).toBe('abcdef');
  });
});
