import { watchdogRule } from '../../core/bench/watchdog.ts';
import type {
  CapacityPlan,
  CapacityQuestion,
  PlanOrder,
  Prediction,
  PredictOrder,
} from '../../core/serving/capacity.ts';
import type { EventMap, RequestKind, RequestMap } from '../../worker/protocol/messages.ts';
import { ModelSession, type SessionTools } from './model-session.ts';

type Simulation = Extract<RequestKind, 'estimateCapacity' | 'predictLoadTest' | 'planCapacity'>;

/**
 * Predicts and plans by simulation. Each simulation has a worker of its own without a model, so that neither
 * the window nor the lane's worker is disturbed. Once its signal is aborted, everything that was asked
 * rejects with `stopped`.
 */
export class Planner {
  readonly #tools: SessionTools;
  readonly #signal: AbortSignal;

  constructor(tools: SessionTools, signal: AbortSignal) {
    this.#tools = tools;
    this.#signal = signal;
  }

  /** The most arrivals a second that a rule answers. */
  estimate(question: CapacityQuestion): Promise<number> {
    return this.#simulate('estimateCapacity', question);
  }

  /** `null` where the simulation answers nothing. */
  predict(order: PredictOrder): Promise<Prediction | null> {
    return this.#simulate('predictLoadTest', order);
  }

  /** The best setting for the plan's objective. */
  plan(order: PlanOrder, onProgress: (progress: EventMap['planProgress']) => void): Promise<CapacityPlan> {
    return this.#simulate('planCapacity', order, onProgress);
  }

  async #simulate<K extends Simulation>(
    kind: K,
    params: RequestMap[K]['params'],
    onProgress: (progress: EventMap['planProgress']) => void = () => {},
  ): Promise<RequestMap[K]['result']> {
    const session = new ModelSession(
      this.#tools,
      {
        planProgress: (progress) => {
          session.allow(watchdogRule.firstMs);
          onProgress(progress);
        },
      },
      { signal: this.#signal },
    );
    try {
      return await session.call(kind, params);
    } finally {
      session.drop();
    }
  }
}
