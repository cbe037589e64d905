import { describe, expect, it } from 'vitest';
import type { DownloadEvent } from '../protocol/messages.ts';
import { filesInCache } from './kept-files.ts';
import { modelFetch, namingFetch } from './model-fetch.ts';
import { FakeCache } from './testing/fake-cache.ts';
import { type FakeAnswer, fakeHub } from './testing/fake-hub.ts';

const address = 'https://hub.test/org/name/resolve/main/onnx/model.onnx';
const headers = { 'content-length': '6', etag: '"one"', 'content-type': 'application/octet-stream' };
const whole: FakeAnswer = { headers, pieces: ['abc', 'def'] };
const cut: FakeAnswer = { headers, pieces: ['abc'], end: 'breaks' };

function setUp(cache: FakeCache, ...answers: readonly (FakeAnswer | 'offline')[]) {
  const hub = fakeHub(...answers);
  const events: DownloadEvent['type'][] = [];
  const breaks: string[] = [];
  const fetch = modelFetch({
    fetch: hub.fetch,
    keptFiles: filesInCache(async () => cache),
    pause: async () => {},
    after: () => () => {},
    onBreak: (broken) => breaks.push(broken),
    onDownload: ({ type }) => events.push(type),
  });
  return { fetch, hub, events, breaks };
}

const kept = async (cache: FakeCache) => (await cache.match(address))?.text();

describe('a model’s file', () => {
  it('is downloaded once and then taken from the browser’s cache, with its length', async () => {
    const cache = new FakeCache();
    const { fetch, hub, events } = setUp(cache, whole);
    expect(await (await fetch(address)).text()).toBe('abcdef');
    expect(events).toEqual(['started', 'kept']);
    const again = await fetch(address);
    expect(again.headers.get('content-length')).toBe('6');
    expect(await again.text()).toBe('abcdef');
    expect(hub.ranges).toHaveLength(1);
  });

  it('is kept by the time it has been read to its end', async () => {
    const cache = new FakeCache();
    const { fetch } = setUp(cache, whole);
    await (await fetch(address)).arrayBuffer();
    expect(cache.entries.has(address)).toBe(true);
  });

  it('is kept whole after a break in the middle', async () => {
    const cache = new FakeCache();
    const rest = { status: 206, headers: { etag: '"one"', 'content-range': 'bytes 3-5/6' }, pieces: ['def'] };
    const { fetch, breaks } = setUp(cache, cut, rest);
    expect(await (await fetch(address)).text()).toBe('abcdef');
    expect(await kept(cache)).toBe('abcdef');
    expect(breaks).toEqual([address]);
  });

  it('leaves nothing in the cache when it stays incomplete', async () => {
    const cache = new FakeCache();
    const { fetch, events } = setUp(cache, cut);
    await expect((await fetch(address)).text()).rejects.toMatchObject({ code: 'file-incomplete' });
    expect(cache.entries.size).toBe(0);
    expect(events).toEqual(['started']);
  });

  it('leaves nothing in the cache when its reader gives up', async () => {
    const cache = new FakeCache();
    const { fetch } = setUp(cache, whole);
    const reader = (await fetch(address)).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(cache.entries.size).toBe(0);
  });

  it('leaves nothing in the cache when it changed between two parts', async () => {
    const cache = new FakeCache();
    const { fetch } = setUp(cache, cut, { headers: { ...headers, etag: '"two"' }, pieces: ['ABCDEF'] });
    await expect((await fetch(address)).text()).rejects.toMatchObject({ code: 'file-changed' });
    expect(cache.entries.size).toBe(0);
  });

  it.each(['before', 'within'] as const)('loads all the same when storage is full %s it', async (when) => {
    const cache = new FakeCache();
    if (when === 'before') cache.refuses = true;
    else cache.quota = 4;
    const { fetch, events } = setUp(cache, whole);
    expect(await (await fetch(address)).text()).toBe('abcdef');
    expect(events).toEqual(['started', 'not-kept']);
    expect(cache.entries.size).toBe(0);
  });

  it('is waited for when the hub falls silent between two files, and not when it never spoke', async () => {
    const { fetch, breaks } = setUp(new FakeCache(), whole, 'offline', 'offline', whole);
    await (await fetch(address)).text();
    expect(await (await fetch(`${address}_data`)).text()).toBe('abcdef');
    expect(breaks).toEqual([`${address}_data`, `${address}_data`]);

    const silent = setUp(new FakeCache(), 'offline', whole);
    await expect(silent.fetch(address)).rejects.toMatchObject({ code: 'hub-unreachable' });
    expect(silent.breaks).toEqual([]);
  });

  it('is refused and not kept where it is only a pointer of git-lfs', async () => {
    const cache = new FakeCache();
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n';
    const { fetch } = setUp(cache, {
      headers: { ...headers, 'content-length': String(pointer.length) },
      pieces: [pointer],
    });
    await expect((await fetch(address)).text()).rejects.toMatchObject({
      code: 'lfs-pointer',
      message: address,
    });
    expect(cache.entries.size).toBe(0);
  });

  it('is not kept where it is an error', async () => {
    const cache = new FakeCache();
    const { fetch, events } = setUp(cache, { status: 404, pieces: ['Not found'] });
    expect((await fetch(address)).status).toBe(404);
    expect(cache.entries.size).toBe(0);
    expect(events).toEqual([]);
  });

  it('of the page itself, and what is asked for in part, goes by the cache', async () => {
    const cache = new FakeCache();
    const part = { status: 206, headers: { 'content-range': 'bytes 0-0/6' }, pieces: ['a'] };
    const { fetch, hub } = setUp(cache, whole, part);
    expect(await (await fetch('/models/builtin/coverage/config.json')).text()).toBe('abcdef');
    expect((await fetch(address, { headers: { Range: 'bytes=0-0' } })).status).toBe(206);
    expect(cache.entries.size).toBe(0);
    expect(hub.ranges).toEqual([null, 'bytes=0-0']);
  });

  it('tells its size out of the cache, so that a kept model needs no hub', async () => {
    const cache = new FakeCache();
    const { fetch, hub } = setUp(cache, whole);
    await (await fetch(address)).text();
    const { status, headers: told } = await fetch(address, { headers: { Range: 'bytes=0-0' } });
    expect([status, told.get('content-length')]).toEqual([200, '6']);
    expect(hub.ranges).toEqual([null]);
  });

  it('is stored without a note of how it was packed on its way', async () => {
    const cache = new FakeCache();
    const packed = { ...headers, 'content-encoding': 'gzip', 'content-length': '3' };
    const { fetch } = setUp(cache, { ...whole, headers: packed });
    await (await fetch(address)).text();
    expect(cache.entries.get(address)?.headers.has('content-encoding')).toBe(false);
    expect((await fetch(address)).headers.get('content-length')).toBe('6');
  });
});

describe('asking for a file of the page itself', () => {
  const own = '/bench/models/builtin/coverage/onnx/model.onnx';

  it.each([
    ['cannot be reached', async () => Promise.reject(new TypeError('Failed to fetch'))],
    ['is not there', async () => new Response('', { status: 404 })],
    ['cannot be served', async () => new Response('', { status: 503 })],
    [
      'is answered with a page',
      async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    ],
  ])('that %s never blames a hub', async (_, fetch) => {
    const told: unknown[] = [];
    const missing = { code: 'page-file-missing', message: own };
    await expect(namingFetch(fetch, (failure) => told.push(failure))(own)).rejects.toMatchObject(missing);
    expect(told).toMatchObject([missing]);
  });
});

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
