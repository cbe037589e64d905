import {
  AutoConfig,
  AutoModelForSequenceClassification,
  AutoTokenizer,
  env,
  type ProgressInfo,
} from '@huggingface/transformers';
import type { Clock } from '../../core/rerank/clock.ts';
import type { ModelRef } from '../../core/rerank/model-id.ts';
import type { TextTokenizer } from '../../core/rerank/pair-encoding.ts';
import type { PairScorer } from '../../core/rerank/score-request.ts';
import type { FileProgress, LoadedModel, ModelRequest } from '../../protocol/messages.ts';
import type { DeviceWatch } from '../gpu/device-watch.ts';
import { forward, watchedForward } from './forward-pass.ts';
import { guardLoad } from './load-guard.ts';
import { forgetModelFiles } from './model-cache.ts';
import { contextTokens, layersOf, requireReranker } from './model-config.ts';
import { modelFetch } from './model-fetch.ts';
import { pairTokenizer } from './pair-tokenizer.ts';
import type { Runtime } from './runtime.ts';

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
  readonly #runtime: Runtime;
  /** Where the loaded model's files lie; `null` where dropping them would not help. */
  #doubtfulFiles: string | null = null;

  /** @param runtime the one that was installed before this file was imported */
  constructor(tools: EngineTools, runtime: Runtime) {
    this.#tools = tools;
    this.#runtime = runtime;
    env.fetch = modelFetch((input, init) => fetch(input, init));
    // The runtime's files are the page's own and cached by the browser as such.
    env.useWasmCache = false;
    const wasm = env.backends.onnx.wasm;
    if (wasm) wasm.wasmPaths = { mjs: runtime.mjs, wasm: runtime.wasm };
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
    // In half precision a score that is no number is an overflow rather than damage, and the files are large.
    this.#doubtfulFiles = dtype === 'fp16' || dtype === 'q4f16' ? null : place.base;
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
        // A runtime that transformers.js did not bring itself has no devices it knows; the provider says it all.
        device: this.#runtime.build === 'asyncify' ? device : 'auto',
        session_options: { executionProviders: [device] },
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
          runtime: this.#runtime.build,
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

  /** Drops what the browser keeps of the loaded model's files, where they may be what is wrong. */
  async forgetFiles(): Promise<void> {
    if (this.#doubtfulFiles !== null) await forgetModelFiles(this.#doubtfulFiles);
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
