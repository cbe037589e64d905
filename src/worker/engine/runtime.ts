import asyncifyFactory from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyBinary from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import plainFactory from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { Device } from '../../core/rerank/devices.ts';

/** A build of ONNX Runtime Web, served by the page itself: transformers.js would fetch one from a CDN. */
export interface Runtime {
  readonly build: 'asyncify' | 'plain';
  readonly mjs: string;
  readonly wasm: string;
}

const address = (file: string) => new URL(file, import.meta.url).href;

/** Computes on the GPU and, at a price, on the CPU: its code is instrumented so that it can wait for the GPU. */
const asyncify: Runtime = {
  build: 'asyncify',
  mjs: address(asyncifyFactory),
  wasm: address(asyncifyBinary),
};

/** Computes on the CPU alone; half as large, and without that instrumentation. */
const plain: Runtime = { build: 'plain', mjs: address(plainFactory), wasm: address(plainBinary) };

export const runtimeFor = (device: Device): Runtime => (device === 'webgpu' ? asyncify : plain);

/** Under this name transformers.js looks for a runtime before it takes its own. */
const runtimeSymbol = Symbol.for('onnxruntime');

/**
 * Puts a runtime in place. It has to be called before transformers.js is imported, and once in a worker's life.
 */
export async function installRuntime({ build, mjs, wasm }: Runtime): Promise<void> {
  // transformers.js brings the asyncify build's own module along.
  if (build === 'asyncify') return;
  const runtime = await import('onnxruntime-web/wasm');
  runtime.env.wasm.wasmPaths = { mjs, wasm };
  Object.assign(globalThis, { [runtimeSymbol]: runtime });
}
