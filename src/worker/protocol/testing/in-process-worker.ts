import type { MemoryMeter } from '../../../core/bench/memory-meter.ts';
import type { PaddedBatch } from '../../../core/rerank/batching.ts';
import type { Device, RuntimeBuild } from '../../../core/rerank/devices.ts';
import { Failure } from '../../../core/rerank/failure.ts';
import type { PairScorer } from '../../../core/rerank/score-request.ts';
import { FakeClock, type FakeScorerOptions, fakeScorer } from '../../../core/rerank/testing/fake-scorer.ts';
import { controlWordCount } from '../../../core/threads/tab-visibility.ts';
import type { WorkerClientTools, WorkerPortListener } from '../../../page/jobs/worker-client.ts';
import type { DeviceWatch } from '../../gpu/device-watch.ts';
import { type Engine, WorkerServer, type WorkerServerTools } from '../../worker-server.ts';
import type { FromWorker, LoadedModel, StartStep } from '../messages.ts';

export const loadedModel: LoadedModel = {
  deviceUsed: 'wasm',
  dtype: 'fp32',
  runtime: 'asyncify',
  threads: 1,
  workers: 1,
  versions: { transformers: '0', onnxruntime: '0' },
  revision: null,
  layers: 2,
  bytes: 1000,
  contextTokens: 512,
  coldMs: { download: 1, session: 2 },
};

const noDevices: DeviceWatch = {
  fault: new Promise<never>(() => {}),
  faultSoFar: () => null,
  submissions: () => 0,
  adapter: () => null,
};

const noMemory: MemoryMeter = { mark: () => {}, read: () => ({ gpuBytes: null, wasmBytes: null }) };

export interface InProcessOptions extends FakeScorerOptions {
  readonly memory?: MemoryMeter;
  readonly model?: Partial<LoadedModel>;
  readonly hasJspi?: boolean;
  /** Throws where a build of the runtime does not start in this worker. */
  readonly canStart?: (runtime: RuntimeBuild) => void;
  /** What the device's fastest product is; without it there is none to be had. */
  readonly measurePeak?: WorkerServerTools['measurePeak'];
  /** What the fixed product takes; without it there is none to be had. */
  readonly timeFixedProduct?: WorkerServerTools['timeFixedProduct'];
  /** Its script never runs, so that it hears nothing. */
  readonly isSilent?: boolean;
  /** Awaited before a model's files are asked for; tells the steps of the start. */
  readonly start?: (tell: (step: StartStep | null) => void) => Promise<void>;
  readonly load?: Engine['load'];
  /** What the runtime's profiler prints when it is ended, after so many passes. Default: nothing. */
  readonly profiler?: (passes: number, device: Device) => readonly string[];
  /** What the model answers instead of its own logits; a promise that never settles hangs the worker. */
  readonly answer?: (
    own: readonly number[],
    batch: PaddedBatch,
    device: Device,
  ) => readonly number[] | Promise<readonly number[]>;
}

/** One worker that runs in this thread behind the same messages. */
export interface InProcessWorker {
  /** What a browser does when the worker closes itself or is killed: nothing, but its lock is free. */
  readonly die: () => void;
  /** What a browser does when the worker's script throws. */
  readonly fail: (message: string) => void;
  readonly isEnded: () => boolean;
}

export interface InProcessHost {
  readonly tools: WorkerClientTools;
  readonly clock: FakeClock;
  /** Every worker that was started, in order. */
  readonly workers: InProcessWorker[];
  /** Hides or shows the tab. */
  readonly setHidden: (hidden: boolean) => void;
  /** Lets every timer that is due by then fire. */
  readonly passTime: (ms: number) => void;
}

/**
 * What a `WorkerClient` takes, with workers in process: same server, same messages, a fake model and a fake
 * clock. Messages are cloned on their way, as between threads.
 */
export function inProcessHost(optionsOf: (worker: number) => InProcessOptions = () => ({})): InProcessHost {
  const clock = new FakeClock();
  const workers: InProcessWorker[] = [];
  const lockWaits = new Map<string, () => void>();
  const timers = new Set<{ at: number; callback: () => void }>();
  let lastId = 0;
  let isHidden = false;
  const visibilityListeners = new Set<() => void>();

  const startWorker = ({ onMessage, onError }: WorkerPortListener) => {
    const options = optionsOf(workers.length);
    let ended = false;
    let lifeLock = '';
    let server: WorkerServer | null = null;
    const post = (message: FromWorker) => {
      const copy = structuredClone(message);
      queueMicrotask(() => {
        if (!ended) onMessage(copy);
      });
    };
    const scorer = fakeScorer({ clock, ...options });
    let passes = 0;
    const answeringOn = (device: Device): PairScorer => ({
      ...scorer,
      forward: async (batch) => {
        passes++;
        const own = Array.from(await scorer.forward(batch));
        return options.answer?.(own, batch, device) ?? own;
      },
    });
    const engine: Engine = {
      load:
        options.load ??
        (async ({ device, dtype, runtime, workers, layers, profiled }) => {
          options.canStart?.(runtime);
          return {
            scorer: answeringOn(device),
            model: {
              ...loadedModel,
              // A twin has the depth that it was asked for.
              ...(layers !== null && { layers }),
              ...{ deviceUsed: device, dtype, runtime, workers },
              ...options.model,
            },
            ...(profiled && { endProfiler: () => options.profiler?.(passes, device) ?? [] }),
          };
        }),
      loadTokenizer: async () => scorer.tokenizer,
      forgetFiles: async () => {},
    };
    workers.push({
      die: () => {
        ended = true;
        lockWaits.get(lifeLock)?.();
      },
      fail: onError,
      isEnded: () => ended,
    });
    return {
      end: () => {
        ended = true;
      },
      post: (message: Parameters<ReturnType<WorkerClientTools['startWorker']>['post']>[0]) => {
        if (options.isSilent) return;
        if (message.type === 'start') {
          lifeLock = message.lifeLock;
          server = new WorkerServer({
            clock,
            devices: noDevices,
            breathe: async () => {},
            waitUntil: async (atMs, woken) => {
              // A worker that is gone does nothing any more.
              if (ended) await new Promise(() => {});
              let isWoken = false;
              void woken.then(() => {
                isWoken = true;
              });
              // Passes take no time here but the clock's: one that is under way ends first.
              for (let hop = 0; hop < 50 && !isWoken; hop++) await null;
              // One that takes its time all the same has a turn, and so has the test.
              if (!isWoken) await new Promise<void>((resolve) => setImmediate(resolve));
              if (!isWoken) clock.advance(Math.max(0, atMs - clock.now()));
            },
            post,
            pageBase: message.pageBase,
            control: message.control,
            hasJspi: options.hasJspi ?? false,
            meterFor: () => options.memory ?? noMemory,
            measurePeak:
              options.measurePeak ??
              (async () => {
                throw new Failure('no-gpu', 'This worker has no peak.');
              }),
            timeFixedProduct:
              options.timeFixedProduct ??
              (async () => {
                throw new Failure('no-gpu', 'This worker has no fixed product.');
              }),
            makeEngine: async ({ onStart }) => {
              await options.start?.(onStart);
              return engine;
            },
          });
          post({ type: 'ready' });
        } else if (message.type === 'stop') server?.stop();
        else if (message.type === 'visibility') server?.noteVisibility(message.changes);
        else server?.receive(structuredClone(message));
      },
    };
  };

  return {
    clock,
    workers,
    setHidden(hidden) {
      if (hidden === isHidden) return;
      isHidden = hidden;
      for (const listener of [...visibilityListeners]) listener();
    },
    passTime(ms) {
      clock.advance(ms);
      for (const timer of [...timers]) {
        if (timer.at > clock.now()) continue;
        timers.delete(timer);
        timer.callback();
      }
    },
    tools: {
      startWorker,
      waitForLock: (name, signal) =>
        new Promise((resolve, reject) => {
          lockWaits.set(name, resolve);
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      newId: () => String(++lastId),
      pageBase: 'http://page.test/',
      newControlWords: () =>
        new Int32Array(new SharedArrayBuffer(controlWordCount * Int32Array.BYTES_PER_ELEMENT)),
      visibility: {
        isHidden: () => isHidden,
        onChange: (callback) => {
          visibilityListeners.add(callback);
          return () => visibilityListeners.delete(callback);
        },
      },
      after: (ms, callback) => {
        const timer = { at: clock.now() + ms, callback };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
  };
}
