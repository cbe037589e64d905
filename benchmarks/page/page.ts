import type {
  BenchmarkPage,
  CallKind,
  CallMap,
  FromBenchmarkWorker,
  ToBenchmarkWorker,
} from '../support/calls.ts';

declare global {
  var benchmark: BenchmarkPage;
}

/** The window's part of a benchmark: it starts workers and passes calls to them. */

const workers: Worker[] = [];

const workerAt = (place: number): Worker => {
  const worker = workers[place];
  if (worker === undefined) throw new RangeError(`There is no worker ${place}.`);
  return worker;
};

const post = (worker: Worker, message: ToBenchmarkWorker) => worker.postMessage(message);

globalThis.benchmark = {
  start({ ledger }) {
    const worker = new Worker(new URL('../in-worker/entry.ts', import.meta.url), { type: 'module' });
    post(worker, { type: 'start', start: { ledger, pageBase: new URL('.', location.href).href } });
    return workers.push(worker) - 1;
  },

  call<K extends CallKind>(place: number, kind: K, params: CallMap[K]['params']) {
    const worker = workerAt(place);
    return new Promise<CallMap[K]['result']>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<FromBenchmarkWorker>) => {
        // The answer has the kind of the call, since a worker handles one call at a time.
        if (data.type === 'result') resolve(data.result as CallMap[K]['result']);
        if (data.type === 'failure') reject(new Error(data.message));
      };
      worker.onerror = ({ message }) => reject(new Error(message));
      post(worker, { type: 'call', kind, params } as ToBenchmarkWorker);
    });
  },

  end: (place) => workerAt(place).terminate(),
};
