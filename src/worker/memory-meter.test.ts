import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepBufferLedger, watchWasmMemory } from './memory-meter.ts';

const { Memory } = WebAssembly;
afterEach(() => {
  WebAssembly.Memory = Memory;
});

describe('the watch on WebAssembly memory', () => {
  it('knows nothing before the runtime has made one', () => {
    expect(watchWasmMemory()()).toBeNull();
  });

  it('tells its size as it grows, shared memory too', () => {
    const bytes = watchWasmMemory();
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 8, shared: true });
    expect(memory).toBeInstanceOf(WebAssembly.Memory);
    expect(bytes()).toBe(65_536);
    memory.grow(2);
    expect(bytes()).toBe(3 * 65_536);
  });
});

class FakeBuffer {
  readonly size: number;
  destroyed = 0;
  constructor(size: number) {
    this.size = size;
  }
  destroy() {
    this.destroyed++;
  }
}

class FakeDevice {
  createBuffer({ size }: { size: number }) {
    if (size > 1000) throw new RangeError('too large');
    return new FakeBuffer(size);
  }
}

const { createBuffer } = FakeDevice.prototype;
const { destroy } = FakeBuffer.prototype;

beforeEach(() => {
  vi.stubGlobal('GPUDevice', FakeDevice);
  vi.stubGlobal('GPUBuffer', FakeBuffer);
});
afterEach(() => {
  FakeDevice.prototype.createBuffer = createBuffer;
  FakeBuffer.prototype.destroy = destroy;
  vi.unstubAllGlobals();
});

describe('the ledger of GPU buffers', () => {
  it('adds what is made, takes off what is destroyed, and remembers the most', () => {
    const ledger = keepBufferLedger();
    const device = new FakeDevice();
    const first = device.createBuffer({ size: 300 });
    device.createBuffer({ size: 200 });
    expect([ledger.residentBytes(), ledger.peakBytes()]).toEqual([500, 500]);
    first.destroy();
    expect([ledger.residentBytes(), ledger.peakBytes()]).toEqual([200, 500]);
  });

  it('starts a new peak at what is alive', () => {
    const ledger = keepBufferLedger();
    const device = new FakeDevice();
    device.createBuffer({ size: 300 }).destroy();
    device.createBuffer({ size: 100 });
    ledger.mark();
    expect(ledger.peakBytes()).toBe(100);
    device.createBuffer({ size: 50 });
    expect(ledger.peakBytes()).toBe(150);
  });

  it('counts no buffer twice that is destroyed twice, and none that could not be made', () => {
    const ledger = keepBufferLedger();
    const device = new FakeDevice();
    const buffer = device.createBuffer({ size: 300 });
    buffer.destroy();
    buffer.destroy();
    expect(buffer.destroyed).toBe(2);
    expect(() => device.createBuffer({ size: 2000 })).toThrow('too large');
    expect(ledger.residentBytes()).toBe(0);
  });
});
