import {
  AutoModelForSequenceClassification,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type PreTrainedTokenizer,
  type Tensor,
} from '@huggingface/transformers';
import factory from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url';
import binary from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import type {
  FromPlainWorker,
  PlainCalls,
  PlainLoad,
  PlainRequest,
  ToPlainWorker,
} from '../support/plain-page.ts';

/**
 * A reranker as transformers.js's documentation shows it, with its default runtime build, threads and dtype,
 * and documents in the input's order. It uses nothing of the product. To run without a network, the runtime's
 * files come from the page instead of a CDN. They are not kept in transformers.js's cache, since the page's
 * Content-Security-Policy would refuse that cache's blob: address.
 */

let loaded: { readonly tokenizer: PreTrainedTokenizer; readonly model: PreTrainedModel } | null = null;

async function load({ host, repository, dtype }: PlainLoad): Promise<PlainCalls['load']['result']> {
  env.allowLocalModels = false;
  env.remoteHost = host;
  env.useWasmCache = false;
  const address = (file: string) => new URL(file, import.meta.url).href;
  const wasm = env.backends.onnx.wasm;
  if (wasm) wasm.wasmPaths = { mjs: address(factory), wasm: address(binary) };
  const tokenizer = await AutoTokenizer.from_pretrained(repository);
  const model = await AutoModelForSequenceClassification.from_pretrained(
    repository,
    dtype === null ? {} : { dtype },
  );
  loaded = { tokenizer, model };
  return { threads: wasm?.numThreads ?? 1, transformers: env.version };
}

async function score({ query, documents, batchSize }: PlainRequest): Promise<PlainCalls['score']['result']> {
  if (loaded === null) throw new Error('No model is loaded.');
  const { tokenizer, model } = loaded;
  const start = performance.now();
  const scores: number[] = [];
  for (let at = 0; at < documents.length; at += batchSize) {
    const batch = documents.slice(at, at + batchSize);
    const inputs = tokenizer(
      batch.map(() => query),
      { text_pair: batch, padding: true, truncation: true },
    );
    const { logits } = (await model(inputs)) as { readonly logits: Tensor };
    scores.push(...(logits.tolist() as number[][]).flat());
  }
  return { latencyMs: performance.now() - start, scores };
}

const post = (message: FromPlainWorker) => self.postMessage(message);

self.addEventListener('message', ({ data }: MessageEvent<ToPlainWorker>) => {
  const answer = data.kind === 'load' ? load(data.params) : score(data.params);
  answer.then(
    (result) => post({ type: 'result', result }),
    (error: unknown) => post({ type: 'failure', message: String(error) }),
  );
});
