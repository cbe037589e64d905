import type { RunRecord } from '../../core/document/run-record.ts';
import type { BatchOrder, Device, Dtype } from '../../core/rerank/devices.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Ranking } from '../store/ranking-slice.ts';
import type { LoadProgress } from '../store/run-slice.ts';

export type { LoadProgress } from '../store/run-slice.ts';

/**
 * The page for programs: Playwright jobs and the command line use `globalThis.rerankBench` and nothing else.
 * Every method may be called once `ready` has resolved.
 */
export interface PageApi {
  readonly version: string;
  /** Resolves when the machine is probed and the editor is filled. */
  readonly ready: Promise<void>;
  /** The settings in force, defaults included. */
  settings(): Settings;
  /**
   * Changes settings; those not named stay. Values have the types of `Settings`, or are texts as in the
   * address.
   *
   * @throws TypeError naming every setting that was refused; the others are not changed either
   */
  configure(partial: Readonly<Record<string, unknown>>): Settings;
  /**
   * Replaces query and documents. One query over many documents is its simple form.
   *
   * @throws TypeError naming the first value that is no text, such as `pairs[3].document`; the input stays as
   * it was
   */
  setInput(pairs: readonly Pair[]): void;
  /**
   * Takes in a folder with a model laid out as on the hub. Its files are read from the disk when the model is
   * loaded, and stay at hand until the page is left.
   *
   * @param files with their path in `webkitRelativePath`, as a folder picker gives them, or in their name
   * @returns the model's id, `local:<name>`, for `configure({model})`
   * @throws TypeError naming the files that are missing, or what else is wrong; its `cause` is a sentence in
   * the page's language
   */
  loadFolder(files: readonly File[]): Promise<string>;
  /**
   * Ranks the documents. Where memory runs out, with smaller batches (unless the setting `stepDown` is off):
   * the ranking's `steps` say so, and `batchSize` is what all pairs were scored with.
   *
   * @returns the ranking, best first
   * @throws Error why there is none, a sentence in the page's language; its `code` tells reasons apart
   * (`failure.hub-unreachable`), its `cause` is the original text, if any
   */
  rank(options?: RankOptions): Promise<Ranking>;
  /**
   * Runs a sweep to its end, or until `stop`.
   *
   * @returns the run record
   * @throws Error why nothing could be run, as `rank` does
   */
  run(): Promise<RunRecord>;
  /**
   * Runs a live load test to its end, or until `stop`: with the load settings, each of `policies` under the
   * same arrivals, then the planner. Where the page's last run measured the same model, lane and input, its
   * record is gone on with: `loadTests` has this test's entries last.
   *
   * @returns the run record, with `loadTests`, and with `passes` and `capacity` of the lane that was tested
   * @throws Error why nothing could be run, as `rank` does
   */
  loadTest(): Promise<RunRecord>;
  /** Stops what is under way; `run` or `loadTest` then resolves with what was measured. */
  stop(): void;
  /**
   * While another tab of the page measures or ranks, `run`, `loadTest` and `rank` wait until it has ended,
   * and `progress` says `waiting-for-tab`. This has them go on beside it. The record of a run then has the
   * warning `other-tab-measuring`. `stop` ends the waiting.
   */
  measureAnyway(): void;
  /** What `run`, `loadTest` or `rank` is doing at the moment, or `null` while none is. */
  progress(): PageProgress | null;
  /** The record of the last run that ended, be it in an earlier visit of this browser, or `null`. */
  getRecord(): RunRecord | null;
  /**
   * What the run under way has measured so far, as the record that it would leave behind if it were
   * interrupted now: its `state` is `interrupted`. For whoever keeps samples while they come, since a browser
   * that dies takes the page with it. `null` while no run is under way, and before the first sample.
   */
  recordSoFar(): RunRecord | null;
}

export interface RankOptions {
  /** Most pairs of a pass to begin with, from 1; without it the page's own choice. */
  readonly batchSize?: number;
}

/** How far a file of the model has come; `totalBytes` is `null` where the server does not say. */
export interface PageFileProgress {
  readonly file: string;
  readonly loadedBytes: number;
  readonly totalBytes: number | null;
}

export type PageProgress = RunProgressView | RankProgressView;

export interface RunProgressView {
  readonly kind: 'run';
  /** The lane under way; `place` counts from 0. `null` before the first lane began. */
  readonly lane: {
    readonly place: number;
    readonly count: number;
    readonly device: Device;
    readonly dtype: Dtype | null;
    readonly order: BatchOrder;
  } | null;
  readonly phase:
    | 'waiting-for-tab'
    | 'calibrating'
    | 'loading'
    | 'checking'
    | 'warming-up'
    | 'sampling'
    | 'measuring-peak'
    | 'measuring-passes'
    | 'load-test'
    | 'planning'
    | 'stopping';
  /** The policy of a load test that is under way; `null` in a sweep, and between policies. */
  readonly load: LoadProgress | null;
  /** The model's files while they load. */
  readonly files: readonly PageFileProgress[];
  /** The cell under way; `batchSize` is `null` where batches are made by a token budget. */
  readonly cell: {
    readonly pairCount: number;
    readonly batchSize: number | null;
    readonly tokenBudget: number | null;
  } | null;
  /** 0 is the warm-up. */
  readonly round: number;
  /** Share of the run that is done, 0 to 1, as far as it can be told. */
  readonly fraction: number;
  /** What the lane under way still needs, an estimate; `null` before there is anything to go by. */
  readonly remainingMs: number | null;
}

export interface RankProgressView {
  readonly kind: 'rank';
  readonly phase: 'waiting-for-tab' | 'loading' | 'scoring';
  readonly files: readonly PageFileProgress[];
  readonly pairsDone: number;
  /** 0 before scoring begins. */
  readonly pairsTotal: number;
}

declare global {
  // The name is part of the public contracts.
  var rerankBench: PageApi;
}
