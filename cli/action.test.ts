// @module-tag slow
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const action = readFileSync(join(root, 'action.yml'), 'utf8');

/** The script of the action's step of that name. */
function script(step: string): string {
  const [, block = ''] = action.split(`- name: ${step}\n`);
  const [, lines = ''] = /run: \|\n((?: {8}.*\n)+)/.exec(block) ?? [];
  return lines.replace(/^ {8}/gm, '');
}

// GitHub runs `shell: bash` with these options.
describe.skipIf(process.platform === 'win32')('action.yml', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'action-'));
    // In place of Node: a program that prints what it is given, one argument a line.
    writeFileSync(join(folder, 'node'), '#!/bin/sh\nprintf "%s\\n" "$@"\n', { mode: 0o755 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function argumentsOf(step: string, env: Readonly<Record<string, string>>): string[] {
    const summary = join(folder, 'summary');
    const { status, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script(step)],
      {
        cwd: folder,
        encoding: 'utf8',
        env: {
          PATH: `${folder}:${process.env.PATH}`,
          GITHUB_ACTION_PATH: '/action',
          GITHUB_STEP_SUMMARY: summary,
          ...env,
        },
      },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    return readFileSync(summary, 'utf8').trim().split('\n');
  }

  it('hands each line of its flags on as one argument', () => {
    const flags = '--device=wasm\n--query=how do I "reset" it?\n';
    expect(argumentsOf('Measure', { BENCH: flags, RUNS: '3', RECORDS: 'my records' })).toEqual([
      ...['/action/scripts/cli.mjs', 'bench', '--device=wasm', '--query=how do I "reset" it?'],
      ...['--runs', '3', '--out', 'my records/head.json', '--format', 'md'],
    ]);
  });

  it('takes no space around a flag for a part of it', () => {
    const given = argumentsOf('Measure', {
      BENCH: '  --device=wasm \n\t--label=the office \n \n',
      RUNS: '1',
      RECORDS: '.',
    });
    expect(given.slice(1, 5)).toEqual(['bench', '--device=wasm', '--label=the office', '--runs']);
  });

  it('keeps no records of an earlier job, which had more runs', () => {
    for (const name of ['head-9', 'base-9']) writeFileSync(join(folder, `${name}.json`), '');
    argumentsOf('Measure', { BENCH: '', RUNS: '1', RECORDS: '.' });
    expect(readdirSync(folder).filter((name) => name.endsWith('.json'))).toEqual(['base-9.json']);
  });

  it('compares all records of both folders', () => {
    for (const name of ['base-1', 'base-2', 'head-1', 'head-2'])
      writeFileSync(join(folder, `${name}.json`), '');
    const given = argumentsOf('Compare with the base', { BASE: '.', RECORDS: '.', ALLOWED: '10%' });
    expect(given.slice(1)).toEqual([
      ...['compare', '--base', './base-1.json', './base-2.json', './head-1.json', './head-2.json'],
      ...['--head', './head-1.json', './head-2.json', '--fail-if-slower', '10%', '--format', 'md'],
    ]);
  });
});
