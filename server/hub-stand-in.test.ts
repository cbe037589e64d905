import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type HubStandIn, startHubStandIn } from './hub-stand-in.ts';

const config = '{"model_type":"bert"}';
const weights = '0123456789';

let root: string;
let hub: HubStandIn;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hub-stand-in-'));
  const contents = {
    'org/model/config.json': config,
    'org/model/onnx/model.onnx': weights,
    'org/model/onnx/model.onnx_data': weights,
  };
  for (const [path, content] of Object.entries(contents)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  await writeFile(join(root, 'secret.json'), '{}');
  hub = await startHubStandIn({ root });
});

afterEach(() => {
  hub.clearFaults();
  hub.forget();
});

afterAll(async () => {
  await hub.close();
  await rm(root, { recursive: true });
});

function ask(path: string, init?: RequestInit): Promise<Response> {
  return fetch(new URL(path, hub.url), init);
}

const configPath = 'org/model/resolve/main/config.json';
const weightsPath = 'org/model/resolve/main/onnx/model.onnx';

describe('the hub stand-in', () => {
  it('serves a small file by way of a relative redirect', async () => {
    const redirect = await ask(configPath, { redirect: 'manual' });
    expect(redirect.status).toBe(307);
    expect(redirect.headers.get('location')).toMatch(/^\/api\/resolve-cache\//);
    const response = await ask(configPath);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await response.text()).toBe(config);
  });

  it.each(['onnx/model.onnx', 'onnx/model.onnx_data'])(
    'serves %s by way of a redirect to another origin',
    async (path) => {
      const redirect = await ask(`org/model/resolve/main/${path}`, { redirect: 'manual' });
      expect(redirect.status).toBe(302);
      expect(redirect.headers.get('x-linked-size')).toBe('10');
      expect(new URL(redirect.headers.get('location') ?? '').origin).not.toBe(new URL(hub.url).origin);
      const response = await ask(`org/model/resolve/main/${path}`);
      expect(response.headers.get('content-length')).toBe('10');
      expect(await response.text()).toBe(weights);
    },
  );

  it('allows every origin to read every answer, redirects and refusals included', async () => {
    for (const path of [configPath, weightsPath, 'org/model/resolve/main/absent.json', 'nothing']) {
      for (const redirect of ['manual', 'follow'] as const) {
        const { headers } = await ask(path, { redirect });
        expect(headers.get('access-control-allow-origin')).toBe('*');
        expect(headers.get('access-control-expose-headers')).toContain('Content-Range');
      }
    }
    const preflight = await ask(configPath, { method: 'OPTIONS' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('*');
  });

  it('tells the size to HEAD', async () => {
    const response = await ask(weightsPath, { method: 'HEAD' });
    expect(response.headers.get('content-length')).toBe('10');
    expect(await response.text()).toBe('');
  });

  it.each([configPath, weightsPath])('answers a range of %s', async (path) => {
    const response = await ask(path, { headers: { Range: 'bytes=1-3' } });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toMatch(/^bytes 1-3\/\d+$/);
    expect((await response.arrayBuffer()).byteLength).toBe(3);
  });

  it('answers 416 to a range beyond the end', async () => {
    expect((await ask(weightsPath, { headers: { Range: 'bytes=10-' } })).status).toBe(416);
  });

  it('answers 304 to who has the file already', async () => {
    const etag = (await ask(weightsPath)).headers.get('etag') ?? '';
    expect((await ask(weightsPath, { headers: { 'If-None-Match': etag } })).status).toBe(304);
  });

  it.each([
    ['org/model/resolve/main/absent.json', 404, 'EntryNotFound', 'Entry not found'],
    ['org/model/resolve/main/onnx', 404, 'EntryNotFound', 'Entry not found'],
    ['org/model/resolve/dev/config.json', 404, 'RevisionNotFound', 'Invalid rev id: dev'],
    ['org/absent/resolve/main/config.json', 401, 'RepoNotFound', 'Invalid username or password.'],
    ['org/model/resolve/main/%2e%2e%2f%2e%2e%2fsecret.json', 404, 'EntryNotFound', 'Entry not found'],
  ])('refuses %s with %i %s', async (path, status, code, message) => {
    const response = await ask(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-error-code')).toBe(code);
    expect(await response.text()).toBe(message);
  });

  it('lists the files of a repository with their sizes', async () => {
    const entries = await (await ask('api/models/org/model/tree/main?recursive=true')).json();
    expect(entries).toMatchObject([
      { type: 'file', path: 'config.json', size: config.length },
      { type: 'directory', path: 'onnx', size: 0 },
      { type: 'file', path: 'onnx/model.onnx', size: 10, lfs: { size: 10 } },
      { type: 'file', path: 'onnx/model.onnx_data', size: 10, lfs: { size: 10 } },
    ]);
    const top = await (await ask('api/models/org/model/tree/main')).json();
    expect(top).toMatchObject([{ path: 'config.json' }, { path: 'onnx' }]);
  });

  it('remembers what it was asked, on both origins, until told to forget', async () => {
    await ask(weightsPath, { headers: { Range: 'bytes=0-0' } });
    expect(hub.requests).toMatchObject([
      { method: 'GET', at: 'hub', url: `/${weightsPath}`, headers: { range: 'bytes=0-0' } },
      { method: 'GET', at: 'storage' },
    ]);
    hub.forget();
    expect(hub.requests).toEqual([]);
  });
});

describe('a fault of the hub stand-in', () => {
  it('offline gives no answer', async () => {
    hub.setFault({ kind: 'offline' });
    await expect(ask(configPath)).rejects.toThrow('fetch failed');
  });

  it.each([
    ['not-found', 404],
    ['gated', 401],
    ['server-error', 503],
  ] as const)('%s answers %i', async (kind, status) => {
    hub.setFault({ kind });
    expect((await ask(weightsPath)).status).toBe(status);
  });

  it('html answers a web page with 200', async () => {
    hub.setFault({ kind: 'html' });
    const response = await ask(weightsPath);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toMatch(/^<!doctype html>/);
  });

  it.each([configPath, weightsPath])('no-cors leaves the CORS headers off %s', async (path) => {
    hub.setFault({ kind: 'no-cors' });
    for (const redirect of ['manual', 'follow'] as const) {
      expect((await ask(path, { redirect })).headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('cut-short promises the file and breaks off in the middle', async () => {
    hub.setFault({ kind: 'cut-short' });
    const response = await ask(weightsPath);
    expect(response.headers.get('content-length')).toBe('10');
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('01234');
    await expect(reader?.read()).rejects.toThrow('terminated');
  });

  it('truncated-ok serves half of the file as if it were whole', async () => {
    hub.setFault({ kind: 'truncated-ok' });
    const response = await ask(weightsPath);
    expect(response.headers.get('content-length')).toBe('5');
    expect(await response.text()).toBe('01234');
  });

  it('garbage serves wrong bytes of the right length', async () => {
    hub.setFault({ kind: 'garbage' });
    expect(new Uint8Array(await (await ask(weightsPath)).arrayBuffer())).toEqual(
      new Uint8Array(10).fill(255),
    );
  });

  it('slow sends half of the file and the rest when it is released', async () => {
    const fault = hub.setFault({ kind: 'slow' });
    const reader = (await ask(weightsPath)).body?.getReader();
    await fault.hit;
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('01234');
    fault.release();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('56789');
  });

  it('hits only the paths that its pattern fits', async () => {
    hub.setFault({ kind: 'not-found', path: /\.onnx$/g });
    for (const _ of [1, 2]) {
      expect((await ask(configPath)).status).toBe(200);
      expect((await ask(weightsPath)).status).toBe(404);
    }
  });

  it('ends after as many requests as it was set for', async () => {
    hub.setFault({ kind: 'server-error', times: 1 });
    expect((await ask(weightsPath)).status).toBe(503);
    expect((await ask(weightsPath)).status).toBe(200);
  });

  it('ends when it is removed, and so does each when all are cleared', async () => {
    const fault = hub.setFault({ kind: 'gated' });
    fault.remove();
    expect((await ask(weightsPath)).status).toBe(200);
    hub.setFault({ kind: 'gated' });
    hub.setFault({ kind: 'html' });
    hub.clearFaults();
    expect((await ask(weightsPath)).headers.get('content-type')).toBe('application/octet-stream');
  });

  it('gives way to one that was set later', async () => {
    hub.setFault({ kind: 'gated' });
    hub.setFault({ kind: 'not-found', path: /config/ });
    expect((await ask(configPath)).status).toBe(404);
    expect((await ask(weightsPath)).status).toBe(401);
  });

  it('does not keep a closing server open', async () => {
    const other = await startHubStandIn({ root });
    other.setFault({ kind: 'slow' });
    const response = await fetch(new URL(weightsPath, other.url));
    await other.close();
    await response.text().catch(() => {});
  });
});
