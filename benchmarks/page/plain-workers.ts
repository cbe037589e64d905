import type { FromPlainWorker, PlainCalls, PlainPage, ToPlainWorker } from '../support/plain-page.ts';

declare global {
  var plainTransformers: PlainPage;
}

/** Workers that run transformers.js with its default settings. */

const workers: Worker[] = [];

const workerAt = (place: number): Worker => {
  const worker = workers[place];
  if (worker === undefined) throw new RangeError(`There is no worker ${place}.`);
  return worker;
};

globalThis.plainTransformers = {
  start() {
    const worker = new Worker(new URL('../in-worker/plain-transformers.ts', import.meta.url), {
      type: 'module',
    });
    return workers.push(worker) - 1;
  },

  call<K extends keyof PlainCalls>(place: number, kind: K, params: PlainCalls[K]['params']) {
    const worker = workerAt(place);
    return new Promise<PlainCalls[K]['result']>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromPlainWorker>) => {
        // The answer has the kind of the call, since a worker handles one call at a time.
        if (data.type === 'result') resolve(data.result as PlainCalls[K]['result']);
        else reject(new Error(data.message));
      };
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage({ kind, params } as ToPlainWorker);
    });
  },

  end: (place) => workerAt(place).terminate(),
};
