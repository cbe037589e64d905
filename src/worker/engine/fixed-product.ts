import { fixedProducts, timeFixedProduct } from '../../core/bench/steadiness.ts';
import { fixedProductModel } from '../../core/onnx/fixed-product-model.ts';
import type { Clock } from '../../core/rerank/clock.ts';
import { seededRandom } from '../../core/stats/random.ts';
import type { FixedProductOrder, FixedProductTime } from '../protocol/messages.ts';
import type { Runtime } from './runtime.ts';

/** Of what is multiplied, which is the same on every device and in every version. */
const seed = 20261129;

/**
 * Readies the fixed product on a device: in ONNX Runtime, as lanes compute, but on one thread of the CPU, so
 * that nothing depends on how many there are.
 *
 * @returns times it, as often as it is called
 * @throws Failure `runtime-failed` where the build does not start; whatever the runtime throws where the
 * device cannot be had
 */
export async function readyFixedProduct(
  runtime: Runtime,
  { device }: FixedProductOrder,
  clock: Clock,
): Promise<() => Promise<FixedProductTime>> {
  const { InferenceSession, Tensor, env } = runtime.onnxruntime;
  env.wasm.numThreads = 1;
  await runtime.start();
  const product = fixedProducts[device];
  const { rows, width } = product;
  const model = fixedProductModel(product, seededRandom(seed));
  const session = await InferenceSession.create(model, { executionProviders: [device] });
  const random = seededRandom(seed + 1);
  const values = Float32Array.from({ length: rows * width }, () => 2 * random() - 1);
  const input = { x: new Tensor('float32', values, [rows, width]) };
  return async () => {
    const ms = await timeFixedProduct(async (repeats) => {
      const before = clock.now();
      for (let i = 0; i < repeats; i++) await session.run(input);
      return clock.now() - before;
    });
    const { y } = await session.run(input);
    return { ms, row: y?.data as Float32Array };
  };
}
