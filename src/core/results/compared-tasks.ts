import { type SuiteTask, suites } from '../suite/suite.ts';

/** Work that devices are compared in: a model of the suite, and how many pairs a request has. */
export interface ComparedTask {
  /** Such as `bge-reranker-v2-m3 8`; `task` of a collected figure. */
  readonly key: string;
  /** The model's id. */
  readonly model: string;
  /** The real model's name. */
  readonly title: string;
  readonly pairCount: number;
}

/**
 * The same model with more pairs a request is other work: the thorough suite's figures stand apart from those
 * of the other two, which agree.
 */
export const comparedKey = (task: string, pairCount: number): string => `${task} ${pairCount}`;

const comparedTask = ({ id, model, pairCount }: SuiteTask): ComparedTask => ({
  key: comparedKey(id, pairCount),
  model,
  title: id,
  pairCount,
});

/** All work that some suite measures, smaller suites first. */
export const comparedTasks: readonly ComparedTask[] = [
  ...new Map(
    Object.values(suites).flatMap(({ tasks }) =>
      tasks.map((task) => [comparedKey(task.id, task.pairCount), comparedTask(task)] as const),
    ),
  ).values(),
];
