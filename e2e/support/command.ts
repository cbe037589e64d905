import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { requireBrowser } from '../../scripts/browser.ts';

const root = join(import.meta.dirname, '..', '..');

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningCommand {
  readonly ended: Promise<CommandResult>;
  /** Resolves when stderr contains a match. */
  says(form: RegExp): Promise<void>;
  /** Sends Ctrl-C as a terminal does: to the program and to all that it started. */
  interrupt(): void;
}

interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Starts it through npm, as people do. */
  readonly npm?: boolean;
}

/** Starts `npm run -s <name> -- <flags>` with the tested page as a separate program. */
export function startCommand(
  name: 'bench' | 'rank' | 'load',
  flags: readonly string[],
  { env = {}, npm = false }: CommandOptions = {},
): RunningCommand {
  const [program, first] = npm
    ? ['npm', ['run', '-s', name, '--']]
    : [process.execPath, ['scripts/cli.mjs', name]];
  const child: ChildProcess = spawn(program, [...first, ...flags], {
    cwd: root,
    // A separate process group, so that the test can signal all of it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      RERANK_BENCH_DIST: resolve(root, process.env.RERANK_BENCH_DIST ?? 'dist'),
      ...env,
    },
  });
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const listener of listeners) listener();
  });
  const ended = new Promise<CommandResult>((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout, stderr: withoutNpmWarnings(stderr) }));
  });
  return {
    ended,
    says: (form) => {
      const said = new Promise<void>((done) => {
        const look = () => {
          if (form.test(stderr)) done();
        };
        listeners.add(look);
        look();
      });
      const missed = ended.then((result) => {
        if (!form.test(result.stderr)) throw new Error(`It ended without ${form}: ${result.stderr}`);
      });
      return Promise.race([said, missed]);
    },
    interrupt: () => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    },
  };
}

export const runCommand = (...given: Parameters<typeof startCommand>): Promise<CommandResult> =>
  startCommand(...given).ended;

/** npm may warn about its own configuration. */
const withoutNpmWarnings = (text: string) => text.replace(/^npm warn .*\n/gm, '');

/** Starts a Playwright browser server on loopback, as another machine would. */
export const startBrowserServer = () =>
  chromium.launchServer({
    executablePath: requireBrowser().path,
    host: '127.0.0.1',
    args: ['--no-sandbox'],
  });
