import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingNames } from '../src/core/settings/settings.ts';
import { benchCommand } from './bench-command.ts';
import { collect } from './collect-command.ts';
import type { CommandTools } from './command-line.ts';
import { wordsOf } from './command-words.ts';
import { compare } from './compare-command.ts';

const root = join(import.meta.dirname, '..');
const guide = readFileSync(join(root, 'docs', 'ci.md'), 'utf8');

const commands = { bench: benchCommand, compare, collect } as const;
type Name = keyof typeof commands;

async function help(name: Name): Promise<string> {
  let text = '';
  const terminal: CommandTools['terminal'] = {
    out: (more) => {
      text += more;
    },
    note: () => {},
    status: () => {},
    canUpdate: false,
    columns: undefined,
  };
  const { signal } = new AbortController();
  await commands[name]({
    args: ['--help'],
    calledAs: name,
    terminal,
    words: wordsOf('en'),
    signal,
    env: {},
    root,
  });
  return text;
}

/** Every call in the guide's code, with continued lines joined: the command and its flags. */
const calls = [
  ...guide.replace(/\\\n\s*/g, '').matchAll(/npm run -s(?: --prefix \S+)? (\w+) -- ([^\n]*)/g),
].map(([, name = '', rest = '']) => ({ name, flags: [...new Set(rest.match(/(?<=\s|^)--[a-z-]+/g))] }));

describe('docs/ci.md', () => {
  it('calls each command, with flags that it has', async () => {
    expect(new Set(calls.map(({ name }) => name))).toEqual(new Set(Object.keys(commands)));
    for (const name of Object.keys(commands) as Name[]) {
      const known = await help(name);
      for (const { flags } of calls.filter((call) => call.name === name)) {
        for (const flag of flags) expect(known, `${name} ${flag}`).toMatch(new RegExp(`${flag}\\b`));
      }
    }
  });

  it('names settings in its links that there are', () => {
    const links = guide.match(/https:\/\/bench\.example\.org\/\?\S+/g) ?? [];
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) {
      for (const name of new URL(link).searchParams.keys()) expect(settingNames).toContain(name);
    }
  });

  it('links to files that there are', () => {
    const files = [...guide.matchAll(/\]\((\.\.\/[^)#]+|[a-z-]+\.md)/g)].map(([, path = '']) => path);
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) expect(() => readFileSync(join(root, 'docs', file))).not.toThrow();
  });
});
