// @module-tag slow
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const repository = join(import.meta.dirname, '..');

// Only Linux tells the memory of another process.
it.runIf(process.platform === 'linux')(
  'npm start serves a page that is built already as it is, with at most 150 MB of memory',
  { timeout: 60_000 },
  async () => {
    let program: ChildProcess | undefined;
    const checkout = await mkdtemp(join(tmpdir(), 'start-'));
    try {
      for (const part of ['scripts', 'server', 'package.json', 'package-lock.json']) {
        await cp(join(repository, part), join(checkout, part), { recursive: true });
      }
      await symlink(join(repository, 'node_modules'), join(checkout, 'node_modules'));
      // `npm ci` would follow that link and empty the folder, where other packages are installed than wanted.
      const noNpm = join(checkout, 'npm-cli.js');
      await writeFile(noNpm, 'process.exit(1);');
      await mkdir(join(checkout, 'dist'));
      await writeFile(join(checkout, 'dist', 'index.html'), '<title>built before</title>');

      const started = spawn(process.execPath, [join('scripts', 'start.mjs'), '--port', '0'], {
        cwd: checkout,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, npm_execpath: noNpm },
      });
      program = started;
      const ended = once(started, 'exit');
      let url = '';
      for await (const line of createInterface(started.stdout)) {
        url = line.replace('Rerank Bench is at ', '');
        if (url !== line) break;
      }
      expect(await (await fetch(url)).text()).toContain('built before');
      const status = await readFile(`/proc/${started.pid}/status`, 'utf8');
      const highWaterKiB = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]);
      expect(highWaterKiB).toBeLessThan(150_000);
      started.kill();
      expect(await ended).toEqual([0, null]);
    } finally {
      program?.kill();
      await rm(checkout, { recursive: true });
    }
  },
);
