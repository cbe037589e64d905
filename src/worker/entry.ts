import type { Clock } from '../core/rerank/clock.ts';
import { failureData } from '../core/rerank/failure.ts';
import type { FromWorker, ToWorker } from '../protocol/messages.ts';
import { keepBufferLedger } from './gpu/buffer-ledger.ts';
import { watchDevices } from './gpu/device-watch.ts';
import { memoryMeter } from './memory-meter.ts';
import { watchWasmMemory } from './wasm-memory.ts';
import { WorkerServer, type WorkerServerTools } from './worker-server.ts';

/** The worker's composition root: real clock, real messages, real devices. */

// Before anything imports ONNX Runtime.
const devices = watchDevices();
const ledger = keepBufferLedger();
const wasmBytes = watchWasmMemory();

/** Ms since the epoch by the monotonic clock, so that page and worker mean the same moment. */
const clock: Clock = { now: () => performance.timeOrigin + performance.now() };

/** Importing the runtime takes a while, and a probe needs none of it. */
const makeEngine: WorkerServerTools['makeEngine'] = async (tools, device) => {
  const { installRuntime, runtimeFor } = await import('./engine/runtime.ts');
  const runtime = runtimeFor(device);
  await installRuntime(runtime);
  const { TransformersEngine } = await import('./engine/transformers-engine.ts');
  return new TransformersEngine({ ...tools, after, pause }, runtime);
};

const after = (ms: number, callback: () => void) => {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
};

/** A connection that is back is a reason to try again at once. */
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

const post = (message: FromWorker) => self.postMessage(message);
let server: WorkerServer | null = null;

/** Lets the worker's messages in. A message to oneself comes after all that wait already, and is not throttled. */
const channel = new MessageChannel();
const breathe = () =>
  new Promise<void>((resolve) => {
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(null);
  });

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.type) {
    case 'start': {
      // Held for as long as the worker lives: the browser lets go of it when the worker ends, however it ends.
      void navigator.locks?.request(data.lifeLock, () => {
        post({ type: 'ready' });
        return new Promise(() => {});
      });
      if (navigator.locks === undefined) post({ type: 'ready' });
      server = new WorkerServer({
        clock,
        devices,
        breathe,
        post,
        pageBase: data.pageBase,
        control: data.control,
        meterFor: (device) => memoryMeter(device, ledger, wasmBytes),
        makeEngine,
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
    default:
      data satisfies never;
  }
});

self.addEventListener('error', (event) => {
  post({ type: 'crash', failure: failureData(event.error ?? event.message) });
});
