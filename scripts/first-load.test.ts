import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstLoad } from './first-load.ts';

let dist: string;
const put = (file: string, content: string) => writeFile(join(dist, file), content);

beforeEach(async () => {
  dist = await mkdtemp(join(tmpdir(), 'dist-'));
  await mkdir(join(dist, 'assets'));
});
afterEach(() => rm(dist, { recursive: true }));

describe('the first load', () => {
  it('is what the page names and what that imports outright, each once, compressed', async () => {
    const html =
      '<link rel="icon" href="./icon.svg" /><script type="module" crossorigin src="./assets/index-1.js"></script>' +
      '<link rel="stylesheet" crossorigin href="./assets/index-2.css">';
    const entry = 'import{a as e}from"./shared-3.js";import"./side-4.js";const t=()=>import("./lazy-5.js");';
    const shared = 'import"./side-4.js";export const a="shared".repeat(99);';
    await put('index.html', html);
    await put('assets/index-1.js', entry);
    await put('assets/shared-3.js', shared);
    await put('assets/side-4.js', 'self.x=1;');
    await put('assets/lazy-5.js', 'x'.repeat(9999));
    await put('assets/index-2.css', 'body{}');
    const weight = [entry, shared, 'self.x=1;', 'body{}'].map((text) => gzipSync(text, { level: 9 }).length);
    expect(firstLoad(dist)).toEqual({
      files: ['assets/index-1.js', 'assets/index-2.css', 'assets/shared-3.js', 'assets/side-4.js'],
      gzipBytes: weight.reduce((sum, bytes) => sum + bytes),
    });
  });

  it('cannot be told of a page without a script', async () => {
    await put('index.html', '<title>nothing</title>');
    expect(() => firstLoad(dist)).toThrow('names no script');
  });
});
