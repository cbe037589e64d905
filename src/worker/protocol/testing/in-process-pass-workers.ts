import type { FakeScorerOptions } from '../../../core/rerank/testing/fake-scorer.ts';
import { fakeScorer } from '../../../core/rerank/testing/fake-scorer.ts';
import { PassServer } from '../../pool/pass-server.ts';
import type { PassWorkerTools } from '../../pool/pass-worker.ts';
import type { Engine } from '../../worker-server.ts';
import type { ModelRequest, StartStep } from '../messages.ts';
import type { FromPassWorker } from '../pass-messages.ts';
import { loadedModel } from './in-process-worker.ts';

export interface PassWorkerOptions extends FakeScorerOptions {
  readonly load?: Engine['load'];
  /** Awaited before the model is loaded; tells the steps of the start. */
  readonly start?: (tell: (step: StartStep | null) => void) => Promise<void>;
  /** Awaited before each pass. */
  readonly beforePass?: () => Promise<void> | void;
  readonly wasmBytes?: () => number | null;
}

/** One pass worker that runs in this thread behind the same messages. */
export interface InProcessPassWorker {
  readonly passes: () => number;
  readonly requests: readonly ModelRequest[];
  readonly forgotten: () => number;
  /** What a browser does when the worker is killed: nothing, but its lock is free. */
  readonly die: () => void;
  /** What a browser does when the worker's script throws, or its message cannot be read. */
  readonly fail: (message: string) => void;
  readonly isEnded: () => boolean;
}

/**
 * What a pool takes, with its workers in process. Messages are cloned on their way, and what is handed over
 * is gone.
 */
export function inProcessPassWorkers(optionsOf: (worker: number) => PassWorkerOptions = () => ({})): {
  readonly tools: PassWorkerTools;
  readonly workers: InProcessPassWorker[];
} {
  const workers: InProcessPassWorker[] = [];
  const lockWaits = new Map<string, () => void>();
  let lastId = 0;

  const startWorker: PassWorkerTools['startWorker'] = ({ onMessage, onError }) => {
    const options = optionsOf(workers.length);
    const requests: ModelRequest[] = [];
    let ended = false;
    let passes = 0;
    let forgotten = 0;
    let lifeLock = '';
    const post = (message: FromPassWorker, transfer: readonly ArrayBuffer[]) => {
      const copy = structuredClone(message, { transfer: [...transfer] });
      queueMicrotask(() => {
        if (!ended) onMessage(copy);
      });
    };
    const scorer = fakeScorer(options);
    const server = new PassServer({
      post,
      wasmBytes: options.wasmBytes ?? (() => null),
      makeEngine: async (_, { onStart }) => ({
        load: async (request, onProgress) => {
          await options.start?.(onStart);
          requests.push(request);
          if (options.load !== undefined) return options.load(request, onProgress);
          onProgress({ file: 'model.onnx', loadedBytes: 1, totalBytes: 1, done: true });
          return {
            model: { ...loadedModel, threads: request.threads ?? 1 },
            scorer: {
              ...scorer,
              forward: async (batch) => {
                passes++;
                await options.beforePass?.();
                return scorer.forward(batch);
              },
            },
          };
        },
        forgetFiles: async () => {
          forgotten++;
        },
      }),
    });
    workers.push({
      passes: () => passes,
      requests,
      forgotten: () => forgotten,
      die: () => {
        ended = true;
        lockWaits.get(lifeLock)?.();
      },
      fail: onError,
      isEnded: () => ended,
    });
    return {
      post: (message, transfer) => {
        const copy = structuredClone(message, { transfer: [...transfer] });
        if (copy.type === 'start-passes') {
          lifeLock = copy.lifeLock;
          post({ type: 'ready' }, []);
        } else server.receive(copy);
      },
      end: () => {
        ended = true;
      },
    };
  };

  return {
    workers,
    tools: {
      startWorker,
      waitForLock: (name, signal) =>
        new Promise((resolve, reject) => {
          lockWaits.set(name, resolve);
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      newId: () => String(++lastId),
      pageBase: 'http://page.test/',
    },
  };
}
