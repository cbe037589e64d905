import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { requireBrowser } from '../scripts/browser.ts';

const root = join(import.meta.dirname, '..');

let folder: string;

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rerank-bench-package-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the packed package, installed in an empty folder, ranks and serves the page', async () => {
  const inCheckout = { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' } as const;
  const tarball = execFileSync('npm', ['run', '--silent', 'package'], inCheckout).trim();
  const inFolder = { ...inCheckout, cwd: folder };
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball], inFolder);
  writeFileSync(
    join(folder, 'passages.txt'),
    'Berlin lies on the Spree.\nParis is the capital of France.\nRome was not built in a day.\n',
  );
  const env = { ...process.env, CHROMIUM_PATH: requireBrowser().path };
  const flags = ['--query', 'capital of France', '--documents', 'passages.txt', '--format', 'json'];
  const ranking = JSON.parse(
    execFileSync('npx', ['rerank-bench', 'rank', ...flags], {
      ...inFolder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  expect(ranking.results.map(({ index }: { index: number }) => index)[0]).toBe(1);

  const program = join(folder, 'node_modules', 'rerank-bench', 'cli', 'rerank-bench.js');
  const server = spawn(process.execPath, [program, 'serve', '--port', '0'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let url = '';
    for await (const line of createInterface(server.stdout)) {
      url = /http:\S+/.exec(line)?.[0] ?? '';
      if (url !== '') break;
    }
    const page = await fetch(url);
    expect(page.headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(await page.text()).toContain('<title>Rerank Bench');
  } finally {
    server.kill();
    await once(server, 'exit');
  }
});
