import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { builtPage, isUpToDate } from './built-page.ts';
import { recordedTools } from './testing/command-tools.ts';

let root: string;
const put = async (path: string, seconds: number) => {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, 'x');
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

it('another folder that is named is used as it is, and refused where it holds no page', async () => {
  const tools = recordedTools([]);
  const named = (folder: string) => builtPage({ ...tools, root, env: { RERANK_BENCH_DIST: folder } });
  expect(await named('dist')).toBe(join(root, 'dist'));
  await expect(named('elsewhere')).rejects.toThrow('RERANK_BENCH_DIST names elsewhere');
});
