import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BrowserEnded, Interrupted } from './command-error.ts';
import { wordsOf } from './command-words.ts';
import { untilAborted, watchInterrupts } from './interruption.ts';
import { measure } from './measured-run.ts';
import { recordedTools } from './testing/command-tools.ts';

function watched({ watchParent = false } = {}) {
  const process = Object.assign(new EventEmitter(), { ppid: 7 });
  const clock = { now: 0 };
  const notes: string[] = [];
  const exit = vi.fn<() => void>();
  const interruption = watchInterrupts({
    // biome-ignore lint/suspicious/noExplicitAny: an emitter has what is used of a process
    process: process as any,
    now: () => clock.now,
    note: (line) => notes.push(line),
    words: wordsOf('en'),
    exit,
    watchParent,
  });
  return { process, clock, notes, exit, interruption };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('Ctrl-C', () => {
  it('asks to stop, and says so once', () => {
    const { process, notes, exit, interruption } = watched();
    process.emit('SIGINT');
    expect(interruption.signal.aborted).toBe(true);
    expect(notes).toHaveLength(1);
    expect(exit).not.toHaveBeenCalled();
  });
  it('that npm passes on at the same time is the same one', () => {
    const { process, clock, exit } = watched();
    process.emit('SIGINT');
    clock.now = 400;
    process.emit('SIGINT');
    expect(exit).not.toHaveBeenCalled();
  });
  it('a second time ends at once', () => {
    const { process, clock, exit } = watched();
    process.emit('SIGINT');
    clock.now = 900;
    process.emit('SIGTERM');
    expect(exit).toHaveBeenCalledOnce();
  });
  it('after the end is not heard any more', () => {
    const { process, interruption } = watched();
    interruption.end();
    process.emit('SIGINT');
    expect(interruption.signal.aborted).toBe(false);
  });
});

it('a program whose parent is gone stops too, where npm was that', () => {
  const { process, interruption } = watched({ watchParent: true });
  vi.advanceTimersByTime(1000);
  expect(interruption.signal.aborted).toBe(false);
  process.ppid = 1;
  vi.advanceTimersByTime(1000);
  expect(interruption.signal.aborted).toBe(true);
});

it('what waits is given up at once', async () => {
  const controller = new AbortController();
  const waiting = untilAborted(new Promise(() => {}), controller.signal);
  controller.abort();
  await expect(waiting).rejects.toBeInstanceOf(Interrupted);
  await expect(untilAborted(Promise.resolve(1), controller.signal)).rejects.toBeInstanceOf(Interrupted);
});

describe('a measurement', () => {
  function pageThat(stops: boolean) {
    let finish: (value: { ok: true; value: string }) => void = () => {};
    const running = new Promise<{ ok: true; value: string }>((done) => {
      finish = done;
    });
    return {
      run: () => running,
      stop: vi.fn(async () => {
        if (stops) finish({ ok: true, value: 'what was measured' });
      }),
      progress: async () => null,
      recordSoFar: async (): Promise<string | null> => null,
    };
  }
  const tools = (signal: AbortSignal, timeoutMs: number | null = null) => ({
    signal,
    timeoutMs,
    before: '',
    terminal: recordedTools([]).terminal,
  });

  it('that is interrupted is stopped in the page, and its samples are kept', async () => {
    const page = pageThat(true);
    const controller = new AbortController();
    const measuring = measure(page, tools(controller.signal));
    controller.abort();
    expect(await measuring).toEqual({ outcome: { ok: true, value: 'what was measured' }, timedOut: false });
    expect(page.stop).toHaveBeenCalledOnce();
  });
  it('whose time is up is stopped and says so', async () => {
    const measuring = measure(pageThat(true), tools(new AbortController().signal, 2000));
    await vi.advanceTimersByTimeAsync(2000);
    expect(await measuring).toMatchObject({ timedOut: true });
  });
  it('that does not stop is given up', async () => {
    const controller = new AbortController();
    const measuring = measure(pageThat(false), tools(controller.signal));
    const ended = expect(measuring).rejects.toBeInstanceOf(Interrupted);
    controller.abort();
    await vi.advanceTimersByTimeAsync(15_000);
    await ended;
  });
  it('that does not stop leaves what it had handed over', async () => {
    const controller = new AbortController();
    const page = { ...pageThat(false), recordSoFar: async () => '{"state":"interrupted"}' };
    const measuring = measure(page, tools(controller.signal));
    await vi.advanceTimersByTimeAsync(1);
    controller.abort();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await measuring).toEqual({
      outcome: { ok: true, value: { state: 'interrupted' } },
      timedOut: false,
      lost: expect.any(Interrupted),
    });
  });
  it('whose browser dies leaves what it had handed over, and nothing where it had not', async () => {
    const dies = async () => {
      await new Promise((done) => setTimeout(done, 5000));
      throw new BrowserEnded();
    };
    const handedOver = ['{"samples":1}', null, '{"samples":3}'];
    const recordSoFar = vi.fn(async () => handedOver.shift() ?? null);
    const measuring = measure(
      { ...pageThat(true), run: dies, recordSoFar },
      tools(new AbortController().signal),
    );
    await vi.advanceTimersByTimeAsync(5000);
    expect(await measuring).toEqual({
      outcome: { ok: true, value: { samples: 3 } },
      timedOut: false,
      lost: expect.any(BrowserEnded),
    });
    // At most once a second.
    expect(recordSoFar.mock.calls.length).toBeLessThanOrEqual(6);

    // A slow page that answers "nothing yet" is asked again soon.
    const answers = [null, '{"samples":1}'];
    const slow = async () => {
      await new Promise((done) => setTimeout(done, 500));
      return answers.shift() ?? null;
    };
    const busy = measure(
      { ...pageThat(true), run: dies, recordSoFar: slow },
      tools(new AbortController().signal),
    );
    await vi.advanceTimersByTimeAsync(5000);
    expect((await busy).outcome).toEqual({ ok: true, value: { samples: 1 } });

    const nothing = measure({ ...pageThat(true), run: dies }, tools(new AbortController().signal));
    const ended = expect(nothing).rejects.toBeInstanceOf(BrowserEnded);
    await vi.advanceTimersByTimeAsync(5000);
    await ended;
  });
});
