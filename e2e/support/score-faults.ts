import type { RuntimeModule } from './worker-faults.ts';

/**
 * How a runtime gets scores wrong without saying so: it answers no numbers, one number for everything, or
 * takes what only fills up a batch for text.
 */
export type WrongScores = 'not-numbers' | 'constant' | 'unmasked';

// These functions run inside a worker and are sent there as text, so each stands on its own.

/**
 * Makes every run of ONNX Runtime wrong in one way. For workers that compute on the CPU, before they have a
 * runtime.
 */
export const falsifyRuns = (wrong: WrongScores) => {
  type Tensors = Record<string, { readonly data: BigInt64Array | Float32Array }>;
  type FalsifiedRuntime = RuntimeModule<(feeds: Tensors, ...rest: unknown[]) => Promise<Tensors>>;
  let runtime: FalsifiedRuntime | undefined;
  // Where the engine puts the runtime for transformers.js to find.
  Object.defineProperty(globalThis, Symbol.for('onnxruntime'), {
    get: () => runtime,
    set: (installed: FalsifiedRuntime) => {
      runtime = installed;
      const { prototype } = installed.InferenceSession;
      const { run } = prototype;
      prototype.run = async function (feeds, ...rest) {
        const mask = feeds.attention_mask?.data as BigInt64Array | undefined;
        if (wrong === 'unmasked') mask?.fill(1n);
        const results = await run.call(this, feeds, ...rest);
        const logits = results.logits?.data as Float32Array | undefined;
        if (wrong === 'not-numbers') logits?.fill(Number.NaN);
        if (wrong === 'constant') logits?.fill(0.5);
        return results;
      };
    },
  });
};

/**
 * What is read back from the GPU has its sign turned: the scores are numbers, differ, and rank upside down.
 */
export const turnReadbacks = () => {
  // GPUBufferUsage.MAP_READ, a name that TypeScript's DOM library lacks.
  const mapRead = 1;
  const { getMappedRange } = GPUBuffer.prototype;
  GPUBuffer.prototype.getMappedRange = function (...range) {
    const bytes = getMappedRange.apply(this, range);
    if ((this.usage & mapRead) !== 0) {
      const numbers = new Float32Array(bytes);
      for (const [i, number] of numbers.entries()) numbers[i] = -number;
    }
    return bytes;
  };
};
