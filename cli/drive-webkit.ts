import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { Builder, Capabilities, type WebDriver } from 'selenium-webdriver';
import type { DrivenBrowser, DriverOptions, Tab } from './driven-browser.ts';

/** A program that drives a browser by WebDriver, and what it is to be told of that browser. */
interface WebDriverServer {
  readonly path: string;
  readonly args: (port: number) => readonly string[];
  readonly capabilities: Record<string, unknown>;
}

export interface WebKitPrograms {
  /** WebKitGTK's WebDriver server. */
  readonly driver: string;
  /** Xvfb, for a window that nobody sees; `undefined` where the window may be seen. */
  readonly screen: string | undefined;
}

/** Starts WebKitGTK's MiniBrowser through its own WebDriver. */
export async function driveWebKit(
  { path, args }: DriverOptions,
  { driver, screen }: WebKitPrograms,
): Promise<DrivenBrowser> {
  const browserOptions = { binary: path, args: ['--automation', ...args] };
  return driveThrough(
    {
      path: driver,
      args: (port) => [`--port=${port}`],
      capabilities: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': browserOptions },
    },
    screen,
  );
}

/** Starts the Safari of this Mac. Its user must have allowed remote automation. */
export const driveSafari = (): Promise<DrivenBrowser> =>
  driveThrough(
    {
      path: '/usr/bin/safaridriver',
      args: (port) => ['-p', String(port)],
      capabilities: { browserName: 'safari' },
    },
    undefined,
  );

async function driveThrough(server: WebDriverServer, screen: string | undefined): Promise<DrivenBrowser> {
  const started: ChildProcess[] = [];
  const end = () => {
    for (const child of started) endGroup(child);
  };
  process.once('exit', end);
  // A process group of its own: Ctrl-C is for this program alone, which still wants the results.
  const start = (path: string, args: readonly string[], env: NodeJS.ProcessEnv, stdio: 'screen' | 'none') => {
    const child = spawn(path, args, {
      env,
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', ...(stdio === 'screen' ? ['pipe' as const] : [])],
    });
    started.push(child);
    return child;
  };
  const close = async () => {
    process.off('exit', end);
    end();
  };
  try {
    const env = { ...process.env };
    if (screen !== undefined) {
      const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
      env.DISPLAY = `:${await displayOf(start(screen, args, env, 'screen'))}`;
    }
    const port = await freePort();
    const child = start(server.path, server.args(port), env, 'none');
    const address = `http://127.0.0.1:${port}`;
    await Promise.race([answering(`${address}/status`), endOf(child, server.path)]);
    const session = await new Builder()
      // The environment and Selenium's own manager may choose, or download, other programs.
      .disableEnvironmentOverrides()
      .usingServer(address)
      .withCapabilities(new Capabilities({ pageLoadStrategy: 'eager', ...server.capabilities }))
      .build();
    return drivenSession(session, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** Ends a program and the browser that it started, if they still run. */
function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid);
  } catch {
    // They have ended.
  }
}

/** The number of the display that Xvfb has opened, which it writes to its fourth descriptor. */
async function displayOf(child: ChildProcess): Promise<string> {
  const [text] = await Promise.race([once(child.stdio[3] as Readable, 'data'), endOf(child, 'Xvfb')]);
  return String(text).trim();
}

/** @throws Error once the process ends, or if it cannot be started */
async function endOf(child: ChildProcess, path: string): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`${path}: exit ${code}`);
}

/** A port that nobody uses at this moment. These drivers cannot be asked for the one that they took. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Longest wait for a driver to answer, in ms. */
const startMs = 30_000;

async function answering(address: string): Promise<void> {
  for (const end = performance.now() + startMs; performance.now() < end; await pause(50)) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) return;
  }
  throw new Error(`${address}: timeout`);
}

/**
 * WebDriver closes the browser with its last window, so one stays open: a closed tab is emptied, and ends
 * when the next is opened.
 */
function drivenSession(session: WebDriver, endPrograms: () => Promise<void>): DrivenBrowser {
  let isFresh = true;
  return {
    newTab: async () => {
      if (!isFresh) {
        const old = await session.getWindowHandle();
        await session.switchTo().newWindow('tab');
        const fresh = await session.getWindowHandle();
        await session.switchTo().window(old);
        await session.close();
        await session.switchTo().window(fresh);
      }
      isFresh = false;
      return tabOf(session);
    },
    close: async () => {
      await session.quit().catch(() => {});
      await endPrograms();
    },
  };
}

/** How often a tab is asked whether it has an answer, in ms: soon at first, and seldom in a long run. */
const firstPauseMs = 5;
const longestPauseMs = 250;

type Answer = { readonly value: unknown } | { readonly error: string };

declare global {
  /** What a page under WebDriver keeps for this program. */
  var commandLineAnswers: Map<number, Answer | null> | undefined;
}

/**
 * Runs in the page: begins the work and keeps its answer. WebDriver does one command at a time, so a command
 * that waited for a run would keep the next from watching and stopping it.
 */
function begin<A>(work: (argument: A) => unknown, id: number, argument: A): void {
  globalThis.commandLineAnswers ??= new Map();
  const answers = globalThis.commandLineAnswers;
  answers.set(id, null);
  Promise.resolve(argument)
    .then(work)
    .then(
      (value) => answers.set(id, { value: value ?? null }),
      (error) => answers.set(id, { error: String(error?.message ?? error) }),
    );
}

/** Runs in the page: hands the answer over; `null` while there is none. */
function take(id: number): Answer | null {
  const answer = globalThis.commandLineAnswers?.get(id);
  if (answer === undefined) return { error: 'page-left' };
  if (answer !== null) globalThis.commandLineAnswers?.delete(id);
  return answer;
}

function tabOf(session: WebDriver): Tab {
  let asked = 0;
  return {
    open: async (address, pageLoad) => {
      await session.manage().setTimeouts({ pageLoad });
      await session.get(address);
    },
    evaluate: async (work, argument) => {
      const id = asked++;
      await session.executeScript(`(${begin})(${work}, ...arguments)`, id, argument);
      for (let ms = firstPauseMs; ; ms = Math.min(1.5 * ms, longestPauseMs)) {
        const answer = await session.executeScript<Answer | null>(`return (${take})(...arguments)`, id);
        // biome-ignore lint/suspicious/noExplicitAny: what the function answered, as JSON
        if (answer !== null && 'value' in answer) return answer.value as any;
        if (answer !== null) throw new Error(answer.error);
        await pause(ms);
      }
    },
    close: () => session.get('about:blank'),
  };
}
