import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtPage } from './built-page.ts';
import { recordedTools } from './testing/command-tools.ts';

it('another folder that is named is used as it is, and refused where it holds no page', async () => {
  const root = await mkdtemp(join(tmpdir(), 'built-'));
  try {
    await mkdir(join(root, 'dist'));
    await writeFile(join(root, 'dist', 'index.html'), 'x');
    const tools = recordedTools([]);
    const named = (folder: string) => builtPage({ ...tools, root, env: { RERANK_BENCH_DIST: folder } });
    expect(await named('dist')).toBe(join(root, 'dist'));
    await expect(named('elsewhere')).rejects.toThrow('RERANK_BENCH_DIST names elsewhere');
  } finally {
    await rm(root, { recursive: true });
  }
});
