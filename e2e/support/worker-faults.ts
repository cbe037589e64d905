import type { FromWorker } from '../../src/worker/protocol/messages.ts';

/** The parts of ONNX Runtime's module that the faults use. */
export interface RuntimeModule<Run> {
  readonly InferenceSession: { readonly prototype: { run: Run } };
}

/**
 * What happens to a worker, and when: right after it has reported this many samples of a sweep, passes of a
 * ranking or events of a load test.
 */
export interface Strike {
  readonly after: 'sample' | 'scoreProgress' | 'loadTest';
  readonly times: number;
  /**
   * - `ends`: the worker ends without an event for the page, as when the browser ends it for its memory
   * - `throws`: a mistake in its own code
   * - `hangs`: an endless loop
   * - `loses-device`: a real loss, when the next work for the GPU is prepared
   */
  readonly fault: 'ends' | 'throws' | 'hangs' | 'loses-device';
}

// These functions are sent to a worker as text, so none may use anything outside of itself.

/** Makes the worker fail as described by `Strike`. */
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
        // A worker that closes itself still finishes its current task.
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

/** WebAssembly is fetched and never compiled, in this thread. */
export const neverCompile = () => {
  WebAssembly.instantiateStreaming = async (source) => {
    await (await source).arrayBuffer();
    return new Promise<never>(() => {});
  };
};

/** WebAssembly gets no more memory than it has at the start. */
export const refuseWasmMemory = () => {
  WebAssembly.Memory.prototype.grow = () => {
    throw new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded');
  };
};

/**
 * Limits the GPU's memory for computing to this many bytes; staging buffers for transfers do not count. A
 * buffer beyond the limit gets a size that no device makes, with all real consequences.
 */
export const limitGpuMemory = (bytes: number) => {
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  // GPUBufferUsage.STORAGE. TypeScript's DOM library does not have it.
  const storage = 0x80;
  const bytesOf = ({ size, usage }: { readonly size: number; readonly usage: number }) =>
    usage & storage ? size : 0;
  // The largest multiple of 4 that WebGPU takes for a size: 9 PB.
  const beyondAnyDevice = Number.MAX_SAFE_INTEGER - 3;
  let live = 0;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const storageBytes = bytesOf(descriptor);
    live += storageBytes;
    const size = storageBytes > 0 && live > bytes ? beyondAnyDevice : descriptor.size;
    return createBuffer.call(this, { ...descriptor, size });
  };
  GPUBuffer.prototype.destroy = function () {
    live -= bytesOf(this);
    return destroy.call(this);
  };
};

/**
 * Refuses the passes of a model their uploads in the way Chromium does where it cannot map so large a buffer:
 * `createBuffer` throws. Loading the model works.
 */
export const refuseUploadsOfPasses = () => {
  const worker = self as unknown as { postMessage(message: FromWorker): void };
  const post = worker.postMessage.bind(worker);
  let isLoaded = false;
  worker.postMessage = (message) => {
    if (message.type === 'result' && message.kind === 'load') isLoaded = true;
    post(message);
  };
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    if (isLoaded && descriptor.mappedAtCreation) {
      throw new RangeError(
        `Failed to execute 'createBuffer' on 'GPUDevice': createBuffer failed, size (${descriptor.size}) is too large for the implementation when mappedAtCreation == true`,
      );
    }
    return createBuffer.call(this, descriptor);
  };
};

/** Loses the device for good when the next work for the GPU is prepared. */
export const loseDevice = () => {
  const { createCommandEncoder } = GPUDevice.prototype;
  GPUDevice.prototype.createCommandEncoder = function (descriptor) {
    this.destroy();
    return createCommandEncoder.call(this, descriptor);
  };
};

/** Reports what Chromium reports when the driver refuses memory within the device's limits. */
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
  /** The limit starts after the worker has reported this many events of a load test. */
  readonly loadEvents?: number;
}

type LimitedRuntime = RuntimeModule<
  (feeds: Record<string, { readonly dims: readonly number[] }>, ...rest: unknown[]) => unknown
>;

/**
 * Limits ONNX Runtime to passes of this many pairs and this many tokens, padding included. A larger pass gets
 * its error for lack of memory. Only for workers that compute on the CPU, before they load a runtime.
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
  // The engine puts the runtime here for transformers.js to find.
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
