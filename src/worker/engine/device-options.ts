import { type PreTrainedModel, Tensor } from '@huggingface/transformers';
import type { InferenceSession } from 'onnxruntime-web';
import { float16Value } from '../../core/onnx/float16.ts';
import type { PaddedBatch } from '../../core/rerank/batching.ts';
import type { Device } from '../../core/rerank/devices.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { GpuOption } from '../../core/rerank/gpu-options.ts';
import { type BatchPart, partsOf } from '../../core/rerank/graph-shape.ts';
import type { PairScorer } from '../../core/rerank/score-request.ts';
import { type BufferRefusals, blamingRefusals } from '../gpu/buffer-refusals.ts';
import type { DeviceWatch } from '../gpu/device-watch.ts';
import { type GraphTerms, inputValues, logitsOf, usualTerms } from './graph-pass.ts';

/** One pass: logits of a batch, one a row, on the CPU. */
async function forward(
  model: PreTrainedModel,
  batch: PaddedBatch,
  terms: GraphTerms = usualTerms,
): Promise<ArrayLike<number>> {
  const parts = partsOf(batch, terms.shape, terms.paddingId);
  const [first] = parts;
  if (first?.batch === batch) return runPart(model, first, terms);
  const logits = new Float32Array(batch.pairs);
  for (const part of parts) {
    const own = await runPart(model, part, terms);
    for (const [place, row] of part.rows.entries()) logits[row] = own[place] ?? Number.NaN;
  }
  return logits;
}

async function runPart(
  model: PreTrainedModel,
  { batch }: BatchPart,
  terms: GraphTerms,
): Promise<ArrayLike<number>> {
  const dims = [batch.pairs, batch.length];
  const inputs = terms.inputs.map((input) => {
    const { name, type } = input;
    return [name, new Tensor(type, inputValues(input, batch, terms), dims)] as const;
  });
  // Called as a function, a classifier of transformers.js hands on no output but `logits`.
  const outputs: Readonly<Record<string, Tensor | undefined>> = await model.forward(
    Object.fromEntries(inputs),
  );
  const output = outputs[terms.output];
  if (output === undefined) {
    throw new Failure('not-a-reranker', `The model answers no ${terms.output}.`);
  }
  return logitsOf(await numbersOf(output), batch.pairs, terms);
}

async function numbersOf(logits: Tensor): Promise<ArrayLike<number>> {
  const { type, location } = logits;
  // What was left on the GPU is read back here, and its buffer freed.
  const data = location === 'gpu-buffer' ? await logits.ort_tensor.getData(true) : logits.data;
  if (type === 'float32') return data as Float32Array;
  // Browsers without Float16Array get the bits.
  if (type === 'float16')
    return data instanceof Uint16Array ? Array.from(data, float16Value) : Array.from(data, Number);
  throw new Failure('not-a-reranker', `The model answers logits of type ${type}.`);
}

/** What a pass on the GPU is watched by. */
export interface GpuWatch {
  readonly devices: DeviceWatch;
  readonly refusals: BufferRefusals;
}

/**
 * The same, but it fails where WebGPU reported a fault that the runtime only logs, and a failure after a
 * refused buffer is one of memory.
 */
function watchedForward(
  model: PreTrainedModel,
  { devices, refusals }: GpuWatch,
  terms?: GraphTerms,
): PairScorer['forward'] {
  return async (batch) => {
    const before = devices.submissions();
    const logits = await blamingRefusals(refusals, () =>
      Promise.race([forward(model, batch, terms), devices.fault]),
    );
    const fault = devices.faultSoFar();
    if (fault !== null) throw fault;
    if (devices.submissions() === before) {
      throw new Failure('no-gpu', 'The runtime answered without giving the GPU any work.');
    }
    return logits;
  };
}

/** What a session is made with. */
type SessionOptions = Pick<InferenceSession.SessionOptions, 'executionProviders' | 'preferredOutputLocation'>;

function gpuSession(option: GpuOption | undefined): SessionOptions {
  const webgpu = (own: Omit<InferenceSession.WebGpuExecutionProviderOption, 'name'>) => ({
    executionProviders: [{ name: 'webgpu', ...own }],
  });
  switch (option) {
    case undefined:
    // Its sessions are made later, from this one.
    case 'graph-capture':
      return { executionProviders: ['webgpu'] };
    case 'validation-wgpuOnly':
      return webgpu({ validationMode: 'wgpuOnly' });
    case 'validation-full':
      return webgpu({ validationMode: 'full' });
    case 'cache-simple':
      return webgpu({ storageBufferCacheMode: 'simple' });
    case 'cache-lazyRelease':
      return webgpu({ storageBufferCacheMode: 'lazyRelease' });
    case 'output-gpu':
      return { executionProviders: ['webgpu'], preferredOutputLocation: 'gpu-buffer' };
    default:
      return option satisfies never;
  }
}

/** What the engine does differently on each device. */
export interface DeviceOption {
  readonly session: (option: GpuOption | undefined) => SessionOptions;
  readonly forward: (model: PreTrainedModel, watch: GpuWatch, terms?: GraphTerms) => PairScorer['forward'];
  /** Whether the worker's own thread is free to tokenise while a pass is under way. */
  readonly tokenizesBeside: boolean;
}

export const deviceOptions: Readonly<Record<Device, DeviceOption>> = {
  webgpu: { session: gpuSession, forward: watchedForward, tokenizesBeside: true },
  wasm: {
    session: () => ({ executionProviders: ['wasm'] }),
    forward: (model, _, terms) => (batch) => forward(model, batch, terms),
    tokenizesBeside: false,
  },
};
