import type { PairScorer } from '../core/rerank/score-request.ts';
import { type LoadTestTools, runLoadTest } from '../core/serving/live-load-test.ts';
import { measurePasses } from '../core/serving/measure-passes.ts';
import { planCapacity } from '../core/serving/planner.ts';
import { estimateCapacity, predictLoadTest } from '../core/serving/predict.ts';
import { rehearse } from '../core/serving/rehearsal.ts';
import type { EventMap } from './protocol/messages.ts';
import type { RequestHandlers } from './request-handlers.ts';

export interface LoadTestHandlerTools extends Omit<LoadTestTools, 'scorer' | 'emit'> {
  /** @throws Failure where no model is loaded */
  readonly scorer: () => PairScorer;
  readonly emit: <K extends 'loadTest' | 'rehearsal' | 'planProgress' | 'scoresNotNumbers'>(
    kind: K,
    data: EventMap[K],
  ) => void;
}

export type LoadTestHandlers = Pick<
  RequestHandlers,
  'measurePasses' | 'runLoadTest' | 'estimateCapacity' | 'predictLoadTest' | 'planCapacity'
>;

/** Answers what load tests ask of a worker: to measure and run, with a model; to simulate, without one. */
export function loadTestHandlers({ scorer, emit, ...tools }: LoadTestHandlerTools): LoadTestHandlers {
  let hasToldOfScores = false;
  /** The model, which tells when it answers something other than numbers. */
  const watched = (): PairScorer => {
    const own = scorer();
    return {
      ...own,
      forward: async (batch) => {
        const logits = await own.forward(batch);
        if (!hasToldOfScores && !Array.from(logits).every(Number.isFinite)) {
          hasToldOfScores = true;
          emit('scoresNotNumbers', null);
        }
        return logits;
      },
    };
  };
  const toolsOf = (kind: 'loadTest' | 'rehearsal'): LoadTestTools => ({
    ...tools,
    scorer: watched(),
    emit: (event) => emit(kind, event),
  });
  return {
    measurePasses: async (order) => {
      const { lengths, ...passes } = await measurePasses(watched(), order, tools);
      const rehearsal = await rehearse(order, { ...order, passes, lengths }, toolsOf('rehearsal'));
      return { lengths, ...passes, ...(rehearsal !== null && { rehearsal }) };
    },
    runLoadTest: async (order) => runLoadTest(order, toolsOf('loadTest')),
    estimateCapacity: async (question) => estimateCapacity(question),
    predictLoadTest: async (order) => predictLoadTest(order),
    planCapacity: (order) =>
      planCapacity(order, {
        shouldStop: tools.shouldStop,
        breathe: tools.breathe,
        onProgress: (progress) => emit('planProgress', progress),
      }),
  };
}
