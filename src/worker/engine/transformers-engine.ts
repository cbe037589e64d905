import {
  AutoConfig,
  AutoModelForSequenceClassification,
  AutoTokenizer,
  env,
} from '@huggingface/transformers';
import { readModelConfig } from '../../core/model-files/model-config.ts';
import { fileNameOf, folderOf, graphPath } from '../../core/model-files/weight-files.ts';
import { type EmbeddingTables, embeddingTables } from '../../core/onnx/embedding-tables.ts';
import type { Clock } from '../../core/rerank/clock.ts';
import { deviceKinds, dtypeKinds } from '../../core/rerank/devices.ts';
import type { Failure } from '../../core/rerank/failure.ts';
import type { TextTokenizer } from '../../core/rerank/pair-encoding.ts';
import { tokenizerWithin } from '../../core/rerank/token-tables.ts';
import { blamingRefusals } from '../gpu/buffer-refusals.ts';
import type {
  DownloadEvent,
  FileProgress,
  LocalFile,
  ModelRequest,
  RequestMap,
  StartStep,
} from '../protocol/messages.ts';
import type { LoadedScorer } from '../worker-server.ts';
import { captureFromNowOn, keepIngredients } from './capture-tools.ts';
import { deviceOptions, type GpuWatch } from './device-options.ts';
import { bringExternalData, fetchWhole } from './external-data.ts';
import { headBeside } from './head-beside.ts';
import { filesInCache, forgetModelFiles, guardLoad, openModelCache } from './kept-files.ts';
import { localPath, localRoot, withLocalFiles } from './local-files.ts';
import {
  completeType,
  contextTokens,
  layersOf,
  requireReranker,
  shapeOf,
  tokenTablesOf,
} from './model-config.ts';
import { modelFetch } from './model-fetch.ts';
import { OpenedGraph } from './opened-graph.ts';
import { pairTokenizer } from './pair-tokenizer.ts';
import { catchOutput, endProfiling } from './profiler-output.ts';
import { ProgressReport } from './progress-report.ts';
import type { ResumeTools } from './resuming-body.ts';
import type { Runtime } from './runtime.ts';
import { takeGraph } from './session-graph.ts';
import { watchDownload } from './slow-download.ts';
import { withTokenizerConfig } from './tokenizer-config.ts';
import { TwinFiles, twinPath, twinRoot, withTwinFiles } from './twin-files.ts';

const revision = 'main';

export interface EngineTools extends Pick<ResumeTools, 'after' | 'pause'>, GpuWatch {
  readonly clock: Clock;
  /** Address of the folder that holds the page, with a closing slash. */
  readonly pageBase: string;
  readonly onDownload: (event: DownloadEvent) => void;
  readonly onStart: (step: StartStep | null) => void;
}

/**
 * Loads rerankers through transformers.js, one in each worker. Its promise chains never recover from a failed
 * load or run, so the worker has to be ended after any failure.
 */
export class TransformersEngine {
  readonly #tools: EngineTools;
  readonly #runtime: Runtime;
  /** Where the loaded model's files lie; `null` where dropping them would not help. */
  #doubtfulFiles: string | null = null;
  #localFiles: readonly LocalFile[] = [];
  #twin: TwinFiles | null = null;
  #report: ProgressReport | null = null;
  #missingOwnFile: Failure | null = null;

  /** @param runtime the one that was installed before this file was imported */
  constructor(tools: EngineTools, runtime: Runtime) {
    this.#tools = tools;
    this.#runtime = runtime;
    const { after, pause, onDownload } = tools;
    const fromNetwork = modelFetch({
      fetch: (input, init) => fetch(input, init),
      keptFiles: filesInCache(openModelCache),
      after,
      pause,
      onDownload,
      onBreak: (address) => this.#report?.noteBreak(address),
      onOwnFileMissing: (failure) => {
        this.#missingOwnFile = failure;
      },
    });
    env.fetch = withTokenizerConfig(
      withTwinFiles(
        withLocalFiles(fromNetwork, () => this.#localFiles),
        () => this.#twin,
      ),
    );
    // Our own `fetch` keeps the files already. transformers.js would copy each file to do so.
    env.useBrowserCache = false;
    // The runtime's files are the page's own and cached by the browser as such.
    env.useWasmCache = false;
    const wasm = env.backends.onnx.wasm;
    if (wasm) wasm.wasmPaths = { mjs: runtime.mjs, wasm: runtime.wasm };
  }

  /** Loads a model's tokenizer alone. */
  async loadTokenizer(request: RequestMap['loadTokenizer']['params']): Promise<TextTokenizer> {
    const place = this.#pointAt({ ...request, layers: null });
    return this.#guard(place.base, async () =>
      pairTokenizer(await AutoTokenizer.from_pretrained(place.path), request.truncation),
    );
  }

  /**
   * Loads a model.
   *
   * @throws Failure naming what is missing, broken or unsupported
   */
  async load(request: ModelRequest, onProgress: (progress: FileProgress) => void): Promise<LoadedScorer> {
    const { clock, devices, refusals, after, onStart } = this.#tools;
    const { device, dtype, threads } = request;
    const option = deviceOptions[device];
    const place = this.#pointAt(request);
    // In half precision a score that is no number is an overflow rather than damage, and the files are large.
    this.#doubtfulFiles = dtypeKinds[dtype].isHalfPrecision ? null : place.base;
    const wasm = env.backends.onnx.wasm;
    if (wasm && threads !== null) wasm.numThreads = threads;

    // It starts before anything is downloaded, since another build may have to take its place.
    const output = request.profiled ? catchOutput() : null;
    onStart('runtime');
    const forgetDownload = watchDownload(this.#runtime.wasm, { fetch, after }, (isUnderWay) =>
      onStart(isUnderWay ? 'runtime-file' : 'runtime'),
    );
    try {
      await this.#runtime.start();
    } finally {
      forgetDownload();
      onStart(null);
      output?.letGo();
    }
    const start = clock.now();
    const report = new ProgressReport(place.base, clock, onProgress);
    this.#report = report;
    const progress_callback = report.note;

    const load = async (): Promise<LoadedScorer> => {
      // The configuration comes before the weights, so that a model that cannot serve costs only a few kB.
      const config = completeType(await AutoConfig.from_pretrained(place.path, { progress_callback }));
      const head = await headBeside(config, place.base);
      requireReranker(config, head !== null);
      const tokenizer = await AutoTokenizer.from_pretrained(place.path, { progress_callback });
      const { InferenceSession } = this.#runtime.onnxruntime;
      // A profile is of the usual session: a captured pass does not run the operators that it times.
      const ingredients =
        request.gpuOption === 'graph-capture' && output === null
          ? keepIngredients(this.#runtime.onnxruntime)
          : null;
      const path = request.graphFile ?? graphPath(dtype);
      const folder = folderOf(path);
      bringExternalData(InferenceSession, (location) => {
        const file = `${folder}${location}`;
        return fetchWhole(env.fetch, `${place.base}${file}`, (loaded, total) =>
          report.noteBytes(file, loaded, total),
        );
      });
      const facts = readModelConfig(config);
      const graph = new OpenedGraph(facts?.labels ?? [], head);
      const tables: EmbeddingTables[] = [];
      takeGraph(InferenceSession, (found, file) => {
        tables.push(embeddingTables(file));
        return graph.take(found, file);
      });
      const model = await AutoModelForSequenceClassification.from_pretrained(place.path, {
        config,
        // transformers.js knows no devices of a runtime that it did not bring. The provider decides there.
        device: this.#runtime.build === 'asyncify' ? device : 'auto',
        session_options: {
          ...option.session(request.gpuOption),
          ...(output !== null && { enableProfiling: true }),
          ...(this.#twin !== null && { externalData: this.#twin.externalData(dtype) }),
        },
        // transformers.js adds nothing to this dtype's file names.
        dtype: 'fp32',
        subfolder: folder.slice(0, -1),
        model_file_name: fileNameOf(path).replace(/\.onnx$/, ''),
        // What external data there is, the graph itself says.
        use_external_data_format: false,
        progress_callback,
      });
      const bytes = this.#twin?.weightBytes(dtype) ?? report.bytes;
      if (ingredients !== null) {
        await captureFromNowOn(model, this.#runtime.onnxruntime, ingredients(), bytes);
      }
      const end = clock.now();
      const tokenTables = tokenTablesOf(
        config,
        Object.values(model.sessions).flatMap(({ inputNames }) => inputNames),
        tables[0],
      );
      const pairs = tokenizerWithin(pairTokenizer(tokenizer, request.truncation), tokenTables);
      graph.readScoresAlone(model);
      const adapterUsed = deviceKinds[device].hasAdapter ? devices.adapter() : null;
      this.#twin?.dropWeights();
      return {
        scorer: {
          tokenizer: pairs,
          forward: option.forward(
            model,
            { devices, refusals },
            graph.terms(pairs, facts?.firstPosition ?? 0),
          ),
          tokenizesBeside: option.tokenizesBeside,
          graphShape: graph.shape,
        },
        model: {
          // The session was given this provider alone. Without it, making the session would have failed.
          deviceUsed: device,
          ...(adapterUsed !== null && { adapterUsed }),
          dtype,
          runtime: this.#runtime.build,
          threads: wasm?.numThreads ?? 1,
          workers: 1,
          versions: {
            transformers: env.version,
            onnxruntime: env.backends.onnx.versions?.web ?? 'unknown',
          },
          revision: request.model.source === 'hub' ? revision : null,
          ...(graph.fusedOperators.length > 0 && { fusedOperators: graph.fusedOperators }),
          ...(graph.note !== null && { graphUse: graph.note }),
          layers: layersOf(config),
          shape: shapeOf(config),
          bytes,
          tokenTables,
          contextTokens: contextTokens(
            config,
            tokenizer.model_max_length,
            graph.shape.fixedLength,
            tables[0]?.positions,
          ),
          coldMs: { download: report.doneAtMs - start, session: end - report.doneAtMs },
        },
        ...(output !== null && { endProfiler: () => endProfiling(model, output) }),
      };
    };
    return blamingRefusals(refusals, () => this.#guard(place.base, load));
  }

  /** Deletes the loaded model's files from the browser's cache, if they may be damaged. */
  async forgetFiles(): Promise<void> {
    if (this.#doubtfulFiles !== null) await forgetModelFiles(this.#doubtfulFiles);
  }

  /** transformers.js takes a file that the page's host does not give for one that the model does not have. */
  async #guard<T>(base: string, load: () => Promise<T>): Promise<T> {
    this.#missingOwnFile = null;
    try {
      return await guardLoad(base, load);
    } catch (error) {
      throw this.#missingOwnFile ?? error;
    }
  }

  /** Points transformers.js at where the model lies. */
  #pointAt({
    model,
    host,
    files,
    layers,
    graph,
  }: RequestMap['loadTokenizer']['params'] & Pick<ModelRequest, 'layers' | 'graph'>): {
    path: string;
    base: string;
  } {
    this.#localFiles = files ?? [];
    this.#twin = null;
    switch (model.source) {
      case 'built-in': {
        env.allowLocalModels = true;
        env.allowRemoteModels = false;
        // A path, not an address: transformers.js takes what begins with http for remote and does not look at
        // it.
        env.localModelPath = new URL('models/', this.#tools.pageBase).pathname;
        const path = `builtin/${model.name}`;
        return { path, base: `${env.localModelPath}${path}/` };
      }
      case 'hub':
        env.allowLocalModels = false;
        env.allowRemoteModels = true;
        env.remoteHost = host;
        return { path: model.repository, base: `${host}${model.repository}/resolve/${revision}/` };
      case 'local':
        env.allowLocalModels = true;
        env.allowRemoteModels = false;
        env.localModelPath = localRoot;
        return { path: localPath, base: `${localRoot}${localPath}/` };
      case 'twin': {
        env.allowLocalModels = true;
        env.allowRemoteModels = false;
        env.localModelPath = twinRoot;
        const tokenizerBase = new URL('models/builtin/coverage/', this.#tools.pageBase).pathname;
        this.#twin = new TwinFiles(model.name, layers, tokenizerBase, graph);
        return { path: twinPath, base: `${twinRoot}${twinPath}/` };
      }
      default:
        return model satisfies never;
    }
  }
}
