import { type Device, type Dtype, deviceKinds, dtypeKinds } from './devices.ts';

const gibibyte = 2 ** 30;

/**
 * A protobuf message holds less than 2 GiB, and an ONNX graph is one:
 * https://protobuf.dev/programming-guides/proto-limits/.
 */
export const largestGraphBytes = 2 * gibibyte - 1;

/** WebAssembly addresses 32 bits of memory. */
export const wasmMemoryBytes = 4 * gibibyte;

/**
 * What WASM needed at its peak, as a share of the weights: 3.3 GB for 2.24 GB of external data (24 layers,
 * fp32, onnxruntime-web 1.31). Weights within the graph are held several times while the graph is read.
 */
const peakShare = { external: 1.5, inline: 3 } as const;

/** Storage buffers of a shader that every WebGPU device has: `maxStorageBuffersPerShaderStage`'s default. */
const leastStorageBuffers = 8;

/** What a shader that looks up rows of a table binds beside the table: the rows' numbers and its output. */
const otherBindings = 2;

/** `navigator.deviceMemory` says no more than this, however much memory there is. */
const deviceMemoryCapGiB = 8;

export interface FitQuestion {
  readonly device: Device;
  /** Bytes of the graph file; `null` where that is not known. */
  readonly graphBytes: number | null;
  /** Bytes of all files of the weights; `null` where that is not known. */
  readonly weightBytes: number | null;
  /** Bytes of the largest tensor; `null` where that is not known. */
  readonly largestTensorBytes: number | null;
  /** The adapter's limits by WebGPU's names, in bytes. */
  readonly limits: Readonly<Record<string, number>>;
  /** What the browser says of the machine's memory; `null` where it says nothing. */
  readonly deviceMemoryGiB: number | null;
  /** What WASM can address, in bytes; default: `wasmMemoryBytes`. */
  readonly wasmLimitBytes?: number;
}

/** A need that exceeds a limit, both in bytes. */
export interface Excess {
  readonly code: 'graph-over-2-gib' | 'tensor-over-buffer' | 'weights-over-wasm' | FitDoubtCode;
  readonly needBytes: number;
  readonly limitBytes: number;
}

type FitDoubtCode = 'tensor-over-binding' | 'peak-over-wasm' | 'peak-over-device';

export interface Fit {
  /** Why the model cannot be loaded, whatever is tried; `null` where nothing says so. */
  readonly problem: Excess | null;
  /** Why it may not fit after all. */
  readonly doubts: readonly Excess[];
}

/**
 * Whether a model's weights fit the device, before anything is downloaded. A problem is a limit that nothing
 * can get round: the size of a protobuf message, `maxBufferSize` for one tensor on the GPU, WASM's addresses.
 * A doubt is what ONNX Runtime cannot bind (`bindableBytes`), which another version of it may, or a peak that
 * is only estimated.
 */
export function modelFit(question: FitQuestion): Fit {
  const { device, graphBytes, weightBytes, largestTensorBytes, limits, deviceMemoryGiB } = question;
  const { wasmLimitBytes = wasmMemoryBytes } = question;
  const over = (code: Excess['code'], needBytes: number | null, limitBytes: number | undefined): Excess[] =>
    needBytes === null || limitBytes === undefined || needBytes <= limitBytes
      ? []
      : [{ code, needBytes, limitBytes }];
  const peakBytes = loadPeakBytes(graphBytes, weightBytes);
  const onGpu = deviceKinds[device].memory === 'gpu-buffers';
  const problems = [
    ...over('graph-over-2-gib', graphBytes, largestGraphBytes),
    ...(onGpu
      ? over('tensor-over-buffer', largestTensorBytes, limits.maxBufferSize)
      : over('weights-over-wasm', weightBytes, wasmLimitBytes)),
  ];
  const memoryBytes =
    deviceMemoryGiB === null || deviceMemoryGiB >= deviceMemoryCapGiB
      ? undefined
      : deviceMemoryGiB * gibibyte;
  const [problem = null] = problems;
  if (problem !== null) return { problem, doubts: [] };
  return {
    problem,
    doubts: [
      ...(onGpu
        ? over('tensor-over-binding', largestTensorBytes, bindableBytes(limits))
        : over('peak-over-wasm', peakBytes, wasmLimitBytes)),
      ...over('peak-over-device', peakBytes, memoryBytes),
    ],
  };
}

/**
 * Bytes of the largest table that ONNX Runtime can look up rows of on the GPU; `undefined` where the limits
 * are not known. It binds a tensor over `maxStorageBufferBindingSize` in as many parts as it takes, and each
 * part is one of the shader's storage buffers (docs/models.md).
 */
function bindableBytes(limits: FitQuestion['limits']): number | undefined {
  const { maxStorageBufferBindingSize, maxStorageBuffersPerShaderStage = leastStorageBuffers } = limits;
  if (maxStorageBufferBindingSize === undefined) return undefined;
  return maxStorageBufferBindingSize * (maxStorageBuffersPerShaderStage - otherBindings);
}

/**
 * What loading a model in WASM may need at its peak, in bytes; `null` where its size is not known.
 *
 * @param graphBytes of the graph file; where it is `null`, not known, all weights count as held within it
 * @param weightBytes of all files of the weights; `null` where that is not known
 */
export function loadPeakBytes(graphBytes: number | null, weightBytes: number | null): number | null {
  if (weightBytes === null) return null;
  const inline = Math.min(graphBytes ?? weightBytes, weightBytes);
  return peakShare.inline * inline + peakShare.external * (weightBytes - inline);
}

/** Bytes of the table of word embeddings, [vocabulary, width], the largest tensor of every encoder here. */
export const embeddingTableBytes = (dtype: Dtype, vocabularySize: number, hiddenSize: number): number =>
  vocabularySize * hiddenSize * dtypeKinds[dtype].embeddingBytes;
