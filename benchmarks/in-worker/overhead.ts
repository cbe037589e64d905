import { type LaneEvent, runLane } from '../../src/core/bench/lane-run.ts';
import type { MemoryMeter } from '../../src/core/bench/memory-meter.ts';
import { requestPairs } from '../../src/core/bench/sweep-plan.ts';
import type { Clock } from '../../src/core/rerank/clock.ts';
import { largestDifference } from '../../src/core/rerank/score-check.ts';
import { type PairScorer, scoreRequest } from '../../src/core/rerank/score-request.ts';
import type { OverheadCell, OverheadOrder } from '../support/calls.ts';
import { bareLoop } from './bare-loop.ts';
import type { CaughtSession } from './session-catch.ts';

export interface OverheadTools {
  readonly scorer: PairScorer;
  readonly caught: CaughtSession;
  readonly clock: Clock;
  readonly memory: MemoryMeter;
  readonly breathe: () => Promise<void>;
  readonly emit: (event: LaneEvent) => void;
}

const seed = 1;

/**
 * Runs the product's own sweep of a lane and, beside each of its requests, a bare loop over the same batches.
 * The loop comes before the request in odd rounds and after it in even ones. It runs where the sweep lets
 * messages in, and so outside all timed windows.
 */
export async function measureOverhead(
  { cells, pairs, maxLength, rounds }: OverheadOrder,
  { scorer, caught, clock, memory, breathe, emit }: OverheadTools,
): Promise<OverheadCell[]> {
  const measured: (OverheadCell & {
    readonly reported: OverheadCell['reported'][number][];
    readonly bare: OverheadCell['bare'][number][];
  })[] = [];
  const loops = cells.map((cell) => bareLoop(caught, scorer, { cell, pairs, maxLength, seed }, clock));
  for (const [place, cell] of cells.entries()) {
    const { batchSize, tokenBudget } = cell;
    const options = { batchSize, tokenBudget, maxLength, order: 'length', paddingMultiple: 1 } as const;
    const scored = await scoreRequest(scorer, requestPairs(pairs, seed)(cell.pairCount), options, clock);
    const bare = await loops[place]?.();
    const scoreDifference = largestDifference([...(scored?.scores ?? [])], bare?.scores ?? []);
    measured.push({ ...cell, reported: [], bare: [], scoreDifference });
  }

  /** The current request, and how often it has let messages in: once before and once after. */
  let current = { cell: 0, round: 0, breaths: 0 };
  const onEvent = (event: LaneEvent): void => {
    const runMs = caught.takeRunMs();
    if (event.type === 'cell-started') current = { cell: event.cell, round: event.round, breaths: 0 };
    if (event.type === 'sample') measured[event.cell]?.reported.push({ ...event.sample, runMs });
    emit(event);
  };
  const breatheAndRunBare = async (): Promise<void> => {
    await breathe();
    const { cell, round } = current;
    const isItsTurn = current.breaths++ % 2 === (round + 1) % 2;
    // In the warm-up the loop runs beside every request too.
    if (!isItsTurn) return;
    const { ms = Number.NaN } = (await loops[cell]?.()) ?? {};
    if (round > 0) measured[cell]?.bare.push({ round, ms });
  };

  const end = await runLane(
    {
      cells,
      living: cells.map((_, place) => place),
      pairs,
      maxLength,
      order: 'length',
      paddingMultiple: 1,
      seed,
      repetitions: rounds,
      runStartedAtMs: clock.now(),
      resume: { rounds: 0, latencies: [], spentMs: 0 },
    },
    {
      scorer,
      clock,
      memory,
      emit: onEvent,
      shouldStop: () => false,
      visibility: { changes: () => 0, whenShown: async () => {} },
      breathe: breatheAndRunBare,
    },
  );
  if (end.state !== 'done') throw new Error(`The lane ended as ${JSON.stringify(end)}.`);
  return measured;
}
