import type { RuntimeModule } from './worker-faults.ts';

/**
 * Ways in which a runtime silently gets scores wrong: it answers NaN, the same number for every pair, or
 * treats padding as text.
 */
export type WrongScores = 'not-numbers' | 'constant' | 'unmasked';

// These functions are sent to a worker as text, so none may use anything outside of itself.

/**
 * Makes every run of ONNX Runtime wrong in one way. Only for workers that compute on the CPU, before they
 * load a runtime.
 */
export const falsifyRuns = (wrong: WrongScores) => {
  type Tensors = Record<string, { readonly data: BigInt64Array | Float32Array }>;
  type FalsifiedRuntime = RuntimeModule<(feeds: Tensors, ...rest: unknown[]) => Promise<Tensors>>;
  let runtime: FalsifiedRuntime | undefined;
  // The engine puts the runtime here for transformers.js to find.
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
 * Inverts the sign of what is read back from the GPU. The scores are still numbers and still differ, but they
 * rank in reverse order.
 */
export const turnReadbacks = () => {
  // GPUBufferUsage.MAP_READ. TypeScript's DOM library does not have it.
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
