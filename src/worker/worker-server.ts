import { timeRequests } from '../core/bench/calibration.ts';
import { runLane } from '../core/bench/lane-run.ts';
import type { MemoryMeter } from '../core/bench/memory-meter.ts';
import type { PeakMeasurement, PeakSearch } from '../core/bench/peak.ts';
import { profilePass } from '../core/bench/profile-pass.ts';
import { checkScores } from '../core/rerank/check-scores.ts';
import type { Clock } from '../core/rerank/clock.ts';
import { type Device, ubiquitousDevice } from '../core/rerank/devices.ts';
import { Failure, failureData } from '../core/rerank/failure.ts';
import { type TextTokenizer, tokenCounter } from '../core/rerank/pair-encoding.ts';
import { type PairScorer, scoreRequest } from '../core/rerank/score-request.ts';
import type { WaitUntil } from '../core/serving/live-load-test.ts';
import { controlWords, isHiddenAfter } from '../core/threads/tab-visibility.ts';
import type { DeviceWatch } from './gpu/device-watch.ts';
import { type LoadTestHandlers, loadTestHandlers } from './load-test-handlers.ts';
import { measureClockResolution, probeAdapter } from './machine-probe.ts';
import type {
  DownloadEvent,
  EventKind,
  EventMap,
  FileProgress,
  FixedProductOrder,
  FixedProductTime,
  FromWorker,
  LoadedModel,
  ModelRequest,
  RequestMap,
  StartStep,
  ToWorker,
} from './protocol/messages.ts';
import type { RequestHandlers } from './request-handlers.ts';

/** What an engine computes with. */
export type EngineBackend = Pick<ModelRequest, 'device' | 'runtime'>;

/** A model that an engine has loaded. */
export interface LoadedScorer {
  readonly scorer: PairScorer;
  readonly model: LoadedModel;
  /** Where the session was made with the profiler on: ends it and answers its events, one a line. */
  readonly endProfiler?: () => readonly string[];
}

/** What the server needs of an engine. */
export interface Engine {
  load(request: ModelRequest, onProgress: (progress: FileProgress) => void): Promise<LoadedScorer>;
  loadTokenizer(request: RequestMap['loadTokenizer']['params']): Promise<TextTokenizer>;
  /** Drops what the browser keeps of the loaded model's files, where they may be what is wrong. */
  forgetFiles(): Promise<void>;
}

export interface WorkerServerTools {
  readonly clock: Clock;
  readonly devices: DeviceWatch;
  readonly breathe: () => Promise<void>;
  readonly waitUntil: WaitUntil;
  readonly post: (message: FromWorker) => void;
  readonly pageBase: string;
  /** See `controlWords`; `null` where the page is not cross-origin isolated. */
  readonly control: Int32Array | null;
  readonly meterFor: (device: Device) => MemoryMeter;
  readonly hasJspi: boolean;
  readonly measurePeak: (search: PeakSearch) => Promise<PeakMeasurement>;
  readonly timeFixedProduct: (order: FixedProductOrder) => Promise<FixedProductTime>;
  /** Makes the engine for a device and a build of the runtime, when a model is first asked for. */
  readonly makeEngine: (
    tools: Pick<WorkerServerTools, 'clock' | 'devices' | 'pageBase'> & {
      readonly onDownload: (event: DownloadEvent) => void;
      readonly onStart: (step: StartStep | null) => void;
    },
    backend: EngineBackend,
  ) => Promise<Engine>;
}

type WorkerRequest = Extract<ToWorker, { type: 'request' }>;

/** Answers the page's requests, one after another. It tells at once that the worker's script runs. */
export class WorkerServer {
  readonly #tools: WorkerServerTools;
  readonly #handlers: RequestHandlers;
  #queue: Promise<void> = Promise.resolve();
  #engine: (EngineBackend & { readonly made: Promise<Engine> }) | null = null;
  #scorer: PairScorer | null = null;
  #endProfiler: LoadedScorer['endProfiler'];
  #tokenizer: TextTokenizer | null = null;
  #stopped = false;
  /** What the page told last; the shared word, where there is one, is never behind it. */
  #visibilityChanges = 0;
  #wake: () => void = () => {};

  constructor(tools: WorkerServerTools) {
    this.#tools = tools;
    const { clock, breathe, waitUntil } = tools;
    this.#handlers = {
      ...this.#ownHandlers,
      ...loadTestHandlers({
        scorer: () => this.#loadedScorer(),
        clock,
        breathe,
        waitUntil,
        shouldStop: this.#shouldStop,
        visibility: { changes: this.#changes, whenShown: this.#whenShown },
        emit: (kind, data) => this.#emit(kind, data),
      }),
    };
    this.#emit('starting', null);
  }

  receive(request: WorkerRequest): void {
    this.#queue = this.#queue.then(() => this.#answer(request));
  }

  /** Ends what is under way at the next pass or request; for pages without a shared flag. */
  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  /** Takes note that the tab was hidden or shown. */
  noteVisibility(changes: number): void {
    this.#visibilityChanges = changes;
    this.#wake();
  }

  readonly #shouldStop = (): boolean => this.#stopped || this.#controlWord(controlWords.stop) !== 0;

  readonly #changes = (): number =>
    Math.max(this.#visibilityChanges, this.#controlWord(controlWords.visibilityChanges));

  readonly #whenShown = async (): Promise<void> => {
    while (isHiddenAfter(this.#changes()) && !this.#shouldStop()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  };

  #controlWord(place: number): number {
    const { control } = this.#tools;
    return control === null ? 0 : Atomics.load(control, place);
  }

  async #answer({ id, kind, params }: WorkerRequest): Promise<void> {
    const { post } = this.#tools;
    try {
      // The union of kinds cannot tell the compiler that handler and params belong together; RequestMap does.
      const handle = this.#handlers[kind] as (params: WorkerRequest['params']) => Promise<never>;
      post({ type: 'result', id, kind, result: await handle(params) } as FromWorker);
    } catch (error) {
      post({ type: 'failure', id, failure: failureData(error) });
    }
  }

  #emit<K extends EventKind>(kind: K, data: EventMap[K]): void {
    this.#tools.post({ type: 'event', kind, data } as FromWorker);
  }

  /** A worker computes on one device, by one build, in its life: the runtime cannot be exchanged. */
  #getEngine({ device, runtime }: EngineBackend): Promise<Engine> {
    const onDownload = (event: DownloadEvent) => this.#emit('download', event);
    const onStart = (step: StartStep | null) => this.#emit('starting', step);
    this.#engine ??= {
      device,
      runtime,
      made: this.#tools.makeEngine({ ...this.#tools, onDownload, onStart }, { device, runtime }),
    };
    const held = this.#engine;
    if (held.device === device && held.runtime === runtime) return held.made;
    throw new Failure(
      'unknown',
      `This worker computes on ${held.device} (${held.runtime}), not on ${device} (${runtime}).`,
    );
  }

  #loadedScorer(): PairScorer {
    if (this.#scorer === null) throw new Failure('unknown', 'No model is loaded in this worker.');
    return this.#scorer;
  }

  readonly #ownHandlers: Omit<RequestHandlers, keyof LoadTestHandlers> = {
    probe: async () => {
      const { adapter, absence } = await probeAdapter();
      return {
        adapter,
        adapterAbsence: absence,
        clockResolutionMs: measureClockResolution(this.#tools.clock),
        crossOriginIsolated: self.crossOriginIsolated,
        hasSharedMemory: typeof SharedArrayBuffer !== 'undefined',
        hasJspi: this.#tools.hasJspi,
      };
    },

    load: async (request) => {
      const engine = await this.#getEngine(request);
      const { scorer, model, endProfiler } = await engine.load(request, (progress) =>
        this.#emit('fileProgress', progress),
      );
      this.#scorer = scorer;
      this.#endProfiler = endProfiler;
      this.#tokenizer = scorer.tokenizer;
      return model;
    },

    loadTokenizer: async (request) => {
      this.#tokenizer = await (await this.#getEngine(request)).loadTokenizer(request);
      return null;
    },

    countTokens: async ({ pairs, maxLength }) => {
      if (this.#tokenizer === null) throw new Failure('unknown', 'No tokenizer is loaded in this worker.');
      return pairs.map(tokenCounter(this.#tokenizer, maxLength));
    },

    score: async ({ pairs, ...options }) => {
      const scored = await scoreRequest(this.#loadedScorer(), pairs, options, this.#tools.clock, {
        shouldStop: this.#shouldStop,
        onPass: (pairsDone) => this.#emit('scoreProgress', { pairsDone, pairsTotal: pairs.length }),
      });
      if (scored === null) throw new Failure('stopped', 'Scoring was stopped.');
      if (!scored.scores.every(Number.isFinite)) {
        // Damaged weights would come from the browser's cache again, at every attempt.
        await (await this.#engine?.made)?.forgetFiles();
        throw new Failure('scores-not-numbers', 'The model answered scores that are not numbers.');
      }
      return scored;
    },

    measurePeak: (search) => this.#tools.measurePeak(search),

    timeFixedProduct: (order) => this.#tools.timeFixedProduct(order),

    checkScores: (order) => checkScores(this.#loadedScorer(), order, this.#tools.clock, this.#shouldStop),

    runLane: (order) =>
      runLane(order, {
        scorer: this.#loadedScorer(),
        memory: this.#tools.meterFor(this.#engine?.device ?? ubiquitousDevice),
        visibility: { changes: this.#changes, whenShown: this.#whenShown },
        clock: this.#tools.clock,
        breathe: this.#tools.breathe,
        shouldStop: this.#shouldStop,
        emit: (event) => this.#emit('lane', event),
      }),

    profilePass: async (order) => {
      const endProfiler = this.#endProfiler;
      if (endProfiler === undefined) throw new Failure('unknown', 'No profiler is on in this worker.');
      this.#endProfiler = undefined;
      return profilePass(order, {
        scorer: this.#loadedScorer(),
        endProfiler,
        clock: this.#tools.clock,
        breathe: this.#tools.breathe,
        shouldStop: this.#shouldStop,
        onPass: (progress) => this.#emit('profileProgress', progress),
      });
    },

    timeRequests: (order) =>
      timeRequests(this.#loadedScorer(), order, {
        clock: this.#tools.clock,
        breathe: this.#tools.breathe,
        shouldStop: this.#shouldStop,
      }),
  };
}
