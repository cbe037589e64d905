import type { CalibrationOrder, CalibrationResult } from '../../core/bench/calibration.ts';
import type { LaneEvent, LaneOrder, LaneRunEnd } from '../../core/bench/lane-run.ts';
import type { PeakMeasurement, PeakSearch } from '../../core/bench/peak.ts';
import type { ProfiledPass, ProfileOrder } from '../../core/bench/profile-pass.ts';
import type { AdapterRecord, LaneRecord } from '../../core/document/run-record.ts';
import type { AdapterWords } from '../../core/rerank/adapter-name.ts';
import type { CheckedScores, ScoreCheckOrder } from '../../core/rerank/check-scores.ts';
import type { Device, Dtype, RuntimeBuild } from '../../core/rerank/devices.ts';
import type { FailureData } from '../../core/rerank/failure.ts';
import type { ModelShape } from '../../core/rerank/flops.ts';
import type { GpuOption } from '../../core/rerank/gpu-options.ts';
import type { ModelRef } from '../../core/rerank/model-id.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import type { TokenCount, Truncation } from '../../core/rerank/pair-encoding.ts';
import type { MeasuredPasses } from '../../core/rerank/pass-times.ts';
import type { RequestOptions, TimedRequest } from '../../core/rerank/score-request.ts';
import type { TokenTables } from '../../core/rerank/token-tables.ts';
import type {
  CapacityPlan,
  CapacityQuestion,
  PlanOrder,
  Prediction,
  PredictOrder,
  SimulatedService,
} from '../../core/serving/capacity.ts';
import type {
  LoadTestEnd,
  LoadTestEvent,
  LoadTestOrder,
  PassesOrder,
} from '../../core/serving/load-test-order.ts';

/** What a worker found out about the machine it runs on. */
export interface MachineProbe {
  readonly adapter: AdapterRecord | null;
  /** Why there is no adapter: the browser has no WebGPU, it offers none, or asking failed. */
  readonly adapterAbsence: 'no-webgpu' | 'no-adapter' | 'error' | null;
  readonly clockResolutionMs: number;
  readonly crossOriginIsolated: boolean;
  /** Whether threads can share memory here. An isolated page of WebKitGTK cannot. */
  readonly hasSharedMemory: boolean;
  /** Whether WebAssembly can suspend here, which the `jspi` build needs. */
  readonly hasJspi: boolean;
}

export interface ModelRequest {
  readonly model: ModelRef;
  readonly device: Device;
  readonly dtype: Dtype;
  /** Path of the graph among the model's files; absent where it is transformers.js's for the dtype. */
  readonly graphFile?: string;
  readonly gpuOption?: GpuOption;
  /** How a synthetic twin's graph is written, where not as exported. */
  readonly graph?: 'fused';
  /** What its tokenizer cuts of a pair that is too long; `only-second` unless said. */
  readonly truncation?: Truncation;
  /** Base address of the hub, for models that come from one. */
  readonly host: string;
  /** The build of ONNX Runtime to compute with; a worker holds one in its life. */
  readonly runtime: RuntimeBuild;
  /** WASM threads of a session; `null` lets the runtime choose. */
  readonly threads: number | null;
  /** WASM sessions that share the passes; 1 on a GPU. */
  readonly workers: number;
  /** Layers of a synthetic twin; `null` for all, and for other models. */
  readonly layers: number | null;
  /** The files of a local folder; no other model has any. */
  readonly files?: readonly LocalFile[];
  /** Whether the session is made with the runtime's profiler on, which slows it down. */
  readonly profiled?: boolean;
}

/** A file of a folder that the visitor gave the page. */
export interface LocalFile {
  /** Within the model's folder: `onnx/model.onnx`. */
  readonly path: string;
  /** The browser's `File`: it crosses to a worker without being read, and is read there from the disk. */
  readonly file: { readonly size: number; readonly lastModified: number };
}

export interface LoadedModel {
  readonly deviceUsed: Device;
  /** The WebGPU adapter of the device that the runtime got; absent where it computes on the CPU. */
  readonly adapterUsed?: AdapterWords;
  readonly dtype: Dtype;
  readonly runtime: RuntimeBuild;
  readonly threads: number;
  readonly workers: number;
  readonly versions: { readonly transformers: string; readonly onnxruntime: string };
  readonly revision: string | null;
  /** Operators of its graph that stand for several; absent where there are none. */
  readonly fusedOperators?: readonly string[];
  /** How its graph is used, where that is not as usual. */
  readonly graphUse?: NonNullable<LaneRecord['graphUse']>;
  readonly layers: number | null;
  /** What its operations follow from; `null` where its configuration does not say. */
  readonly shape?: ModelShape | null;
  readonly bytes: number;
  /** Longest pair the model takes, in tokens; `null` where its files do not say. */
  readonly contextTokens: number | null;
  /** What its tokenizer was held against. */
  readonly tokenTables?: TokenTables;
  readonly coldMs: { readonly download: number; readonly session: number };
}

/** How far one file of a model has come. */
export interface FileProgress {
  readonly file: string;
  readonly loadedBytes: number;
  /** `null` where the server does not say. */
  readonly totalBytes: number | null;
  readonly done: boolean;
  /** The connection was lost, and the download will go on where it stopped once there is one again. */
  readonly isWaiting?: boolean;
}

/** What became of a download from a hub, beyond its progress. */
export type DownloadEvent =
  | { readonly type: 'started'; readonly address: string }
  /** The browser keeps the file from now on. */
  | { readonly type: 'kept'; readonly address: string }
  /** The model runs, and will have to be downloaded anew the next time. */
  | {
      readonly type: 'not-kept';
      readonly address: string;
      readonly reason: 'quota' | 'other';
      readonly detail: string;
    };

/**
 * What a worker waits for before it can load a model: its own modules, or the runtime, whose file is large and
 * has to be compiled. A file that takes long to come is told as a step of its own.
 */
export type StartStep = 'modules' | 'runtime' | 'runtime-file';

/** What to time the fixed product on; see core/bench/steadiness. */
export interface FixedProductOrder {
  readonly device: Device;
  readonly runtime: RuntimeBuild;
}

export interface FixedProductTime {
  /** One product, at its fastest. */
  readonly ms: number;
  /** The first row of what it gave, whose bits tell one backend's arithmetic from another's. */
  readonly row: Float32Array;
}

export interface ScoreParams extends RequestOptions {
  readonly pairs: readonly Pair[];
}

export interface ScoreResult {
  /** One raw logit a pair, in the input's order. */
  readonly scores: Float32Array;
  /** Number of pairs that were cut to max length. */
  readonly cutPairs: number;
  readonly cost: TimedRequest;
}

/** Every request there is: what it takes and what it answers. Both sides infer from this. */
export interface RequestMap {
  probe: { params: null; result: MachineProbe };
  load: { params: ModelRequest; result: LoadedModel };
  /** Loads the model's tokenizer alone, in a worker that may load the model on this device later. */
  loadTokenizer: {
    params: Pick<ModelRequest, 'model' | 'device' | 'runtime' | 'layers' | 'host' | 'files' | 'truncation'>;
    result: null;
  };
  countTokens: { params: { pairs: readonly Pair[]; maxLength: number }; result: readonly TokenCount[] };
  score: { params: ScoreParams; result: ScoreResult };
  /** Scores the model's probe set and judges what comes out. */
  checkScores: { params: ScoreCheckOrder; result: CheckedScores };
  runLane: { params: LaneOrder; result: LaneRunEnd };
  /** Looks for the fastest matrix product, in a worker that does nothing else. */
  measurePeak: { params: PeakSearch; result: PeakMeasurement };
  /** Times the fixed product on one device for the worker's whole life, in a worker that does nothing else. */
  timeFixedProduct: { params: FixedProductOrder; result: FixedProductTime };
  /** Profiles one pass, in a worker that loaded the model with the profiler on; once in its life. */
  profilePass: { params: ProfileOrder; result: ProfiledPass };
  /** Times a few requests, to compare ways of computing; stop is seen between passes. */
  timeRequests: { params: CalibrationOrder; result: CalibrationResult };
  /** Times single passes, over the shapes that a load test will have; stop is seen between passes. */
  measurePasses: { params: PassesOrder; result: MeasuredPasses & Pick<SimulatedService, 'lengths'> };
  /** A live load test of one policy. */
  runLoadTest: { params: LoadTestOrder; result: LoadTestEnd };
  /**
   * The most arrivals a second that the rule answers while the queue is never empty; simulated, needs no
   * model.
   */
  estimateCapacity: { params: CapacityQuestion; result: number };
  /** What a simulation of this very test foretells, `null` where that is no answer at all; needs no model. */
  predictLoadTest: { params: PredictOrder; result: Prediction | null };
  /** Looks for the best setting; simulated, needs no model; stop is seen between simulations. */
  planCapacity: { params: PlanOrder; result: CapacityPlan };
}

export type RequestKind = keyof RequestMap;

/** What a worker tells without being asked. */
export interface EventMap {
  /**
   * A step of the worker's start is under way, told at its beginning and again while it gets on. `null`: none
   * is; told as soon as the script runs, too.
   */
  starting: StartStep | null;
  fileProgress: FileProgress;
  download: DownloadEvent;
  scoreProgress: { readonly pairsDone: number; readonly pairsTotal: number };
  lane: LaneEvent;
  profileProgress: { readonly done: number; readonly of: number };
  loadTest: LoadTestEvent;
  /** An event of the short load test by which passes are timed. */
  rehearsal: LoadTestEvent;
  /** A pass of a load test gave scores that are no numbers; told once. */
  scoresNotNumbers: null;
  planProgress: { readonly done: number; readonly of: number };
}

export type EventKind = keyof EventMap;

/** Page → worker. The first message is `start`; requests are answered one after another. */
export type ToWorker =
  | {
      readonly type: 'start';
      /** Taken while the worker lives: the page gets it only once the worker has gone. */
      readonly lifeLock: string;
      /** Shared words, placed by `controlWords`; `null` where the page is not cross-origin isolated. */
      readonly control: Int32Array | null;
      /** Address of the folder that holds the page, with a closing slash. */
      readonly pageBase: string;
    }
  | {
      [K in RequestKind]: {
        readonly type: 'request';
        readonly id: number;
        readonly kind: K;
        readonly params: RequestMap[K]['params'];
      };
    }[RequestKind]
  /** Where there are no shared words: seen when the worker yields between passes. */
  | { readonly type: 'stop' }
  /** How often the tab was hidden or shown, odd while it is hidden; wakes a lane that waits. */
  | { readonly type: 'visibility'; readonly changes: number };

/** Worker → page. */
export type FromWorker =
  | { readonly type: 'ready' }
  /** An error that belongs to no request. */
  | { readonly type: 'crash'; readonly failure: FailureData }
  | {
      [K in RequestKind]: {
        readonly type: 'result';
        readonly id: number;
        readonly kind: K;
        readonly result: RequestMap[K]['result'];
      };
    }[RequestKind]
  | { readonly type: 'failure'; readonly id: number; readonly failure: FailureData }
  | { [K in EventKind]: { readonly type: 'event'; readonly kind: K; readonly data: EventMap[K] } }[EventKind];
