import { fixedProducts, timeFixedProduct } from '../../core/bench/steadiness.ts';
import { fixedProductInput, fixedProductModel } from '../../core/onnx/fixed-product-model.ts';
import type { Clock } from '../../core/rerank/clock.ts';
import type { FixedProductOrder, FixedProductTime } from '../protocol/messages.ts';
import type { Runtime } from './runtime.ts';

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
  const session = await InferenceSession.create(fixedProductModel(product), { executionProviders: [device] });
  const input = { x: new Tensor('float32', fixedProductInput(product), [product.rows, product.width]) };
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
