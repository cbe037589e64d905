import { type AdapterWords, adapterWords } from '../../core/rerank/adapter-name.ts';
import { classifyFailure, Failure } from '../../core/rerank/failure.ts';

/**
 * The faults that WebGPU reports. ONNX Runtime only logs an uncaptured error, and its `run()` may then
 * resolve with garbage. After a lost device a second run blocks the thread. So whoever runs a pass asks here
 * afterwards.
 */
export interface DeviceWatch {
  /** Rejects when the device is lost or reports an uncaptured error; never resolves. */
  readonly fault: Promise<never>;
  /** The fault there was, if any. */
  faultSoFar(): Failure | null;
  /** Command buffers handed to the GPU so far. None means that nothing was computed there. */
  submissions(): number;
  /** What the last device said of the adapter it came from; `null` before there is a device. */
  adapter(): AdapterWords | null;
}

/**
 * Wraps WebGPU's entry points, so that the device ONNX Runtime asks for can be watched. Call it once, before
 * the runtime is imported.
 */
export function watchDevices(): DeviceWatch {
  let first: Failure | null = null;
  let submissions = 0;
  let adapter: AdapterWords | null = null;
  let report: (failure: Failure) => void = () => {};
  const fault = new Promise<never>((_, reject) => {
    report = (failure) => {
      first ??= failure;
      reject(failure);
    };
  });
  // A fault may come when nobody awaits it.
  fault.catch(() => {});

  if (typeof GPUAdapter !== 'undefined') {
    const requestDevice = GPUAdapter.prototype.requestDevice;
    GPUAdapter.prototype.requestDevice = async function (this: GPUAdapter, descriptor?: GPUDeviceDescriptor) {
      const device = await requestDevice.call(this, descriptor);
      // Browsers that lack the device's own words have the adapter's, which are the same.
      adapter = adapterWords((device as Partial<Pick<GPUDevice, 'adapterInfo'>>).adapterInfo ?? this.info);
      void device.lost.then(({ reason, message }) => {
        report(new Failure('device-lost', message || 'The GPU device was lost.', `device.lost: ${reason}`));
      });
      device.addEventListener('uncapturederror', ({ error }) => {
        const isMemory = error instanceof GPUOutOfMemoryError;
        const code = isMemory ? 'gpu-memory' : classifyFailure(error.message);
        report(new Failure(code, error.message, `uncaptured ${error.constructor.name}`));
      });
      return device;
    };
    const submit = GPUQueue.prototype.submit;
    GPUQueue.prototype.submit = function (this: GPUQueue, buffers: Iterable<GPUCommandBuffer>) {
      submissions++;
      return submit.call(this, buffers);
    };
  }
  return { fault, faultSoFar: () => first, submissions: () => submissions, adapter: () => adapter };
}
