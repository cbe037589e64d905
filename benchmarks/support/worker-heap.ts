import type { CDPSession, Page } from '@playwright/test';

/**
 * The bytes that a worker's JavaScript holds by V8's count: objects that are alive or not yet collected, and
 * the buffers that they own.
 */
export interface HeapReading {
  readonly usedBytes: number;
  readonly bufferBytes: number;
}

/**
 * The JavaScript heap of one worker. It is read from outside through the debugger's protocol, since a page
 * can only see its window's heap.
 */
export interface WorkerHeap {
  /** Collects garbage, so that earlier use is not counted. */
  collect(): Promise<void>;
  read(): Promise<HeapReading>;
  /**
   * Reads repeatedly until `work` is done.
   *
   * @returns the largest value of each figure, and the number of readings
   */
  peakDuring(work: () => Promise<unknown>): Promise<HeapReading & { readonly readings: number }>;
}

const betweenReadingsMs = 50;

/**
 * Watches the next worker that the page starts. Call it before the page starts that worker.
 *
 * @returns a function whose promise resolves once the worker runs
 */
export async function watchNextWorker(page: Page): Promise<() => Promise<WorkerHeap>> {
  const session = await page.context().newCDPSession(page);
  const attached = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') resolve(sessionId);
    });
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return async () => heapOf(session, await attached);
}

function heapOf(session: CDPSession, target: string): WorkerHeap {
  const pending = new Map<number, (result: unknown) => void>();
  let last = 0;
  session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
    if (sessionId !== target) return;
    const { id, result } = JSON.parse(message);
    pending.get(id)?.(result);
    pending.delete(id);
  });
  const send = async (method: string): Promise<unknown> => {
    const id = ++last;
    const answer = new Promise<unknown>((resolve) => pending.set(id, resolve));
    await session.send('Target.sendMessageToTarget', {
      sessionId: target,
      message: JSON.stringify({ id, method, params: {} }),
    });
    return answer;
  };
  const read = async (): Promise<HeapReading> => {
    const { usedSize, backingStorageSize = 0 } = (await send('Runtime.getHeapUsage')) as {
      readonly usedSize: number;
      readonly backingStorageSize?: number;
    };
    return { usedBytes: usedSize, bufferBytes: backingStorageSize };
  };
  return {
    collect: async () => {
      await send('HeapProfiler.collectGarbage');
    },
    read,
    async peakDuring(work) {
      const most = { usedBytes: 0, bufferBytes: 0, readings: 0 };
      let isDone = false;
      const done = work().finally(() => {
        isDone = true;
      });
      while (!isDone) {
        const { usedBytes, bufferBytes } = await read();
        most.usedBytes = Math.max(most.usedBytes, usedBytes);
        most.bufferBytes = Math.max(most.bufferBytes, bufferBytes);
        most.readings++;
        await Promise.race([done, new Promise((resolve) => setTimeout(resolve, betweenReadingsMs))]);
      }
      await done;
      return most;
    },
  };
}
