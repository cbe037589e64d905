import {
  calibratedThroughput,
  calibrationOrder,
  chooseCandidate,
  type TriedPlan,
} from '../../core/bench/calibration.ts';
import {
  type CandidateQuestion,
  calibrationCandidates,
  type LeftOutPlan,
  type ThreadPlan,
} from '../../core/bench/calibration-candidates.ts';
import { watchdogRule } from '../../core/bench/watchdog.ts';
import {
  asFailure,
  Failure,
  type FailureCode,
  type FailureData,
  failureData,
} from '../../core/rerank/failure.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import type { FileProgress, ModelRequest } from '../../worker/protocol/messages.ts';
import { limitToContext } from './context-limit.ts';
import { LaneWatchdog } from './lane-watchdog.ts';
import type { RunTools } from './run-tools.ts';
import type { WorkerClient } from './worker-client.ts';

export interface CalibrationJob {
  /** A lane's model on the CPU; its threads and workers are what is looked for. */
  readonly request: Omit<ModelRequest, 'threads' | 'workers'>;
  readonly pairs: readonly Pair[];
  readonly seed: number;
  readonly maxLength: number;
  readonly paddingMultiple: number;
  readonly machine: CandidateQuestion;
}

export interface CalibrationListener {
  readonly onCandidate?: (progress: {
    readonly candidate: ThreadPlan;
    /** From 1. */
    readonly place: number;
    readonly of: number;
  }) => void;
  readonly onFile?: (progress: FileProgress) => void;
}

/** A plan and what came of it, with the failure where something went wrong. */
export interface CalibrationTry extends TriedPlan {
  readonly failure?: FailureData;
}

export interface Calibration {
  readonly chosen: ThreadPlan;
  readonly tried: readonly CalibrationTry[];
  /** What memory left no room to try. */
  readonly leftOut: readonly LeftOutPlan[];
}

/**
 * Finds out how a model on the CPU is best spread over threads and workers, by trying: each candidate in a fresh worker, which
 * loads the model, times a few requests and ends. The first one downloads the model, the others find it in the browser's cache.
 */
export class Calibrator {
  readonly #tools: Pick<RunTools, 'newClient' | 'after'>;
  #client: WorkerClient | null = null;
  #isLoading = false;
  #stopRequested = false;

  constructor(tools: Pick<RunTools, 'newClient' | 'after'>) {
    this.#tools = tools;
  }

  /** Ends the calibration under way, between passes or after a second by force. */
  stop(): void {
    this.#stopRequested = true;
    // A model that is still loading sees no flag.
    if (this.#isLoading) this.#client?.end();
    else this.#client?.stop();
  }

  /** @returns `null` where nothing could be measured, or it was stopped */
  async calibrate(job: CalibrationJob, listener: CalibrationListener = {}): Promise<Calibration | null> {
    this.#stopRequested = false;
    const { plans, leftOut } = calibrationCandidates(job.machine);
    const tried: CalibrationTry[] = [];
    for (const [i, candidate] of plans.entries()) {
      const known = outOfMemoryFor(candidate, tried);
      if (known !== null) {
        tried.push({ ...candidate, pairsPerSecond: null, failure: known });
        continue;
      }
      listener.onCandidate?.({ candidate, place: i + 1, of: plans.length });
      const outcome = await this.#try(job, plans, candidate, listener);
      if (this.#stopRequested) return null;
      tried.push(outcome);
      if (outcome.failure !== undefined && !mayFareBetter.has(outcome.failure.code)) break;
    }
    const best = chooseCandidate(tried);
    return best === null
      ? null
      : { chosen: { threads: best.threads, workers: best.workers }, tried, leftOut };
  }

  async #try(
    { request, pairs, seed, maxLength, paddingMultiple }: CalibrationJob,
    plans: readonly ThreadPlan[],
    candidate: ThreadPlan,
    { onFile }: CalibrationListener,
  ): Promise<CalibrationTry> {
    const watchdog = new LaneWatchdog(this.#tools.after, () =>
      client.end(new Failure('hung', 'The worker gave no sign of life for too long.')),
    );
    const client = this.#tools.newClient({
      fileProgress: (progress) => {
        watchdog.allow(watchdogRule.loadMs);
        onFile?.(progress);
      },
    });
    this.#client = client;
    try {
      this.#isLoading = true;
      watchdog.allow(watchdogRule.loadMs);
      const model = await client.call('load', { ...request, ...candidate });
      this.#isLoading = false;
      watchdog.allow(watchdogRule.firstMs);
      const { maxLength: longest } = limitToContext(model, maxLength);
      const order = calibrationOrder(pairs, plans, { seed, maxLength: longest, paddingMultiple });
      const result = await client.call('timeRequests', order);
      return { ...candidate, pairsPerSecond: calibratedThroughput(result) };
    } catch (error) {
      return { ...candidate, pairsPerSecond: null, failure: failureData(asFailure(error)) };
    } finally {
      this.#isLoading = false;
      watchdog.rest();
      client.end();
      this.#client = null;
    }
  }
}

/** Failures of one candidate that another may be spared. Any other concerns the model or the input, and the lane itself will tell it. */
const mayFareBetter: ReadonlySet<FailureCode> = new Set(['cpu-memory', 'worker-died', 'hung', 'unknown']);

/** What a plan of no more workers than this one ran out of memory with; `null` where none did. */
function outOfMemoryFor({ workers }: ThreadPlan, tried: readonly CalibrationTry[]): FailureData | null {
  const smaller = tried.find((one) => one.failure?.code === 'cpu-memory' && one.workers <= workers);
  return smaller?.failure ?? null;
}
