import type { LaneEvent, LaneOrder, LaneRunEnd } from '../../src/core/bench/lane-run.ts';
import type { Calibration, CalibrationTask } from '../../src/page/jobs/calibrate.ts';
import type { RequestKind, RequestMap } from '../../src/worker/protocol/messages.ts';

/** The parameters of a calibration, apart from the machine that the browser runs on. */
export type CalibrationWish = Omit<CalibrationTask, 'machine'>;

/**
 * `globalThis.product` of the benchmarks' page: the product's own workers, by the number that `start` gives
 * them.
 */
export interface ProductPage {
  start(): number;
  call<K extends RequestKind>(
    worker: number,
    kind: K,
    params: RequestMap[K]['params'],
  ): Promise<RequestMap[K]['result']>;
  /** Measures a lane and returns its events. */
  lane(worker: number, order: LaneOrder): Promise<LaneRun>;
  end(worker: number): void;
  calibrate(wish: CalibrationWish): Promise<Calibration | null>;
}

export interface LaneRun {
  readonly end: LaneRunEnd;
  readonly events: readonly LaneEvent[];
}
