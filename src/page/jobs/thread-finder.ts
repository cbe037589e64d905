import type { TriedPlan } from '../../core/bench/calibration.ts';
import type { ThreadPlan } from '../../core/bench/calibration-candidates.ts';
import type { CalibrationRecord } from '../../core/document/run-record.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { FileProgress, ModelRequest } from '../../worker/protocol/messages.ts';
import { withFileProgress } from '../store/model-slice.ts';
import { type CalibratedFor, rememberCalibration, rememberedCalibration } from './calibration-memory.ts';
import type { CalibrationStore } from './calibration-store.ts';
import { Calibrator } from './calibrator.ts';
import type { RunTools } from './run-tools.ts';

/** How many threads and sessions a lane computes with, as its model is asked for. */
export interface LaneThreads {
  /** `null` lets the runtime choose. */
  readonly threads: number | null;
  readonly workers: number;
  /** How they were found, where nobody set them. */
  readonly calibration?: CalibrationRecord;
}

/** What a calibration is trying right now; `place` from 1. */
export interface CalibrationProgress extends ThreadPlan {
  readonly place: number;
  readonly of: number;
}

export interface ThreadQuestion {
  /** A lane on the CPU, whatever its threads. */
  readonly request: Omit<ModelRequest, 'threads' | 'workers'>;
  readonly settings: Pick<Settings, 'model' | 'threads' | 'workers' | 'seed' | 'maxLength'>;
  readonly machine: {
    readonly cores: number;
    readonly isolated: boolean;
    readonly browser: string;
    readonly deviceMemoryGiB: number | null;
  };
  readonly weightBytes: number | null;
  readonly graphBytes: number | null;
}

/** Hears what a calibration tries, and the model's files while they load. */
export type ThreadListener = (trying: CalibrationProgress | null, files: readonly FileProgress[]) => void;

/**
 * Finds the threads and sessions of a lane on the CPU: what the settings say, else what was found on this device before, else what a
 * calibration finds.
 */
export class ThreadFinder {
  readonly #calibrator: Calibrator;
  readonly #store: CalibrationStore | undefined;

  constructor(tools: Pick<RunTools, 'newClient' | 'after' | 'calibrations'>) {
    this.#calibrator = new Calibrator(tools);
    this.#store = tools.calibrations;
  }

  /** Ends the calibration under way; `find` then answers as if there had been none. */
  stop(): void {
    this.#calibrator.stop();
  }

  /** What is known without trying anything; `null` where a calibration would have to tell. */
  async known(question: ThreadQuestion): Promise<LaneThreads | null> {
    const set = setThreads(question);
    if (set !== null) return set;
    if (this.#store === undefined) return unknownThreads;
    const remembered = await rememberedCalibration(this.#store, heldFor(question));
    return remembered && { ...remembered.chosen, calibration: recordOf('remembered', remembered.tried) };
  }

  /** Never rejects: where nothing could be found the runtime chooses, and the lane itself tells what is wrong. */
  async find(
    question: ThreadQuestion,
    pairs: readonly Pair[],
    listener: ThreadListener,
  ): Promise<LaneThreads> {
    const known = await this.known(question);
    if (known !== null || this.#store === undefined) return known ?? unknownThreads;
    const { request, settings, machine, weightBytes, graphBytes } = question;
    let trying: CalibrationProgress | null = null;
    let files: readonly FileProgress[] = [];
    const found = await this.#calibrator.calibrate(
      {
        request,
        pairs,
        seed: settings.seed,
        maxLength: settings.maxLength,
        // What padding costs is the lane's own affair: lanes that differ in it share one calibration.
        paddingMultiple: 1,
        machine: { ...machine, weightBytes, graphBytes, asked: settings },
      },
      {
        onCandidate: ({ candidate, place, of }) => {
          trying = { ...candidate, place, of };
          files = [];
          listener(trying, files);
        },
        onFile: (progress) => {
          files = withFileProgress(files, progress);
          listener(trying, files);
        },
      },
    );
    if (found === null) return unknownThreads;
    await rememberCalibration(this.#store, heldFor(question), found);
    return { ...found.chosen, calibration: recordOf('measured', found.tried) };
  }
}

const unknownThreads: LaneThreads = { threads: null, workers: 1 };

/** What the settings say; `null` where they leave both open, on a machine and with a model for which a choice pays. */
function setThreads({ request, settings, machine }: ThreadQuestion): LaneThreads | null {
  const { threads, workers } = settings;
  if (workers !== null) {
    const share = Math.max(1, Math.floor(machine.cores / workers));
    return { threads: threads ?? (machine.isolated ? share : 1), workers };
  }
  if (threads !== null) return { threads, workers: 1 };
  // It is there to be measured at once; looking for threads would take longer than its first sweep.
  if (request.model.source === 'built-in') return unknownThreads;
  return machine.cores > 1 ? null : unknownThreads;
}

const heldFor = ({ request, settings, machine }: ThreadQuestion): CalibratedFor => ({
  modelId: settings.model,
  request,
  browser: machine.browser,
  hardwareConcurrency: machine.cores,
  isolated: machine.isolated,
  asked: settings,
});

const recordOf = (source: CalibrationRecord['source'], tried: readonly TriedPlan[]): CalibrationRecord => ({
  source,
  tried: tried.map(({ threads, workers, pairsPerSecond }) => ({ threads, workers, pairsPerSecond })),
});
