import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ensureBuiltPage, isUpToDate } from './built-page.ts';

let root: string;
const put = async (path: string, seconds: number, content = 'x') => {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  await utimes(file, seconds, seconds);
};

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'built-'));
  await put('src/page/main.tsx', 1000);
  await put('dist/index.html', 2000);
});
afterEach(() => rm(root, { recursive: true }));

it('a page is up to date until something it is made of is newer', async () => {
  const dist = join(root, 'dist');
  expect(isUpToDate(root, dist)).toBe(true);
  await put('src/page/main.test.tsx', 3000);
  await put('docs/method.md', 3000);
  expect(isUpToDate(root, dist)).toBe(true);
  await put('src/core/stats/moments.ts', 3000);
  expect(isUpToDate(root, dist)).toBe(false);
});

it('a page that was never built is not', () => {
  expect(isUpToDate(root, join(root, 'elsewhere'))).toBe(false);
});

describe('building', () => {
  /** A stand-in for Vite. It either writes its process id into the output folder, or fails. */
  const builder = (body: string) => put('node_modules/vite/bin/vite.js', 1000, body);
  const writesPage = `
    const { mkdirSync, writeFileSync } = require('node:fs');
    const folder = process.argv[process.argv.indexOf('--outDir') + 1];
    mkdirSync(folder, { recursive: true });
    writeFileSync(folder + '/index.html', String(process.pid));`;

  it('happens in a process of its own, once, and only when a source is newer', async () => {
    await builder(writesPage);
    let builds = 0;
    const page = () => ensureBuiltPage(root, () => builds++);
    expect(await page()).toBe(join(root, 'dist'));
    expect(builds).toBe(0);
    await put('src/page/main.tsx', Date.now() / 1000 - 10);
    expect(await page()).toBe(join(root, 'dist'));
    expect(await page()).toBe(join(root, 'dist'));
    expect(builds).toBe(1);
    const builtBy = Number(await readFile(join(root, 'dist', 'index.html'), 'utf8'));
    expect(builtBy).toBeGreaterThan(0);
    expect(builtBy).not.toBe(process.pid);
  });

  it('leaves the page of before where it fails, and nothing half-built', async () => {
    await builder('process.exit(1);');
    await put('src/page/main.tsx', 3000);
    await expect(ensureBuiltPage(root, () => {})).rejects.toThrow('The page could not be built.');
    expect(await readFile(join(root, 'dist', 'index.html'), 'utf8')).toBe('x');
    expect(await readdir(root)).not.toContain('.cache');
  });
});
