/** Bytes of GPU buffers that are alive, by the requests and releases that pass through WebGPU's own entry points. */
export interface BufferLedger {
  /** Bytes alive now. */
  readonly residentBytes: () => number;
  /** Most bytes alive at one time since the last mark. */
  readonly peakBytes: () => number;
  /** Starts a new peak at what is alive now. */
  readonly mark: () => void;
}

/**
 * Wraps the making and destroying of GPU buffers, so that every buffer ONNX Runtime makes is counted, staging included.
 * Call it once, before the runtime is imported. A buffer counts from its making to `destroy()`: what the browser does
 * behind that (pools, alignment, textures, pipelines) cannot be seen from a page.
 */
export function keepBufferLedger(): BufferLedger {
  let resident = 0;
  let peak = 0;
  if (typeof GPUDevice !== 'undefined') {
    /** Buffers alive; a second `destroy()` of the same buffer is lawful and changes nothing. */
    const alive = new WeakSet<GPUBuffer>();
    const createBuffer = GPUDevice.prototype.createBuffer;
    GPUDevice.prototype.createBuffer = function (this: GPUDevice, descriptor: GPUBufferDescriptor) {
      const buffer = createBuffer.call(this, descriptor);
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
  };
}
