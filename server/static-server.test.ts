import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pageHeaders } from './headers.ts';
import { createStaticServer, type StaticServer } from './static-server.ts';

let folder: string;
let server: StaticServer;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'static-server-'));
  const root = join(folder, 'dist');
  await mkdir(join(root, 'assets'), { recursive: true });
  await mkdir(join(root, 'models'));
  await writeFile(join(folder, 'secret.txt'), 'not for you');
  await writeFile(join(root, 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(root, 'assets', 'main-B1a2.js'), 'export {};');
  await writeFile(join(root, 'assets', 'run-C3d4.mjs'), 'export {};');
  await writeFile(join(root, 'assets', 'run-C3d4.wasm'), '0123456789');
  await writeFile(join(root, 'models', 'model.onnx'), 'weights');
  await writeFile(join(root, 'models', 'config.json'), '{}');
  server = await createStaticServer({ root });
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** Requests a path exactly as written. fetch would resolve its `..` first. */
function statusOfRawPath(path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the static server', () => {
  it('sends the isolating headers with pages, scripts, models and refusals alike', async () => {
    for (const path of ['', 'assets/main-B1a2.js', 'models/model.onnx', 'nothing-here']) {
      const { headers } = await fetch(new URL(path, server.url));
      for (const [name, value] of Object.entries(pageHeaders)) expect(headers.get(name)).toBe(value);
    }
  });

  it.each([
    ['', 'text/html;charset=utf-8'],
    ['index.html', 'text/html;charset=utf-8'],
    ['assets/main-B1a2.js', 'text/javascript'],
    ['assets/run-C3d4.mjs', 'text/javascript'],
    ['assets/run-C3d4.wasm', 'application/wasm'],
    ['models/model.onnx', 'application/octet-stream'],
    ['models/config.json', 'application/json'],
  ])('serves /%s as %s', async (path, type) => {
    const response = await fetch(new URL(path, server.url));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
  });

  it('lets browsers keep hashed files for good and makes them ask for all others', async () => {
    const cacheControl = async (path: string) =>
      (await fetch(new URL(path, server.url))).headers.get('cache-control');
    expect(await cacheControl('assets/main-B1a2.js')).toBe('public, max-age=31536000, immutable');
    expect(await cacheControl('')).toBe('no-cache');
    expect(await cacheControl('models/model.onnx')).toBe('no-cache');
  });

  it('answers 304 to who has the file already', async () => {
    const etag = (await fetch(new URL('models/config.json', server.url))).headers.get('etag') ?? '';
    const again = await fetch(new URL('models/config.json', server.url), {
      headers: { 'If-None-Match': etag },
    });
    expect(again.status).toBe(304);
  });

  it('answers a range, of the file as it is', async () => {
    const response = await fetch(new URL('assets/run-C3d4.wasm', server.url), {
      headers: { Range: 'bytes=2-4', 'Accept-Encoding': 'br' },
    });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-encoding')).toBe(null);
    expect(response.headers.get('vary')).toBe('Accept-Encoding');
    expect(await response.text()).toBe('234');
  });

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1, br;q=0', 'gzip'],
    ['identity', null],
  ])('sends to who takes %s what is compressed as %s, also after a new build', async (accepted, encoding) => {
    const built = join(folder, 'dist', 'assets', 'main-B1a2.js');
    for (const script of ['export const first = 1;'.repeat(99), 'export const second = 2;'.repeat(99)]) {
      await writeFile(built, script);
      const ask = (more = {}) =>
        fetch(new URL('assets/main-B1a2.js', server.url), {
          headers: { 'Accept-Encoding': accepted, ...more },
        });
      const response = await ask();
      expect(response.headers.get('content-encoding')).toBe(encoding);
      expect(response.headers.get('vary')).toBe('Accept-Encoding');
      expect(response.headers.get('content-type')).toBe('text/javascript');
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(Number(response.headers.get('content-length')) < script.length).toBe(encoding !== null);
      expect(await response.text()).toBe(script);
      expect((await ask({ 'If-None-Match': response.headers.get('etag') ?? '' })).status).toBe(304);
    }
  });

  it('compresses no model', async () => {
    const headers = { 'Accept-Encoding': 'br' };
    const response = await fetch(new URL('models/model.onnx', server.url), { headers });
    expect(response.headers.get('content-encoding')).toBe(null);
    expect(await response.text()).toBe('weights');
  });

  it('ignores a query', async () => {
    expect((await fetch(new URL('?model=builtin:coverage', server.url))).status).toBe(200);
    expect((await fetch(new URL('models/config.json?v=1', server.url))).status).toBe(200);
  });

  it.each(['models/other.onnx', 'models/', 'models', 'config', 'some/page'])(
    'answers 404 for /%s, never the page',
    async (path) => {
      const response = await fetch(new URL(path, server.url));
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    },
  );

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '//../secret.txt'])(
    'does not leave its folder for %s',
    async (path) => {
      expect(await statusOfRawPath(path)).toBe(404);
    },
  );

  it('takes GET and HEAD only', async () => {
    const head = await fetch(new URL('models/model.onnx', server.url), { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe('7');
    expect(await head.text()).toBe('');
    const post = await fetch(server.url, { method: 'POST', body: 'x' });
    expect(post.status).toBe(405);
  });

  it('serves a page that was built anew while it ran', async () => {
    await writeFile(
      join(folder, 'dist', 'index.html'),
      '<!doctype html><title>a page that is longer</title>',
    );
    expect(await (await fetch(server.url)).text()).toContain('a page that is longer');
  });

  it('puts the folder under a prefix', async () => {
    const prefixed = await createStaticServer({ root: join(folder, 'dist'), prefix: '/bench/' });
    try {
      expect(new URL(prefixed.url).pathname).toBe('/bench/');
      expect((await fetch(prefixed.url)).status).toBe(200);
      expect((await fetch(new URL('models/model.onnx', prefixed.url))).status).toBe(200);
      expect((await fetch(new URL('/models/model.onnx', prefixed.url))).status).toBe(404);
    } finally {
      await prefixed.close();
    }
  });

  it('says that the folder is missing', async () => {
    await expect(createStaticServer({ root: join(folder, 'absent') })).rejects.toThrow('There is no folder');
  });

  it('says that the port is taken', async () => {
    const port = Number(new URL(server.url).port);
    await expect(createStaticServer({ root: folder, port })).rejects.toThrow('EADDRINUSE');
  });
});
