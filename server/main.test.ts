// @module-tag slow
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = join(import.meta.dirname, '..');

/** A checkout with a copied page, since the real page may be missing or just being built. */
let checkout: string;

beforeAll(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'main-'));
  await cp(join(repository, 'server'), join(checkout, 'server'), { recursive: true });
  await cp(join(repository, 'package.json'), join(checkout, 'package.json'));
  await symlink(join(repository, 'node_modules'), join(checkout, 'node_modules'), 'junction');
});

afterAll(() => rm(checkout, { recursive: true }));

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', join('server', 'main.ts'), ...args], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** @returns the first line that matches, or `undefined` if the stream ends without one */
async function findLine(stream: NodeJS.ReadableStream | null, pattern: RegExp): Promise<string | undefined> {
  if (stream === null) return undefined;
  for await (const line of createInterface(stream)) if (pattern.test(line)) return line;
  return undefined;
}

// Each test starts a Node process, which takes a while on a busy machine.
describe('the server that npm start runs', { timeout: 60_000 }, () => {
  it('says that the page is not built', async () => {
    const program = start('--port', '0');
    const ended = once(program, 'exit');
    expect(await findLine(program.stderr, /npm run build/)).toBeDefined();
    expect(await ended).toEqual([1, null]);
  });

  it.each([
    ['--port', '99999'],
    ['--port', 'abc'],
    ['--prot', '1'],
  ])('refuses %s %s with status 2', async (...args) => {
    const program = start(...args);
    const ended = once(program, 'exit');
    expect(await findLine(program.stderr, /^Usage: /)).toBeDefined();
    expect(await ended).toEqual([2, null]);
  });

  it('tells its flag with --help', async () => {
    const program = start('--help');
    const ended = once(program, 'exit');
    expect(await findLine(program.stdout, /^Usage: --port/)).toBeDefined();
    expect(await ended).toEqual([0, null]);
  });

  it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
    'prints its address, serves the page and ends with status 0 on %s',
    async (signal) => {
      await mkdir(join(checkout, 'dist'), { recursive: true });
      await writeFile(join(checkout, 'dist', 'index.html'), '<title>built</title>');
      const program = start('--port', '0');
      const ended = once(program, 'exit');
      const line = await findLine(program.stdout, /^Rerank Bench is at /);
      const url = line?.replace('Rerank Bench is at ', '') ?? '';
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
      expect(await (await fetch(url)).text()).toContain('built');
      program.kill(signal);
      expect(await ended).toEqual([0, null]);
    },
  );
});
