/**
 * The builds of ONNX Runtime Web, named by how they wait for a GPU: by JSPI, by instrumented code, or not at
 * all.
 */
export const runtimeBuilds = ['jspi', 'asyncify', 'plain'] as const;
export type RuntimeBuild = (typeof runtimeBuilds)[number];

/** `auto` takes the fastest build that the browser can run; see `buildsToTry`. */
export const runtimeChoices = ['auto', ...runtimeBuilds] as const;
export type RuntimeChoice = (typeof runtimeChoices)[number];

/** How a model's weights are stored, by the names transformers.js gives them. */
export const dtypes = ['fp32', 'fp16', 'q8', 'q4', 'q4f16'] as const;
export type Dtype = (typeof dtypes)[number];

/** `auto` lets the device and the files that exist decide; see `chooseDtype`. */
export const dtypeChoices = ['auto', ...dtypes] as const;
export type DtypeChoice = (typeof dtypeChoices)[number];

export interface DtypeKind {
  /** Whether the graph computes in half precision, which a GPU's adapter may lack (`shader-f16`). */
  readonly isHalfPrecision: boolean;
  /** Whether the weights are stored as integers of 8 or 4 bits, with scales. */
  readonly isQuantised: boolean;
  /** Whether activations are quantised too, with one scale for a whole batch, so that it moves scores. */
  readonly quantisesActivations: boolean;
  /** Bytes of one number in the table of word embeddings, which is never quantised to four bits. */
  readonly embeddingBytes: number;
  /**
   * What a graph's file name ends in before `.onnx`, as in transformers.js 4.3.1
   * (`DEFAULT_DTYPE_SUFFIX_MAPPING` in its src/utils/dtypes.js).
   */
  readonly fileSuffix: string;
}

export const dtypeKinds: Readonly<Record<Dtype, DtypeKind>> = {
  fp32: {
    isHalfPrecision: false,
    isQuantised: false,
    quantisesActivations: false,
    embeddingBytes: 4,
    fileSuffix: '',
  },
  fp16: {
    isHalfPrecision: true,
    isQuantised: false,
    quantisesActivations: false,
    embeddingBytes: 2,
    fileSuffix: '_fp16',
  },
  q8: {
    isHalfPrecision: false,
    isQuantised: true,
    quantisesActivations: true,
    embeddingBytes: 1,
    fileSuffix: '_quantized',
  },
  q4: {
    isHalfPrecision: false,
    isQuantised: true,
    quantisesActivations: false,
    embeddingBytes: 4,
    fileSuffix: '_q4',
  },
  q4f16: {
    isHalfPrecision: true,
    isQuantised: true,
    quantisesActivations: false,
    embeddingBytes: 2,
    fileSuffix: '_q4f16',
  },
};

/**
 * What a lane computes on. A new kind needs a row in `deviceKinds` and an option of the engine
 * (worker/engine/device-options.ts).
 */
export const devices = ['webgpu', 'wasm'] as const;
export type Device = (typeof devices)[number];

export interface DeviceKind {
  /** Its proper name, the same in every language. */
  readonly name: string;
  /**
   * Whether it computes through a WebGPU adapter. There may be none, it may be software, and its features and
   * limits bound what runs.
   */
  readonly hasAdapter: boolean;
  /** Whether it computes on the CPU's cores, so that threads and parallel sessions change its speed. */
  readonly usesThreads: boolean;
  /** Where a model's weights are held, and so which of a cell's memory figures tells what it needs. */
  readonly memory: 'gpu-buffers' | 'wasm-heap';
  /** The builds of ONNX Runtime that have it, fastest first. */
  readonly builds: readonly RuntimeBuild[];
  /** The dtypes that run on it, in the order in which `auto` tries them. */
  readonly dtypes: readonly [Dtype, ...Dtype[]];
}

export const deviceKinds: Readonly<Record<Device, DeviceKind>> = {
  webgpu: {
    name: 'WebGPU',
    hasAdapter: true,
    usesThreads: false,
    memory: 'gpu-buffers',
    // The plain build has no WebGPU.
    builds: ['jspi', 'asyncify'],
    // No q8: ONNX Runtime has its dynamically quantised products for the CPU only.
    dtypes: ['fp16', 'fp32', 'q4f16', 'q4'],
  },
  wasm: {
    name: 'WASM',
    hasAdapter: false,
    usesThreads: true,
    memory: 'wasm-heap',
    // `asyncify` is last: its code is instrumented for waits that never happen on the CPU.
    builds: ['jspi', 'plain', 'asyncify'],
    dtypes: ['q8', 'fp32', 'q4', 'fp16', 'q4f16'],
  },
};

/** The device that every browser has. */
export const ubiquitousDevice: Device = 'wasm';

/** The device that an unset choice stands for: the first that the machine has in hardware. */
export const defaultDevice = (adapter: { readonly isSoftware: boolean } | null): Device =>
  devices.find((device) => !deviceKinds[device].hasAdapter || adapter?.isSoftware === false) ??
  ubiquitousDevice;

export const isDevice = (text: string): text is Device => devices.some((device) => device === text);

/**
 * Why a device cannot run a dtype at all; `null` where it can. transformers.js checks half precision for fp16
 * alone; q4f16 would fail later and less clearly.
 *
 * @param hasHalfPrecision whether the adapter computes in half precision (`shader-f16`)
 */
export function dtypeRefusal(
  device: Device,
  dtype: Dtype,
  hasHalfPrecision: boolean,
): 'not-on-gpu' | 'no-half-precision' | null {
  const kind = deviceKinds[device];
  if (!kind.dtypes.includes(dtype)) return 'not-on-gpu';
  return kind.hasAdapter && dtypeKinds[dtype].isHalfPrecision && !hasHalfPrecision
    ? 'no-half-precision'
    : null;
}

/**
 * The builds to try, best first: each is tried if the one before it does not start. There are none where the
 * choice cannot be had, since a build that was asked for by name is never replaced by another.
 *
 * @param hasJspi whether WebAssembly in this browser can suspend (`WebAssembly.Suspending`)
 */
export function buildsToTry(
  choice: RuntimeChoice,
  device: Device,
  hasJspi: boolean,
): readonly RuntimeBuild[] {
  const here = deviceKinds[device].builds.filter((build) => build !== 'jspi' || hasJspi);
  return choice === 'auto' ? here : here.filter((build) => build === choice);
}

/** The order in which a request's pairs are put into batches. */
export const batchOrders = ['length', 'input'] as const;
export type BatchOrder = (typeof batchOrders)[number];

/** The number formats in which a device's peak rate is measured. */
export const peakPrecisions = ['f32', 'f16', 'int8'] as const;
export type PeakPrecision = (typeof peakPrecisions)[number];
