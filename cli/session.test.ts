import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { profilePort } from './browser-options.ts';
import { Problem } from './command-error.ts';
import { openSession } from './session.ts';
import { recordedTools } from './testing/command-tools.ts';

/** What comes of a session at a port, with a browser that cannot be found. */
async function failureAt(port: number): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'session-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'index.html'), '');
  const tools = { ...recordedTools([]), env: { RERANK_BENCH_DIST: folder } };
  return openSession({ port, browser: './no-browser' }, null, tools).catch((error: unknown) => error);
}

it('a port that every browser refuses is told before one is started', async () => {
  const problem = await failureAt(6697);
  expect(problem).toBeInstanceOf(Problem);
  expect(String(problem)).toMatch(/Port 6697 may not be used; give another/);
});

it('the port of a kept profile is none of those', async () => {
  expect(String(await failureAt(profilePort))).toMatch(/no-browser, where no program is|is in use/);
});
