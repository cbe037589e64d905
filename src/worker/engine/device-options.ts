import { type PreTrainedModel, Tensor } from '@huggingface/transformers';
import { float16Value } from '../../core/onnx/float16.ts';
import type { PaddedBatch } from '../../core/rerank/batching.ts';
import type { Device } from '../../core/rerank/devices.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type { PairScorer } from '../../core/rerank/score-request.ts';
import { type BufferRefusals, blamingRefusals } from '../gpu/buffer-refusals.ts';
import type { DeviceWatch } from '../gpu/device-watch.ts';

/** One pass: logits of a batch, one a row, on the CPU. */
async function forward(model: PreTrainedModel, batch: PaddedBatch): Promise<ArrayLike<number>> {
  const dims = [batch.pairs, batch.length];
  const inputs = {
    input_ids: new Tensor('int64', batch.inputIds, dims),
    attention_mask: new Tensor('int64', batch.attentionMask, dims),
    token_type_ids: new Tensor('int64', batch.tokenTypeIds, dims),
  };
  const { logits } = (await model(inputs)) as { readonly logits?: Tensor };
  if (logits === undefined) {
    throw new Failure('not-a-reranker', 'The model answers no logits.');
  }
  return numbersOf(logits);
}

function numbersOf({ type, data }: Tensor): ArrayLike<number> {
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
function watchedForward(model: PreTrainedModel, { devices, refusals }: GpuWatch): PairScorer['forward'] {
  return async (batch) => {
    const before = devices.submissions();
    const logits = await blamingRefusals(refusals, () =>
      Promise.race([forward(model, batch), devices.fault]),
    );
    const fault = devices.faultSoFar();
    if (fault !== null) throw fault;
    if (devices.submissions() === before) {
      throw new Failure('no-gpu', 'The runtime answered without giving the GPU any work.');
    }
    return logits;
  };
}

/** What the engine does differently on each device. */
export interface DeviceOption {
  /** ONNX Runtime's name for it. */
  readonly executionProvider: string;
  readonly forward: (model: PreTrainedModel, watch: GpuWatch) => PairScorer['forward'];
  /** Whether the worker's own thread is free to tokenise while a pass is under way. */
  readonly tokenizesBeside: boolean;
}

export const deviceOptions: Readonly<Record<Device, DeviceOption>> = {
  webgpu: { executionProvider: 'webgpu', forward: watchedForward, tokenizesBeside: true },
  wasm: {
    executionProvider: 'wasm',
    forward: (model) => (batch) => forward(model, batch),
    tokenizesBeside: false,
  },
};
