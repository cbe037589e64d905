import type { RunRecord } from '../../core/document/run-record.ts';
import type { BatchOrder, Device, Dtype } from '../../core/rerank/devices.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { Ranking } from '../store/ranking-slice.ts';
import type { LoadProgress, RunPhase } from '../store/run-slice.ts';

export type { LoadProgress } from '../store/run-slice.ts';

/**
 * The page's API for programs. Playwright jobs and the command line use `globalThis.rerankBench` and nothing
 * else. Every method may be called once `ready` has resolved.
 */
export interface PageApi {
  readonly version: string;
  /**
   * Resolves when the machine has been probed and the editor filled, and no reload is about to isolate the
   * page. On a host that sends no headers the first visit is such a reload, after which `ready` is another.
   */
  readonly ready: Promise<void>;
  /** The settings in force, defaults included. */
  settings(): Settings;
  /**
   * Changes the named settings and returns all of them. A value has its type in `Settings`, or is a text as
   * in the address.
   *
   * @throws TypeError naming every setting that was refused; the others are not changed either
   */
  configure(partial: Readonly<Record<string, unknown>>): Settings;
  /**
   * Replaces query and documents. The pairs usually share one query, but each may have its own. A pair's `id`
   * and `relevance` come back in the rows of a ranking.
   *
   * @throws TypeError naming the first value of another type, such as `pairs[3].document`; the input stays as
   *   it was
   */
  setInput(pairs: readonly Pair[]): void;
  /**
   * Adds a folder with a model laid out as on the hub. Its files are read from the disk when the model is
   * loaded. They stay available until the page is left.
   *
   * @param files with their path in `webkitRelativePath`, as a folder picker gives them, or in their name
   * @returns the model's id, `local:<name>`, for `configure({model})`
   * @throws TypeError naming the files that are missing, or what else is wrong; its `cause` is a sentence in
   *   the page's language
   */
  loadFolder(files: readonly File[]): Promise<string>;
  /**
   * Ranks the documents. If memory runs out, it continues with smaller batches, unless the setting `stepDown`
   * is off. The ranking's `steps` list what it did, and its `batchSize` is the one that all pairs were scored
   * with. The model's scores are checked once after it was loaded; the ranking's `findings` say what is wrong
   * with them.
   *
   * @returns the ranking, best first
   * @throws Error with the reason as a sentence in the page's language; its `code` identifies the reason
   *   (`failure.hub-unreachable`), and its `cause` is the original text, if any
   */
  rank(options?: RankOptions): Promise<Ranking>;
  /**
   * Runs a sweep to its end, or until `stop`.
   *
   * @returns the run record
   * @throws Error if nothing could be run, with `code` and `cause` as for `rank`
   */
  run(): Promise<RunRecord>;
  /**
   * Runs a live load test to its end, or until `stop`: each of `policies` under the same arrivals, then the
   * planner. If the page's last run measured the same model, lane and input, the test is added to its record:
   * `loadTests` ends with this test's entries.
   *
   * @returns the run record, with `loadTests`, and with `passes` and `capacity` of the lane that was tested
   * @throws Error if nothing could be run, with `code` and `cause` as for `rank`
   */
  loadTest(): Promise<RunRecord>;
  /** Stops what is running; `run` or `loadTest` then resolves with what was measured. */
  stop(): void;
  /**
   * Lets `run`, `loadTest` and `rank` go on beside another tab. Otherwise they wait while another tab of the
   * page measures or ranks, and `progress` says `waiting-for-tab`. The record of a run then has the warning
   * `other-tab-measuring`. `stop` also ends the waiting.
   */
  measureAnyway(): void;
  /** What `run`, `loadTest` or `rank` is doing right now; `null` if none is running. */
  progress(): PageProgress | null;
  /** The record of the last run that ended, even if in an earlier visit; `null` if there is none. */
  getRecord(): RunRecord | null;
  /**
   * What the current run has measured so far, as the record it would leave if it were interrupted now: its
   * `state` is `interrupted`. It lets a program save samples as they come, because a browser that crashes
   * takes the page with it. `null` while no run is under way, and before the first sample.
   */
  recordSoFar(): RunRecord | null;
  /**
   * The share card of the last run: a PNG of 1200 × 630 px with its batch size, whose it is, and its chart.
   *
   * @returns `null` if there is no run, or if it recommends no batch size
   * @throws Error if the browser cannot draw it
   */
  shareCard(theme?: 'light' | 'dark'): Promise<Blob | null>;
}

export interface RankOptions {
  /** Most pairs of a pass at first, at least 1. Default: the page's choice. */
  readonly batchSize?: number;
}

/** How much of a model's file has arrived; `totalBytes` is `null` if the server does not say. */
export interface PageFileProgress {
  readonly file: string;
  readonly loadedBytes: number;
  readonly totalBytes: number | null;
}

export type PageProgress = RunProgressView | RankProgressView;

export interface RunProgressView {
  readonly kind: 'run';
  /** The current lane; `place` counts from 0. `null` before the first lane. */
  readonly lane: {
    readonly place: number;
    readonly count: number;
    readonly device: Device;
    readonly dtype: Dtype | null;
    readonly order: BatchOrder;
    /** The standard suite's task that the lane is; absent in other runs. */
    readonly task?: string;
  } | null;
  readonly phase: RunPhase;
  /** The load test's current policy; `null` in a sweep, and between policies. */
  readonly load: LoadProgress | null;
  /** The model's files, while they load. */
  readonly files: readonly PageFileProgress[];
  /** The current cell; `batchSize` is `null` if a token budget forms the batches. */
  readonly cell: {
    readonly pairCount: number;
    readonly batchSize: number | null;
    readonly tokenBudget: number | null;
  } | null;
  /** 0 during the warm-up. */
  readonly round: number;
  /** Estimated share of the run that is done, 0 to 1. */
  readonly fraction: number;
  /** Estimated time until the current lane is done, ms; `null` while there is nothing to estimate from. */
  readonly remainingMs: number | null;
}

export interface RankProgressView {
  readonly kind: 'rank';
  readonly phase: 'waiting-for-tab' | 'loading' | 'scoring' | 'checking';
  readonly files: readonly PageFileProgress[];
  readonly pairsDone: number;
  /** 0 before scoring begins. */
  readonly pairsTotal: number;
}

declare global {
  // This name is a public contract.
  var rerankBench: PageApi;
}
