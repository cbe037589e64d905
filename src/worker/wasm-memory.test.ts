import { afterEach, describe, expect, it } from 'vitest';
import { watchWasmMemory } from './wasm-memory.ts';

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
