import { productModel } from '../../src/core/onnx/product-model.ts';
import type { Clock } from '../../src/core/rerank/clock.ts';
import { seededRandom } from '../../src/core/stats/random.ts';
import type { Runtime } from '../../src/worker/engine/runtime.ts';
import type { SquarePeakOrder } from '../support/calls.ts';

const sizes = [128, 256, 512, 1024] as const;
const products = 4;
const worthwhileMs = 8;
const takeMs = 60;
const takes = 3;

/**
 * The peak as the page used to search it: with squares of constant matrices, from 128 to the first size that
 * takes 8 ms, and the sizes next to it.
 *
 * @returns thousand million operations a second
 */
export async function measureSquarePeak(
  runtime: Runtime,
  { kind, threads }: SquarePeakOrder,
  clock: Clock,
): Promise<number> {
  const { InferenceSession, Tensor, env } = runtime.onnxruntime;
  env.wasm.numThreads = threads;
  await runtime.start();
  const random = seededRandom(1);
  const prepare = async (size: number) => {
    const session = await InferenceSession.create(productModel(kind, [size, size], products, random), {
      executionProviders: ['wasm'],
    });
    const values = Float32Array.from({ length: size * size }, () => 2 * random() - 1);
    const input = { x: new Tensor('float32', values, [size, size]) };
    const run = async (repeats: number) => {
      const before = clock.now();
      for (let i = 0; i < repeats; i++) await session.run(input);
      return clock.now() - before;
    };
    await run(1);
    return { session, run };
  };
  const rateOf = async (size: number) => {
    const { session, run } = await prepare(size);
    const productMs = await run(1);
    const repeats = Math.ceil(takeMs / productMs);
    let fastestMs = productMs;
    for (let take = 0; take < takes; take++) fastestMs = Math.min(fastestMs, (await run(repeats)) / repeats);
    await session.release();
    return (products * 2 * size ** 3) / fastestMs / 1e6;
  };
  let start = 0;
  for (const [place, size] of sizes.entries()) {
    const { session, run } = await prepare(size);
    const ms = await run(1);
    await session.release();
    start = place;
    if (ms >= worthwhileMs) break;
  }
  let best = 0;
  for (const size of sizes.slice(Math.max(0, start - 1), start + 2))
    best = Math.max(best, await rateOf(size));
  return best;
}
