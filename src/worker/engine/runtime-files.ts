import factory from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import binary from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';

/**
 * The page's own copy of ONNX Runtime's WebAssembly: transformers.js would fetch the same files from a CDN.
 * The asyncify build serves WebGPU and the CPU alike.
 */
export const runtimeFiles = {
  build: 'asyncify',
  mjs: new URL(factory, import.meta.url).href,
  wasm: new URL(binary, import.meta.url).href,
} as const;
