import { InferenceSession, Tensor } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { productModel } from './product-model.ts';

const size = 32;

/** Numbers in [0, 1), the same each time. */
function numbers() {
  let state = 1;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const identity = Float32Array.from({ length: size * size }, (_, i) => (i % (size + 1) === 0 ? 1 : 0));

async function run(model: Uint8Array, x: Float32Array): Promise<Float32Array> {
  const session = await InferenceSession.create(model, { executionProviders: ['wasm'] });
  const { y } = await session.run({ x: new Tensor('float32', x, [size, size]) });
  return y?.data as Float32Array;
}

/** The weights in the order in which the model draws them, one matrix after another. */
function weights(random: () => number) {
  const reach = Math.sqrt(3 / size);
  return Float32Array.from({ length: size * size }, () => (2 * random() - 1) * reach);
}

function product(a: Float32Array, b: Float32Array): Float32Array {
  return Float32Array.from({ length: size * size }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < size; k++)
      sum += (a[size * Math.floor(i / size) + k] ?? 0) * (b[size * k + (i % size)] ?? 0);
    return sum;
  });
}

describe('the model of the peak', () => {
  it('multiplies by each of its matrices, in single precision', async () => {
    const random = numbers();
    const expected = product(weights(random), weights(random));
    const found = await run(productModel('f32', [size, size], 2, numbers()), identity);
    found.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5);
    });
  });

  it('multiplies integers within what eight bits can tell', async () => {
    const expected = weights(numbers());
    const found = await run(productModel('int8', [size, size], 1, numbers()), identity);
    const worst = Math.max(...found.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN))));
    expect(worst).toBeLessThan(0.01);
    expect(worst).toBeGreaterThan(0);
  });
});
