import { watchdogRule } from '../../core/bench/watchdog.ts';
import { Failure } from '../../core/rerank/failure.ts';
import type {
  CapacityPlan,
  CapacityQuestion,
  PlanOrder,
  Prediction,
  PredictOrder,
} from '../../core/serving/capacity.ts';
import type { EventMap, RequestKind, RequestMap } from '../../worker/protocol/messages.ts';
import { LaneWatchdog } from './lane-watchdog.ts';
import type { RunTools } from './run-tools.ts';
import type { WorkerClient } from './worker-client.ts';

/** Asks for simulations, each in a worker of its own without a model: the window stays free, and the lane's worker is not disturbed. */
export class SimulationDesk {
  readonly #tools: Pick<RunTools, 'newClient' | 'after'>;
  #client: WorkerClient | null = null;

  constructor(tools: Pick<RunTools, 'newClient' | 'after'>) {
    this.#tools = tools;
  }

  /** Ends the simulation under way: what was asked rejects with `stopped`. */
  stop(): void {
    this.#client?.end();
  }

  /** The most arrivals a second that a rule answers. */
  estimate(question: CapacityQuestion): Promise<number> {
    return this.#ask('estimateCapacity', question);
  }

  /** `null` where nothing is foretold to be answered. */
  predict(order: PredictOrder): Promise<Prediction | null> {
    return this.#ask('predictLoadTest', order);
  }

  plan(order: PlanOrder, onProgress: (progress: EventMap['planProgress']) => void): Promise<CapacityPlan> {
    return this.#ask('planCapacity', order, onProgress);
  }

  async #ask<K extends Extract<RequestKind, 'estimateCapacity' | 'predictLoadTest' | 'planCapacity'>>(
    kind: K,
    params: RequestMap[K]['params'],
    onProgress: (progress: EventMap['planProgress']) => void = () => {},
  ): Promise<RequestMap[K]['result']> {
    const watchdog = new LaneWatchdog(this.#tools.after, () =>
      client.end(new Failure('hung', 'The simulation gave no sign of life for too long.')),
    );
    const client = this.#tools.newClient({
      planProgress: (progress) => {
        watchdog.allow(watchdogRule.firstMs);
        onProgress(progress);
      },
    });
    this.#client = client;
    try {
      watchdog.allow(watchdogRule.firstMs);
      return await client.call(kind, params);
    } finally {
      watchdog.rest();
      client.end();
      this.#client = null;
    }
  }
}
