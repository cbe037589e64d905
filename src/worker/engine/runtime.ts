import asyncifyFactory from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import asyncifyBinary from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?packed';
import jspiFactory from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url';
import jspiBinary from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import plainFactory from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import plainBinary from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { RuntimeBuild } from '../../core/rerank/devices.ts';
import { Failure } from '../../core/rerank/failure.ts';
import { smallestModel } from './smallest-model.ts';
import { unpacked } from './unpacked.ts';

/** A build of ONNX Runtime Web, served by the page itself: transformers.js would fetch one from a CDN. */
export interface Runtime {
  readonly build: RuntimeBuild;
  readonly mjs: string;
  readonly wasm: string;
  /** The build's own module. */
  readonly onnxruntime: OnnxRuntime;
  /**
   * Starts it with the threads that its environment says at this moment. They cannot be changed afterwards.
   *
   * @throws Failure `runtime-failed`: this browser cannot run this build, or its files could not be loaded
   */
  start(): Promise<void>;
}

type OnnxRuntime = typeof import('onnxruntime-web');

interface Build {
  readonly mjs: string;
  readonly wasm: string;
  readonly module: () => Promise<OnnxRuntime>;
}

const address = (file: string) => new URL(file, import.meta.url).href;

/** Each imports only what it needs, so that a worker downloads one build. */
const builds: Readonly<Record<RuntimeBuild, Build>> = {
  /** Suspends WebAssembly while it waits for the GPU, so the code is not instrumented. */
  jspi: {
    mjs: address(jspiFactory),
    wasm: address(jspiBinary),
    module: () => import('onnxruntime-web/jspi'),
  },
  /**
   * Computes on the GPU and, more slowly, on the CPU. Its code is instrumented so that it can wait for the
   * GPU.
   */
  asyncify: {
    mjs: address(asyncifyFactory),
    wasm: address(asyncifyBinary),
    module: () => import('onnxruntime-web/webgpu'),
  },
  /** Computes on the CPU alone. It is half as large as asyncify and not instrumented. */
  plain: {
    mjs: address(plainFactory),
    wasm: address(plainBinary),
    module: () => import('onnxruntime-web/wasm'),
  },
};

/** transformers.js looks for a runtime under this name before it takes its own. */
const runtimeSymbol = Symbol.for('onnxruntime');

/**
 * Puts a build in place. It has to be called before transformers.js is imported, and once in a worker's life.
 */
export async function installRuntime(build: RuntimeBuild): Promise<Runtime> {
  const { mjs, wasm, module } = builds[build];
  const runtime = await module();
  runtime.env.wasm.wasmPaths = { mjs, wasm };
  // transformers.js brings the asyncify build's own module along, and knows its devices.
  if (build !== 'asyncify') Object.assign(globalThis, { [runtimeSymbol]: runtime });
  return { build, mjs, wasm, onnxruntime: runtime, start: () => start(runtime, build) };
}

async function start(runtime: OnnxRuntime, build: RuntimeBuild): Promise<void> {
  try {
    const { wasm } = builds[build];
    if (wasm.endsWith('.gz')) runtime.env.wasm.wasmBinary = await unpacked(await fetch(wasm));
    // Any session starts the runtime. This one is released before a model is loaded.
    const session = await runtime.InferenceSession.create(smallestModel(), { executionProviders: ['wasm'] });
    await session.release();
    // The runtime has compiled it.
    delete runtime.env.wasm.wasmBinary;
  } catch (error) {
    throw new Failure('runtime-failed', build, String(error));
  }
}
