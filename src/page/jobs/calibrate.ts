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
import type { CalibrationRecord } from '../../core/document/run-record.ts';
import { asFailure, type FailureCode, type FailureData, failureData } from '../../core/rerank/failure.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { FileProgress, ModelRequest } from '../../worker/protocol/messages.ts';
import { withFileProgress } from '../store/model-slice.ts';
import {
  type CalibratedFor,
  type CalibrationStore,
  rememberCalibration,
  rememberedCalibration,
} from './calibration-memory.ts';
import { limitToContext, ModelSession, type SessionTools } from './model-session.ts';

/** How many threads and sessions a lane computes with, as its model is asked for. */
export interface LaneThreads {
  /** `null` lets the runtime choose. */
  readonly threads: number | null;
  readonly workers: number;
  /** How they were found, where nobody set them. */
  readonly calibration?: CalibrationRecord;
}

export interface ThreadQuestion {
  /** A lane on the CPU, whatever its threads. */
  readonly request: Omit<ModelRequest, 'threads' | 'workers'>;
  readonly settings: Pick<Settings, 'model' | 'threads' | 'workers' | 'seed' | 'maxLength'>;
  readonly machine: {
    readonly cores: number;
    readonly hasThreads: boolean;
    readonly browser: string;
    readonly deviceMemoryGiB: number | null;
  };
  readonly weightBytes: number | null;
  readonly graphBytes: number | null;
}

/** What a calibration is trying right now; `place` from 1. */
export interface CalibrationProgress extends ThreadPlan {
  readonly place: number;
  readonly of: number;
}

/** Hears what a calibration tries, and the model's files while they load. */
export type ThreadListener = (trying: CalibrationProgress | null, files: readonly FileProgress[]) => void;

/**
 * Finds the threads and sessions of a lane on the CPU. The settings come first, then what was found on this
 * device before, then a calibration.
 */
export class ThreadFinder {
  readonly #tools: SessionTools;
  readonly #store: CalibrationStore | undefined;

  constructor(tools: SessionTools & { readonly calibrations?: CalibrationStore }) {
    this.#tools = tools;
    this.#store = tools.calibrations;
  }

  /** What is known without trying anything; `null` where that takes a calibration. */
  async known(question: ThreadQuestion): Promise<LaneThreads | null> {
    const set = setThreads(question);
    if (set !== null) return set;
    if (this.#store === undefined) return unknownThreads;
    const remembered = await rememberedCalibration(this.#store, heldFor(question));
    return remembered && { ...remembered.chosen, calibration: recordOf('remembered', remembered.tried) };
  }

  /**
   * Never rejects. Where nothing could be found the runtime chooses, and the lane itself reports what is
   * wrong.
   */
  async find(
    question: ThreadQuestion,
    pairs: readonly Pair[],
    listener: ThreadListener,
    signal?: AbortSignal,
  ): Promise<LaneThreads> {
    const known = await this.known(question);
    if (known !== null || this.#store === undefined) return known ?? unknownThreads;
    const { request, settings, machine, weightBytes, graphBytes } = question;
    let trying: CalibrationProgress | null = null;
    let files: readonly FileProgress[] = [];
    const found = await calibrate(
      {
        request,
        pairs,
        seed: settings.seed,
        maxLength: settings.maxLength,
        machine: { ...machine, weightBytes, graphBytes, asked: settings },
      },
      this.#tools,
      {
        onCandidate: (progress) => {
          trying = progress;
          files = [];
          listener(trying, files);
        },
        onFile: (progress) => {
          files = withFileProgress(files, progress);
          listener(trying, files);
        },
      },
      signal,
    );
    if (found === null) return unknownThreads;
    await rememberCalibration(this.#store, heldFor(question), found);
    return { ...found.chosen, calibration: recordOf('measured', found.tried) };
  }
}

const unknownThreads: LaneThreads = { threads: null, workers: 1 };

/** What the settings say; `null` where they leave both open and a calibration is worth its time. */
function setThreads({ request, settings, machine }: ThreadQuestion): LaneThreads | null {
  const { threads, workers } = settings;
  if (workers !== null) {
    const share = Math.max(1, Math.floor(machine.cores / workers));
    return { threads: threads ?? (machine.hasThreads ? share : 1), workers };
  }
  if (threads !== null) return { threads, workers: 1 };
  // The built-in model is there to be measured at once. A calibration would take longer than its first sweep.
  if (request.model.source === 'built-in') return unknownThreads;
  return machine.cores > 1 ? null : unknownThreads;
}

const heldFor = ({ request, settings, machine }: ThreadQuestion): CalibratedFor => ({
  modelId: settings.model,
  request,
  browser: machine.browser,
  hardwareConcurrency: machine.cores,
  hasThreads: machine.hasThreads,
  asked: settings,
});

const recordOf = (source: CalibrationRecord['source'], tried: readonly TriedPlan[]): CalibrationRecord => ({
  source,
  tried: tried.map(({ threads, workers, pairsPerSecond }) => ({ threads, workers, pairsPerSecond })),
});

export interface CalibrationTask {
  /** A lane's model on the CPU. The calibration finds its threads and workers. */
  readonly request: Omit<ModelRequest, 'threads' | 'workers'>;
  readonly pairs: readonly Pair[];
  readonly seed: number;
  readonly maxLength: number;
  readonly machine: CandidateQuestion;
}

export interface CalibrationListener {
  readonly onCandidate?: (progress: CalibrationProgress) => void;
  readonly onFile?: (progress: FileProgress) => void;
}

/** A plan and what came of it, with the failure where something went wrong. */
export interface CalibrationTry extends TriedPlan {
  readonly failure?: FailureData;
}

export interface Calibration {
  readonly chosen: ThreadPlan;
  readonly tried: readonly CalibrationTry[];
  /** Plans that were not tried, because memory had no room for them. */
  readonly leftOut: readonly LeftOutPlan[];
}

/**
 * Tries how a model on the CPU is best spread over threads and workers. Each candidate gets a fresh worker,
 * which loads the model, times a few requests and ends. The first one downloads the model; the others find it
 * in the browser's cache.
 *
 * @returns `null` where nothing could be measured, or it was stopped
 */
export async function calibrate(
  order: CalibrationTask,
  tools: SessionTools,
  listener: CalibrationListener = {},
  signal?: AbortSignal,
): Promise<Calibration | null> {
  const { plans, leftOut } = calibrationCandidates(order.machine);
  const tried: CalibrationTry[] = [];
  for (const [i, candidate] of plans.entries()) {
    if (signal?.aborted) return null;
    const known = outOfMemoryFor(candidate, tried);
    if (known !== null) {
      tried.push({ ...candidate, pairsPerSecond: null, failure: known });
      continue;
    }
    listener.onCandidate?.({ ...candidate, place: i + 1, of: plans.length });
    const outcome = await tryCandidate(order, plans, candidate, tools, listener, signal);
    if (signal?.aborted) return null;
    tried.push(outcome);
    if (outcome.failure !== undefined && !mayFareBetter.has(outcome.failure.code)) break;
  }
  const best = chooseCandidate(tried);
  return best === null ? null : { chosen: { threads: best.threads, workers: best.workers }, tried, leftOut };
}

async function tryCandidate(
  { request, pairs, seed, maxLength }: CalibrationTask,
  plans: readonly ThreadPlan[],
  candidate: ThreadPlan,
  tools: SessionTools,
  { onFile }: CalibrationListener,
  signal: AbortSignal | undefined,
): Promise<CalibrationTry> {
  const listeners = onFile === undefined ? {} : { fileProgress: onFile };
  // A candidate that fails is not tried again: the failure is its result.
  const session = new ModelSession(tools, listeners, { signal, maxFaults: 0 });
  try {
    const { runtime, ...model } = request;
    const loaded = await session.load({ model: { ...model, ...candidate }, builds: [runtime] });
    const longest = limitToContext(loaded, maxLength).maxLength;
    const order = calibrationOrder(pairs, plans, { seed, maxLength: longest });
    const result = await session.call('timeRequests', order);
    return { ...candidate, pairsPerSecond: calibratedThroughput(result) };
  } catch (error) {
    return { ...candidate, pairsPerSecond: null, failure: failureData(asFailure(error)) };
  } finally {
    session.drop();
  }
}

/**
 * Failures of one candidate that another may not have. Any other failure concerns the model or the input, and
 * the lane itself will report it.
 */
const mayFareBetter: ReadonlySet<FailureCode> = new Set([
  'cpu-memory',
  'worker-died',
  'not-started',
  'hung',
  'unknown',
]);

/** How a plan with no more workers than this one ran out of memory; `null` where none did. */
function outOfMemoryFor({ workers }: ThreadPlan, tried: readonly CalibrationTry[]): FailureData | null {
  const smaller = tried.find((one) => one.failure?.code === 'cpu-memory' && one.workers <= workers);
  return smaller?.failure ?? null;
}
