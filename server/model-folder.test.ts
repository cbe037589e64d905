import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ModelFolderServer, serveModelFolder } from './model-folder.ts';

const pageOrigin = 'http://127.0.0.1:4173';
let parent: string;
let server: ModelFolderServer;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'model-folder-'));
  const folder = join(parent, 'my model');
  await mkdir(join(folder, 'onnx'), { recursive: true });
  await writeFile(join(folder, 'config.json'), '{"a":1}');
  await writeFile(join(folder, 'onnx', 'model.onnx'), '0123456789');
  await writeFile(join(parent, 'secret.txt'), 'not of the model');
  server = await serveModelFolder({ folder, pageOrigin });
});

afterEach(async () => {
  await server.close();
  await rm(parent, { recursive: true });
});

describe('a model folder that is served', () => {
  test('gives its files as the hub does, to pages of one origin', async () => {
    const response = await fetch(`${server.base}config.json`);
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(pageOrigin);
    expect(await response.json()).toEqual({ a: 1 });
  });

  test('is found on loopback under a path that cannot be guessed', async () => {
    const other = await serveModelFolder({ folder: parent, pageOrigin });
    await other.close();
    expect(server.host).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}\/$/);
    expect(new URL(other.host).pathname).not.toBe(new URL(server.host).pathname);
    const { origin } = new URL(server.host);
    for (const path of ['', 'config.json', `${server.repository}/resolve/main/config.json`]) {
      expect((await fetch(`${origin}/${path}`)).status).toBe(404);
    }
  });

  test('gives ranges and sizes', async () => {
    const part = await fetch(`${server.base}onnx/model.onnx`, { headers: { Range: 'bytes=2-4' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(await part.text()).toBe('234');
    const head = await fetch(`${server.base}onnx/model.onnx`, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe('10');
    const beyond = await fetch(`${server.base}onnx/model.onnx`, { headers: { Range: 'bytes=10-' } });
    expect(beyond.status).toBe(416);
  });

  test('lists its files', async () => {
    const response = await fetch(`${server.host}api/models/${server.repository}/tree/main?recursive=true`);
    expect(await response.json()).toMatchObject([
      { type: 'file', path: 'config.json', size: 7 },
      { type: 'directory', path: 'onnx' },
      { type: 'file', path: 'onnx/model.onnx', size: 10 },
    ]);
  });

  test('gives nothing that lies outside, is missing, or is asked for by another method', async () => {
    for (const path of [
      'onnx/model_fp16.onnx',
      'onnx',
      '..%2Fsecret.txt',
      '%2e%2e/secret.txt',
      'onnx/..%2Fx',
      '%E0',
    ]) {
      expect((await fetch(server.base + path)).status, path).toBe(404);
    }
    expect((await fetch(`${server.base}config.json`, { method: 'DELETE' })).status).toBe(405);
  });
});
