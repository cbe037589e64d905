import type { FromWorker } from '../../src/worker/protocol/messages.ts';

/** ONNX Runtime's module, as far as faults reach into it. */
export interface RuntimeModule<Run> {
  readonly InferenceSession: { readonly prototype: { run: Run } };
}

/**
 * What befalls a worker, and when: right after it has told of so many samples of a sweep, passes of a
 * ranking, or so often of a load test.
 */
export interface Strike {
  readonly after: 'sample' | 'scoreProgress' | 'loadTest';
  readonly times: number;
  /**
   * - `ends`: as when the browser ends it for the memory it holds; no event tells the page
   * - `throws`: a mistake in its own code
   * - `hangs`: a loop without an end
   * - `loses-device`: a real loss, when the next work is prepared for the GPU
   */
  readonly fault: 'ends' | 'throws' | 'hangs' | 'loses-device';
}

// These functions run inside a worker and are sent there as text, so each stands on its own.

export const strike = ({ after, times, fault }: Strike) => {
  const worker = self as unknown as { postMessage(message: FromWorker): void; close(): void };
  const post = worker.postMessage.bind(worker);
  let seen = 0;
  worker.postMessage = (message) => {
    post(message);
    const told = message.type !== 'event' ? null : message.kind === 'lane' ? message.data.type : message.kind;
    if (told !== after || ++seen !== times) return;
    switch (fault) {
      case 'ends':
        // A worker that closes itself finishes what it is at.
        worker.postMessage = () => {};
        worker.close();
        return;
      case 'throws':
        reportError(new Error('a mistake in the worker'));
        return;
      case 'hangs':
        for (;;);
      case 'loses-device': {
        const { createCommandEncoder } = GPUDevice.prototype;
        GPUDevice.prototype.createCommandEncoder = function (descriptor) {
          this.destroy();
          return createCommandEncoder.call(this, descriptor);
        };
        return;
      }
    }
  };
};

/** WebAssembly gets no memory beyond what it has at the start. */
export const refuseWasmMemory = () => {
  WebAssembly.Memory.prototype.grow = () => {
    throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded');
  };
};

/**
 * A GPU with so much memory for what it computes with; staging for transfers does not count. A buffer beyond
 * it becomes one that no device can make, with all that follows from it.
 */
export const limitGpuMemory = (bytes: number) => {
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  // GPUBufferUsage.STORAGE, a name that TypeScript's DOM library lacks.
  const storage = 0x80;
  const bytesOf = ({ size, usage }: { readonly size: number; readonly usage: number }) =>
    usage & storage ? size : 0;
  let live = 0;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    live += bytesOf(descriptor);
    const size = live > bytes ? this.limits.maxBufferSize + 4 : descriptor.size;
    return createBuffer.call(this, { ...descriptor, size });
  };
  GPUBuffer.prototype.destroy = function () {
    live -= bytesOf(this);
    return destroy.call(this);
  };
};

/** What Chromium reports when the driver refuses memory that the device's limits would allow. */
export const reportGpuOutOfMemory = () => {
  const { createCommandEncoder } = GPUDevice.prototype;
  GPUDevice.prototype.createCommandEncoder = function (descriptor) {
    const error = new GPUOutOfMemoryError('The driver has no memory left.');
    this.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error }));
    return createCommandEncoder.call(this, descriptor);
  };
};

export interface PassLimit {
  readonly pairs: number;
  readonly tokens: number;
  /** Memory is short only once the worker has told so many times of a load test. */
  readonly loadEvents?: number;
}

type LimitedRuntime = RuntimeModule<
  (feeds: Record<string, { readonly dims: readonly number[] }>, ...rest: unknown[]) => unknown
>;

/**
 * ONNX Runtime has memory for a pass of so many pairs, and of so many tokens with padding; beyond it says
 * what it says when it has none. For workers that compute on the CPU, before they have a runtime.
 */
export const limitPass = ({ pairs, tokens, loadEvents = 0 }: PassLimit) => {
  const worker = self as unknown as {
    postMessage(message: FromWorker, ...transfer: unknown[]): void;
  };
  const post = worker.postMessage.bind(worker);
  let told = 0;
  worker.postMessage = (message, ...transfer) => {
    if (message.type === 'event' && message.kind === 'loadTest') told++;
    post(message, ...transfer);
  };
  let runtime: LimitedRuntime | undefined;
  // Where the engine puts the runtime for transformers.js to find.
  Object.defineProperty(globalThis, Symbol.for('onnxruntime'), {
    get: () => runtime,
    set: (installed: LimitedRuntime) => {
      runtime = installed;
      const { prototype } = installed.InferenceSession;
      const { run } = prototype;
      prototype.run = function (feeds, ...rest) {
        const [rows = 0, length = 0] = feeds.input_ids?.dims ?? [];
        if (told < loadEvents || (rows <= pairs && rows * length <= tokens))
          return run.call(this, feeds, ...rest);
        return Promise.reject(
          new Error(
            `failed to call OrtRun(). ERROR_CODE: 6, ERROR_MESSAGE: failed to allocate a buffer of size ${rows * length}`,
          ),
        );
      };
    },
  });
};
