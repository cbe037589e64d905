import type { PairScorer } from '../core/rerank/score-request.ts';
import { type LoadTools, runLoad } from '../core/serving/live-load.ts';
import { measurePasses } from '../core/serving/measure-passes.ts';
import { planCapacity } from '../core/serving/planner.ts';
import { estimateCapacity, predictLoad } from '../core/serving/predict.ts';
import type { EventMap } from './protocol/messages.ts';
import type { RequestHandlers } from './request-handlers.ts';

export interface LoadHandlerTools extends Omit<LoadTools, 'scorer' | 'emit'> {
  /** @throws Failure where no model is loaded */
  readonly scorer: () => PairScorer;
  readonly emit: <K extends 'load' | 'planProgress'>(kind: K, data: EventMap[K]) => void;
}

export type LoadHandlers = Pick<
  RequestHandlers,
  'measurePasses' | 'runLoad' | 'estimateCapacity' | 'predictLoad' | 'planCapacity'
>;

/** Answers what load tests ask of a worker: to measure and run, with a model; to simulate, without one. */
export function loadHandlers({ scorer, emit, ...tools }: LoadHandlerTools): LoadHandlers {
  return {
    measurePasses: async (order) => measurePasses(scorer(), order, tools),
    runLoad: async (order) =>
      runLoad(order, { ...tools, scorer: scorer(), emit: (event) => emit('load', event) }),
    estimateCapacity: async (question) => estimateCapacity(question),
    predictLoad: async (order) => predictLoad(order),
    planCapacity: (order) =>
      planCapacity(order, {
        shouldStop: tools.shouldStop,
        breathe: tools.breathe,
        onProgress: (progress) => emit('planProgress', progress),
      }),
  };
}
