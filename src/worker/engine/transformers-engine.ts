import {
  AutoConfig,
  AutoModelForSequenceClassification,
  AutoTokenizer,
  env,
  type PreTrainedModel,
  type ProgressInfo,
  Tensor,
} from '@huggingface/transformers';
import { float16Value } from '../../core/onnx/float16.ts';
import type { PaddedBatch } from '../../core/rerank/batching.ts';
import type { Clock } from '../../core/rerank/clock.ts';
import { asFailure, Failure } from '../../core/rerank/failure.ts';
import type { ModelRef } from '../../core/rerank/model-id.ts';
import type { TextTokenizer } from '../../core/rerank/pair-encoding.ts';
import type { PairScorer } from '../../core/rerank/score-request.ts';
import type { FileProgress, LoadedModel, ModelRequest } from '../../protocol/messages.ts';
import type { DeviceWatch } from '../gpu/device-watch.ts';
import { forgetModelFiles } from './model-cache.ts';
import { contextTokens, layersOf, requireReranker } from './model-config.ts';
import { modelFetch } from './model-fetch.ts';
import { pairTokenizer } from './pair-tokenizer.ts';
import { runtimeFiles } from './runtime-files.ts';

const revision = 'main';

export interface EngineTools {
  readonly clock: Clock;
  readonly devices: DeviceWatch;
  /** Address of the folder that holds the page, with a closing slash. */
  readonly pageBase: string;
}

export interface LoadedScorer {
  readonly scorer: PairScorer;
  readonly model: LoadedModel;
}

/**
 * Loads rerankers through transformers.js, one to a worker: its promise chains never recover from a failed load or run,
 * so after any failure the worker is to be ended.
 */
export class TransformersEngine {
  readonly #tools: EngineTools;

  constructor(tools: EngineTools) {
    this.#tools = tools;
    env.fetch = modelFetch((input, init) => fetch(input, init));
    // The runtime's files are the page's own and cached by the browser as such.
    env.useWasmCache = false;
    const wasm = env.backends.onnx.wasm;
    if (wasm) wasm.wasmPaths = { mjs: runtimeFiles.mjs, wasm: runtimeFiles.wasm };
  }

  /** Loads a model's tokenizer alone. */
  async loadTokenizer(model: ModelRef, host: string): Promise<TextTokenizer> {
    const place = this.#pointAt(model, host);
    return guardLoad(place.base, async () => pairTokenizer(await AutoTokenizer.from_pretrained(place.path)));
  }

  /**
   * Loads a model.
   *
   * @throws Failure naming what is missing, broken or unsupported
   */
  async load(request: ModelRequest, onProgress: (progress: FileProgress) => void): Promise<LoadedScorer> {
    const { clock, devices } = this.#tools;
    const { device, dtype, threads } = request;
    const place = this.#pointAt(request.model, request.host);
    const wasm = env.backends.onnx.wasm;
    if (wasm && threads !== null) wasm.numThreads = threads;

    const files = new Map<string, FileProgress>();
    const start = clock.now();
    let downloadedAt = start;
    const progress_callback = (info: ProgressInfo) => {
      const progress = fileProgress(info, files);
      if (progress === null) return;
      files.set(progress.file, progress);
      if (progress.done) downloadedAt = clock.now();
      onProgress(progress);
    };

    return guardLoad(place.base, async () => {
      // Before the weights, which may be large: a model that cannot serve is refused for a few kB.
      const config = await AutoConfig.from_pretrained(place.path, { progress_callback });
      requireReranker(config);
      const tokenizer = await AutoTokenizer.from_pretrained(place.path, { progress_callback });
      const model = await AutoModelForSequenceClassification.from_pretrained(place.path, {
        config,
        device,
        dtype,
        progress_callback,
      });
      const end = clock.now();
      return {
        scorer: {
          tokenizer: pairTokenizer(tokenizer),
          forward: device === 'webgpu' ? watchedForward(model, devices) : (batch) => forward(model, batch),
        },
        model: {
          // The one provider the session was given; were it not there, making the session would have failed.
          deviceUsed: device,
          dtype,
          runtime: runtimeFiles.build,
          threads: wasm?.numThreads ?? 1,
          versions: {
            transformers: env.version,
            onnxruntime: env.backends.onnx.versions?.web ?? 'unknown',
          },
          revision: request.model.source === 'hub' ? revision : null,
          layers: layersOf(config),
          bytes: [...files.values()].reduce((total, { loadedBytes }) => total + loadedBytes, 0),
          contextTokens: contextTokens(config, tokenizer.model_max_length),
          coldMs: { download: downloadedAt - start, session: end - downloadedAt },
        },
      };
    });
  }

  /** Points transformers.js at where the model lies. */
  #pointAt(model: ModelRef, host: string): { path: string; base: string } {
    switch (model.source) {
      case 'built-in': {
        env.allowLocalModels = true;
        env.allowRemoteModels = false;
        // A path, not an address: transformers.js takes what begins with http for remote and does not look at it.
        env.localModelPath = new URL('models/', this.#tools.pageBase).pathname;
        // A copy in the cache would outlive the page's next version.
        env.useBrowserCache = false;
        const path = `builtin/${model.name}`;
        return { path, base: `${env.localModelPath}${path}/` };
      }
      case 'hub':
        env.allowLocalModels = false;
        env.allowRemoteModels = true;
        env.remoteHost = host;
        return { path: model.repository, base: `${host}${model.repository}/resolve/${revision}/` };
      default:
        return model satisfies never;
    }
  }
}

/**
 * Runs a load so that it cannot hang or poison the next: a rejection inside transformers.js that nobody awaits (external
 * data that is missing) ends it, and files that turned out not to be what they should are dropped from the cache.
 */
async function guardLoad<T>(base: string, load: () => Promise<T>): Promise<T> {
  let onUnhandled: (event: PromiseRejectionEvent) => void = () => {};
  const unhandled = new Promise<never>((_, reject) => {
    onUnhandled = (event) => {
      event.preventDefault();
      reject(event.reason);
    };
    self.addEventListener('unhandledrejection', onUnhandled);
  });
  try {
    return await Promise.race([load(), unhandled]);
  } catch (error) {
    const failure = asFailure(error);
    if (failure.code === 'file-not-a-model' || failure.code === 'file-incomplete')
      await forgetModelFiles(base);
    throw failure;
  } finally {
    self.removeEventListener('unhandledrejection', onUnhandled);
  }
}

function fileProgress(info: ProgressInfo, files: ReadonlyMap<string, FileProgress>): FileProgress | null {
  switch (info.status) {
    case 'progress': {
      const { file, loaded, total } = info;
      return { file, loadedBytes: loaded, totalBytes: total > 0 ? total : null, done: false };
    }
    case 'done': {
      const known = files.get(info.file);
      return known === undefined ? null : { ...known, totalBytes: known.loadedBytes, done: true };
    }
    default:
      return null;
  }
}

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

/** The same, failing where WebGPU reported a fault that the runtime only logs. */
function watchedForward(model: PreTrainedModel, devices: DeviceWatch): PairScorer['forward'] {
  return async (batch) => {
    const before = devices.submissions();
    const logits = await Promise.race([forward(model, batch), devices.fault]);
    const fault = devices.faultSoFar();
    if (fault !== null) throw fault;
    if (devices.submissions() === before) {
      throw new Failure('no-gpu', 'The runtime answered without giving the GPU any work.');
    }
    return logits;
  };
}
