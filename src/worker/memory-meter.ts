import type { MemoryMeter } from '../core/bench/memory-meter.ts';
import { type Device, deviceKinds } from '../core/rerank/devices.ts';
import type { BufferRefusals } from './gpu/buffer-refusals.ts';

/** The sum of what is known; `null` where nothing is. */
export function totalBytes(...counts: readonly (number | null)[]): number | null {
  const known = counts.filter((bytes) => bytes !== null);
  return known.length === 0 ? null : known.reduce((total, bytes) => total + bytes, 0);
}

/**
 * What a worker's runtime holds: GPU buffers where it computes on one, and its WebAssembly memory, that of
 * its pass workers included.
 */
export function memoryMeter(
  device: Device,
  ledger: BufferLedger,
  wasmBytes: () => number | null,
): MemoryMeter {
  return {
    mark: ledger.mark,
    read: () => ({
      gpuBytes:
        deviceKinds[device].memory === 'gpu-buffers'
          ? { peak: ledger.peakBytes(), resident: ledger.residentBytes() }
          : null,
      wasmBytes: wasmBytes(),
    }),
  };
}

/**
 * Watches the WebAssembly memories that are made from now on. ONNX Runtime makes one for all its threads, and
 * hands it out nowhere. Call it once, before the runtime is imported.
 *
 * @returns a function that answers the bytes all of them hold, or `null` while there is none
 */
export function watchWasmMemory(): () => number | null {
  const memories: WebAssembly.Memory[] = [];
  // A proxy rather than a subclass: the runtime's memory has to stay a plain WebAssembly.Memory to be shared
  // with threads.
  WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
    construct(target, args: [WebAssembly.MemoryDescriptor], newTarget) {
      const memory = Reflect.construct(target, args, newTarget) as WebAssembly.Memory;
      memories.push(memory);
      return memory;
    },
  });
  return () =>
    memories.length === 0 ? null : memories.reduce((total, { buffer }) => total + buffer.byteLength, 0);
}

/** Bytes of the GPU buffers that are alive, as made and destroyed through WebGPU's entry points. */
export interface BufferLedger {
  /** Bytes alive now. */
  readonly residentBytes: () => number;
  /** Most bytes alive at one time since the last mark. */
  readonly peakBytes: () => number;
  /** Starts a new peak at what is alive now. */
  readonly mark: () => void;
  readonly refusals: BufferRefusals;
}

/**
 * Wraps the calls that make and destroy GPU buffers, so that every buffer of ONNX Runtime is counted, staging
 * included. Call it once, before the runtime is imported. A buffer counts until `destroy()`. What the browser
 * does behind that (pools, alignment, textures, pipelines) cannot be seen from a page.
 */
export function keepBufferLedger(): BufferLedger {
  let resident = 0;
  let peak = 0;
  let refused = 0;
  let lastRefusal: unknown;
  if (typeof GPUDevice !== 'undefined') {
    /** Buffers that are alive. A second `destroy()` of the same buffer is allowed and changes nothing. */
    const alive = new WeakSet<GPUBuffer>();
    const createBuffer = GPUDevice.prototype.createBuffer;
    GPUDevice.prototype.createBuffer = function (this: GPUDevice, descriptor: GPUBufferDescriptor) {
      let buffer: GPUBuffer;
      try {
        buffer = createBuffer.call(this, descriptor);
      } catch (error) {
        refused++;
        lastRefusal = error;
        throw error;
      }
      alive.add(buffer);
      resident += buffer.size;
      if (resident > peak) peak = resident;
      return buffer;
    };
    const destroy = GPUBuffer.prototype.destroy;
    GPUBuffer.prototype.destroy = function (this: GPUBuffer) {
      if (alive.delete(this)) resident -= this.size;
      return destroy.call(this);
    };
  }
  return {
    residentBytes: () => resident,
    peakBytes: () => peak,
    mark: () => {
      peak = resident;
    },
    refusals: { count: () => refused, last: () => lastRefusal },
  };
}
