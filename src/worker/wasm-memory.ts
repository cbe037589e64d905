/**
 * Watches the WebAssembly memories that are made from now on. ONNX Runtime makes one for all its threads, and hands it
 * out nowhere. Call it once, before the runtime is imported.
 *
 * @returns a function that answers the bytes all of them hold, or `null` while there is none
 */
export function watchWasmMemory(): () => number | null {
  const memories: WebAssembly.Memory[] = [];
  // A proxy rather than a subclass: the runtime's memory has to stay a plain WebAssembly.Memory to be shared with threads.
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
