import { randomId } from '../../core/threads/random-id.ts';
import { controlWordCount } from '../../core/threads/tab-visibility.ts';
import type { FromWorker } from '../../worker/protocol/messages.ts';
import type { WorkerClientTools } from './worker-client.ts';

/** The browser's own worker, locks and timers. */
export const browserWorkerTools: WorkerClientTools = {
  startWorker: ({ onMessage, onError }, name) => {
    const worker = new Worker(new URL('../../worker/entry.ts', import.meta.url), { type: 'module', name });
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => onMessage(data);
    // The event has no message where the script could not be loaded.
    worker.onerror = ({ message }) => onError(message ?? '');
    return {
      post: (message) => worker.postMessage(message),
      end: () => {
        worker.onmessage = null;
        worker.onerror = null;
        worker.terminate();
      },
    };
  },
  waitForLock:
    typeof navigator.locks === 'undefined'
      ? null
      : async (name, signal) => {
          await navigator.locks.request(name, { signal }, () => {});
        },
  newId: () => randomId((bytes) => crypto.getRandomValues(bytes)),
  pageBase: new URL('.', document.baseURI).href,
  newControlWords: () =>
    // WebKitGTK is isolated and has no shared memory all the same.
    crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined'
      ? new Int32Array(new SharedArrayBuffer(controlWordCount * Int32Array.BYTES_PER_ELEMENT))
      : null,
  visibility: {
    isHidden: () => document.visibilityState === 'hidden',
    onChange: (callback) => {
      document.addEventListener('visibilitychange', callback);
      return () => document.removeEventListener('visibilitychange', callback);
    },
  },
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
