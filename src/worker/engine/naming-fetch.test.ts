import { describe, expect, it } from 'vitest';
import { namingFetch } from './naming-fetch.ts';

const address = 'https://hub.test/org/name/resolve/main/onnx/model.onnx';
const answering = (response: Response) => namingFetch(async () => response);

describe('asking a hub for a file', () => {
  it('names a hub that cannot be reached', async () => {
    const fetch = namingFetch(async () => {
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
});
