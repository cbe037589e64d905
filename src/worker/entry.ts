import type { Clock } from '../core/rerank/clock.ts';
import { failureData } from '../core/rerank/failure.ts';
import { randomId } from '../core/threads/random-id.ts';
import { watchDevices } from './gpu/device-watch.ts';
import { keepBufferLedger, memoryMeter, totalBytes, watchWasmMemory } from './memory-meter.ts';
import { startPassWorker } from './pool/browser-pass-worker.ts';
import { PooledEngine } from './pool/pass-pool.ts';
import { PassServer } from './pool/pass-server.ts';
import { fixedProductMeter, peakMeter } from './product-meters.ts';
import type { FromWorker, ToWorker } from './protocol/messages.ts';
import type { FromPassWorker, ToPassWorker } from './protocol/pass-messages.ts';
import { waiting } from './wait-until.ts';
import { WorkerServer, type WorkerServerTools } from './worker-server.ts';

/**
 * The worker's composition root, with the real clock, messages and devices. The first message says whether
 * the worker serves the page, or is a pass worker that such a worker started.
 */

// These come before anything imports ONNX Runtime.
const devices = watchDevices();
const ledger = keepBufferLedger();
const wasmBytes = watchWasmMemory();

/** Ms since the epoch by the monotonic clock, so that page and worker share one time. */
const clock: Clock = { now: () => performance.timeOrigin + performance.now() };

/** The runtime is imported late, since that takes a while and a probe does not need it. */
const makeSingleEngine: WorkerServerTools['makeEngine'] = async (tools, { runtime: build }) => {
  tools.onStart('modules');
  try {
    const { installRuntime } = await import('./engine/runtime.ts');
    const runtime = await installRuntime(build);
    const { TransformersEngine } = await import('./engine/transformers-engine.ts');
    return new TransformersEngine({ ...tools, refusals: ledger.refusals, after, pause }, runtime);
  } finally {
    tools.onStart(null);
  }
};

let pooled: PooledEngine | null = null;

const makeEngine: WorkerServerTools['makeEngine'] = async (tools, place) => {
  pooled = new PooledEngine(await makeSingleEngine(tools, place), {
    ...tools,
    startWorker: startPassWorker,
    waitForLock,
    newId: () => randomId((bytes) => crypto.getRandomValues(bytes)),
  });
  return pooled;
};

const waitForLock =
  navigator.locks === undefined
    ? null
    : async (name: string, signal: AbortSignal) => {
        await navigator.locks.request(name, { signal }, () => {});
      };

/**
 * Takes the lock for as long as the worker lives. The browser releases it when the worker ends, however it
 * ends.
 */
const live = (lifeLock: string) => {
  void navigator.locks?.request(lifeLock, () => {
    post({ type: 'ready' });
    return new Promise(() => {});
  });
  if (navigator.locks === undefined) post({ type: 'ready' });
};

const after = (ms: number, callback: () => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** Tries again at once when the connection is back. */
const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    const goOn = () => {
      cancel();
      self.removeEventListener('online', goOn);
      resolve();
    };
    const cancel = after(ms, goOn);
    self.addEventListener('online', goOn);
  });

const post = (message: FromWorker | FromPassWorker, transfer: readonly ArrayBuffer[] = []) =>
  self.postMessage(message, [...transfer]);
let server: WorkerServer | null = null;
let passServer: PassServer | null = null;

/**
 * Lets the worker's messages in. A message to itself comes after all that are waiting, and is not throttled.
 */
const channel = new MessageChannel();
/** Each message answers one call, and several may be waiting at once. */
const breaths: (() => void)[] = [];
channel.port1.onmessage = () => breaths.shift()?.();
const breathe = () =>
  new Promise<void>((resolve) => {
    breaths.push(resolve);
    channel.port2.postMessage(null);
  });

self.addEventListener('message', ({ data }: MessageEvent<ToWorker | ToPassWorker>) => {
  switch (data.type) {
    case 'start': {
      live(data.lifeLock);
      server = new WorkerServer({
        clock,
        devices,
        breathe,
        waitUntil: waiting({ clock, after, breathe }),
        post,
        pageBase: data.pageBase,
        control: data.control,
        hasJspi: 'Suspending' in WebAssembly,
        meterFor: (device) =>
          memoryMeter(device, ledger, () => totalBytes(wasmBytes(), pooled?.wasmBytes() ?? null)),
        makeEngine,
        measurePeak: peakMeter(clock),
        timeFixedProduct: fixedProductMeter(clock),
      });
      return;
    }
    case 'request':
      server?.receive(data);
      return;
    case 'stop':
      server?.stop();
      return;
    case 'visibility':
      server?.noteVisibility(data.changes);
      return;
    case 'start-passes': {
      const { lifeLock, pageBase } = data;
      live(lifeLock);
      passServer = new PassServer({
        post,
        wasmBytes,
        makeEngine: (request, listeners) =>
          makeSingleEngine({ clock, devices, pageBase, ...listeners }, request),
      });
      return;
    }
    case 'pass-request':
      passServer?.receive(data);
      return;
    default:
      data satisfies never;
  }
});

self.addEventListener('error', (event) => {
  post({ type: 'crash', failure: failureData(event.error ?? event.message) });
});
