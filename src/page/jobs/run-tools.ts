import type { PressureState } from '../../core/document/pressure.ts';
import type { Environment, RunRecord } from '../../core/document/run-record.ts';
import type { Clock } from '../../core/rerank/clock.ts';
import type { MachineProbe } from '../../worker/protocol/messages.ts';
import type { AppStore } from '../store/app-state.ts';
import type { CalibrationStore } from './calibration-memory.ts';
import type { WorkerClient, WorkerClientTools, WorkerListeners } from './worker-client.ts';

/** What the browser tells of heat and power. */
export interface EvidenceTools {
  /** `null` where the browser does not tell. */
  readonly battery: () => Promise<{ readonly isCharging: boolean; readonly level: number } | null>;
  /** Hears the CPU's pressure and each change of it, until the returned function is called. */
  readonly watchPressure: (listener: (state: PressureState) => void) => () => void;
  /** Whether the screen is kept awake at this moment; `null` where the browser cannot. */
  readonly isKeptAwake: () => boolean | null;
}

/** What jobs take from outside. The composition root hands in the real things, and tests their own. */
export interface RunTools {
  readonly store: AppStore;
  /** @param name what the browser's developer tools call the worker */
  readonly newClient: (listeners: WorkerListeners, name?: string) => WorkerClient;
  /** Ms since the epoch, monotonic. */
  readonly clock: Clock;
  readonly after: WorkerClientTools['after'];
  /** Whether the tab is out of sight, where workers wait. Default: it never is. */
  readonly isHidden?: () => boolean;
  readonly newId: () => string;
  /** Lower-case hexadecimal SHA-256 of a text's UTF-8. */
  readonly sha256: (text: string) => Promise<string>;
  readonly describeEnvironment: (probe: MachineProbe | null) => Environment;
  readonly app: RunRecord['app'];
  /**
   * Resolves when the files of the chosen model are known, and after a few seconds in any case. Default: at
   * once.
   */
  readonly modelFactsSettled?: () => Promise<void>;
  /** Where calibrations outlive the visit. Default: nothing is calibrated. */
  readonly calibrations?: CalibrationStore;
  /** Keeps the screen awake, where the browser can, until the returned function is called. */
  readonly keepAwake: () => () => void;
  /** Whether the machine runs on battery; `null` where the browser does not tell. */
  readonly isOnBattery: () => Promise<boolean | null>;
  /** What evidence of the device's pace is collected from. Default: none is collected. */
  readonly evidence?: EvidenceTools;
}
