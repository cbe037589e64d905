import { env, InferenceSession, Tensor } from 'onnxruntime-node';
import type { FromNative, NativeBatch, ToNative } from './messages.ts';

/**
 * One session of native ONNX Runtime. It needs its own process, since it computes on the only thread that
 * runs JavaScript. The timed work is what the product's workers do with a batch: wrap it into tensors, run
 * it, read the logits.
 */

let session: InferenceSession | null = null;
const kept = new Map<number, readonly NativeBatch[]>();

async function run(number: number): Promise<FromNative> {
  if (session === null) throw new Error('No model is loaded.');
  const { inputNames } = session;
  const batches = kept.get(number) ?? [];
  const logits: number[] = [];
  const start = performance.now();
  for (const { pairs, length, inputIds, attentionMask, tokenTypeIds } of batches) {
    const dims = [pairs, length];
    const all = {
      input_ids: new Tensor('int64', inputIds, dims),
      attention_mask: new Tensor('int64', attentionMask, dims),
      token_type_ids: new Tensor('int64', tokenTypeIds, dims),
    };
    const feeds = Object.fromEntries(Object.entries(all).filter(([name]) => inputNames.includes(name)));
    const outputs = await session.run(feeds);
    logits.push(...((outputs.logits?.data ?? []) as Float32Array));
  }
  return { type: 'ran', ms: performance.now() - start, logits };
}

async function answer(message: ToNative): Promise<FromNative> {
  switch (message.type) {
    case 'load':
      session = await InferenceSession.create(message.path, {
        executionProviders: ['cpu'],
        intraOpNumThreads: message.threads,
        interOpNumThreads: 1,
      });
      return { type: 'loaded', version: env.versions.node ?? 'unknown' };
    case 'keep':
      kept.set(message.number, message.batches);
      return { type: 'kept' };
    case 'run':
      return run(message.number);
    default:
      return message satisfies never;
  }
}

process.on('message', (message: ToNative) => {
  answer(message)
    .catch((error: unknown): FromNative => ({ type: 'failure', message: String(error) }))
    .then((result) => process.send?.(result));
});
// The benchmark that started this process is gone.
process.on('disconnect', () => process.exit());
