/**
 * What went wrong, by what a person can do about it. Thrown errors and messages between the threads carry one
 * of these; the page and the command line put them into words.
 */
export const failureCodes = [
  'cpu-memory',
  'gpu-memory',
  'device-lost',
  'no-gpu',
  'no-half-precision',
  'dtype-not-on-gpu',
  'model-too-large',
  'too-many-layers',
  'fused-twins-only',
  'not-capturable',
  'too-many-shapes',
  'runtime-unavailable',
  'runtime-failed',
  'model-not-found',
  'model-gated',
  'file-incomplete',
  'file-changed',
  'folder-not-here',
  'file-not-a-model',
  'lfs-pointer',
  'unsupported-model',
  'not-a-reranker',
  'tokenizer-mismatch',
  'scores-not-numbers',
  'page-file-missing',
  'hub-unreachable',
  'hub-error',
  'query-too-long',
  'worker-died',
  'not-started',
  'hung',
  'no-profile',
  'stopped',
  'unknown',
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** An error whose kind is known. `detail` goes into reports: the original text, an address or a status. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly detail: string;

  constructor(code: FailureCode, message: string, detail = '') {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

/** How an error crosses between threads. */
export interface FailureData {
  readonly code: FailureCode;
  readonly message: string;
  readonly detail: string;
}

export function failureData(error: unknown): FailureData {
  const { code, message, detail } = asFailure(error);
  return { code, message, detail };
}

export function failureFrom({ code, message, detail }: FailureData): Failure {
  return new Failure(code, message, detail);
}

/**
 * What the stack says when something fails, in the order in which it is matched. The texts are ONNX
 * Runtime's, transformers.js's and Chromium's as seen in onnxruntime-web 1.31 and transformers.js 4.3.
 */
const failureTexts: readonly (readonly [FailureCode, RegExp])[] = [
  ['no-half-precision', /does not support fp16|requires f16 but the device does not support it/i],
  [
    'no-gpu',
    /WebGPU is not supported in current environment|Failed to get GPU adapter|no available backend found|Unsupported device: "webgpu"/i,
  ],
  ['device-lost', /The Device was lost|device\.lost|Device is lost|mapping was aborted.*lost/i],
  [
    'gpu-memory',
    /exceeds the max buffer size limit|is invalid due to a previous error|Failed to create GPU buffer|is larger than the maximum binding size|Too many storage buffers in shader|GPUOutOfMemoryError/i,
  ],
  [
    'cpu-memory',
    /std::bad_alloc|failed to allocate a buffer of size|Failed to allocate memory for requested buffer of size|Available memory of .* is smaller than requested|Aborted\(|Array buffer allocation failed|Invalid typed array length/i,
  ],
  ['file-incomplete', /Failed to load external data file .*out of bounds/is],
  ['model-not-found', /ModelFileNotFoundError|Could not locate file/i],
  ['unsupported-model', /Unsupported model type|Unknown tokenizer class/i],
  [
    'file-not-a-model',
    /protobuf parsing failed|is not valid JSON|Unexpected token .* in JSON|Unexpected end of JSON/i,
  ],
  // Chromium, Firefox and Safari of a module that is imported when it is needed. Modules are the page's own.
  [
    'page-file-missing',
    /(Failed to fetch|error loading) dynamically imported module|Importing a module script failed/i,
  ],
  ['hub-unreachable', /Failed to fetch|NetworkError when attempting|network error|Load failed/i],
];

/** Which kind of failure a text stands for; `unknown` when none is recognised. */
export function classifyFailure(text: string): FailureCode {
  return failureTexts.find(([, form]) => form.test(text))?.[0] ?? 'unknown';
}

/** Any thrown value as a `Failure`; one that already is a `Failure` stays as it is. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const message = error instanceof Error ? error.message : text;
  return new Failure(classifyFailure(text), message, text);
}

/** Whether a failure's code, from a record maybe, means that memory was too small for what was asked. */
export function isOutOfMemory(code: string): boolean {
  return code === 'cpu-memory' || code === 'gpu-memory';
}
