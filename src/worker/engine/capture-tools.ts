import type { PreTrainedModel } from '@huggingface/transformers';
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import {
  CapturedPasses,
  type CaptureTools,
  type HeldInput,
  type Session,
  shapesKept,
} from './captured-passes.ts';
import type { Runtime } from './runtime.ts';
import { changeNextSession } from './session-graph.ts';
import { smallestModel } from './smallest-model.ts';

type OnnxRuntime = Runtime['onnxruntime'];

/** The model file of a session and the options that it was made with. */
export type Ingredients = readonly [Uint8Array, InferenceSession.SessionOptions];

/**
 * Keeps what the next session is made of, so that more of its kind can be made. Other changes of the next
 * session have to be asked for later than this one, so that they come first.
 *
 * @returns answers the ingredients once the session is made
 */
export function keepIngredients({ InferenceSession }: OnnxRuntime): () => Ingredients {
  let kept: readonly unknown[] = [];
  changeNextSession(InferenceSession, (all) => {
    kept = all;
    return all;
  });
  return () => kept as unknown as Ingredients;
}

/**
 * Lets a model compute by graph capture from now on. The session that it came with is released.
 *
 * @param bytes size of the weights, of which each captured shape has a copy on the GPU
 * @throws Failure `not-capturable`
 */
export async function captureFromNowOn(
  model: PreTrainedModel,
  runtime: OnnxRuntime,
  ingredients: Ingredients,
  bytes: number,
): Promise<void> {
  const session: Session | undefined = model.sessions.model;
  if (session === undefined) return;
  const passes = new CapturedPasses(
    session.inputMetadata,
    await captureTools(runtime, ingredients),
    shapesKept(bytes),
  );
  await passes.probe();
  await session.release();
  session.run = ((feeds: Readonly<Record<string, Tensor>>, outputs?: readonly string[]) =>
    passes.run(feeds, outputs)) as Session['run'];
}

async function captureTools(runtime: OnnxRuntime, [file, options]: Ingredients): Promise<CaptureTools> {
  const { InferenceSession, Tensor, env } = runtime;
  const device = await env.webgpu.device;
  // After each run the runtime frees its handle of a buffer that it did not make, although a captured session
  // goes on using that handle. It keeps the handle of a buffer that it made, so another session makes them.
  const maker = await InferenceSession.create(smallestModel(), {
    executionProviders: ['webgpu'],
    preferredOutputLocation: 'gpu-buffer',
  });
  return {
    create: (axes) =>
      InferenceSession.create(file, {
        ...options,
        // The runtime hands the option on to a provider that is named by an object only.
        executionProviders: [{ name: 'webgpu' }],
        enableGraphCapture: true,
        preferredOutputLocation: 'gpu-buffer',
        freeDimensionOverrides: axes,
      }),
    async hold(like): Promise<HeldInput> {
      const words = Math.ceil(bytesOf(like).byteLength / 4);
      const { y: owner } = await maker.run({ x: new Tensor('float32', new Float32Array(words), [words]) });
      if (owner === undefined) throw new Error('The smallest model gave no output.');
      const buffer = owner.gpuBuffer as GPUBuffer;
      return {
        tensor: Tensor.fromGpuBuffer(buffer, {
          dataType: like.type as Tensor.GpuBufferDataTypes,
          dims: like.dims,
        }),
        write(values) {
          // Whole words alone can be written.
          const padded = new Uint8Array(words * 4);
          padded.set(bytesOf(values));
          device.queue.writeBuffer(buffer, 0, padded);
        },
        release: () => owner.dispose(),
      };
    },
  };
}

function bytesOf({ data }: Tensor): Uint8Array {
  const { buffer, byteOffset, byteLength } = data as Exclude<Tensor['data'], string[]>;
  return new Uint8Array(buffer, byteOffset, byteLength);
}
