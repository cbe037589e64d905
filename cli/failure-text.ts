import type { FailureCode } from '../src/core/rerank/failure.ts';

/** What failed and what to do next, for a terminal; the page has words of its own. */
const sentences: Partial<Record<string, string>> & Partial<Record<FailureCode, string>> = {
  'cpu-memory':
    'There was not enough memory. Try smaller batches, a shorter --max-length or a smaller --dtype.',
  'gpu-memory':
    'The GPU has not enough memory, or a buffer was too large for it. Try smaller batches, a shorter --max-length or a smaller --dtype.',
  'device-lost': 'The browser lost the GPU. Try again, with smaller batches or --device wasm.',
  'no-gpu':
    'The browser offers no WebGPU adapter. Use --device wasm, or give the browser what it needs with --browser-arg or --headed.',
  'no-half-precision': 'This GPU has no half precision, which fp16 weights need. Use --dtype fp32 or auto.',
  'dtype-not-on-gpu': 'This dtype does not run on WebGPU. Use another --dtype, or --device wasm.',
  'model-too-large':
    'The model is too large for this browser or GPU. Use a smaller --dtype or another --model.',
  'too-many-layers': 'The real model has fewer layers than --layers asks for.',
  'file-changed': 'A model file changed while it was downloaded. Try again.',
  'model-not-found':
    'The model, or a file of it for this dtype, was not found. Check --model, --dtype and --host.',
  'model-gated':
    'The hub gives this model only to those who log in. Use another one, a mirror with --host, or a local folder.',
  'file-incomplete': 'A model file came incomplete. Try again.',
  'file-not-a-model': 'A file is not what its name says, perhaps an error page of a proxy. Check --host.',
  'unsupported-model':
    'This kind of model cannot be run in the browser. Use a cross-encoder with ONNX files.',
  'scores-not-numbers': 'The model answered scores that are not numbers. Try another --dtype or --device.',
  'not-a-reranker': 'This model does not give one score for a pair. Use a cross-encoder.',
  'hub-unreachable':
    'The model hub could not be reached. Check the network and --host; builtin:coverage works offline.',
  'hub-error': 'The model hub answered with an error. Try again later, or another --host.',
  'query-too-long': 'The query leaves no room for a document. Shorten it, or raise --max-length.',
  'worker-died':
    'The worker that runs the model ended, perhaps for lack of memory. Try smaller batches or a smaller --dtype.',
  hung: 'The worker gave no sign of life and was ended. Try smaller batches or another --device.',
  stopped: 'Stopped before anything was measured.',
};

/** @param told what the page says itself; it stands in brackets, or alone for a code without words of its own */
export function failureText(code: string, told: string): string {
  const sentence = sentences[code];
  const more = told.replace(/\s+/g, ' ').trim();
  if (sentence === undefined) return more === '' ? code : `${code}: ${more}`;
  return more === '' || more === code ? sentence : `${sentence} (${more})`;
}
