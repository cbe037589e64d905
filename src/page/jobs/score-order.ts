import { judgeOrders, orderAgreement, type ScoredLane } from '../../core/document/lane-quality.ts';
import type { QualityRecord } from '../../core/document/quality-record.ts';
import type { RunDraft } from '../../core/document/run-draft.ts';
import { type BatchOrder, dtypeKinds } from '../../core/rerank/devices.ts';
import { queryIndices } from '../../core/rerank/pair.ts';
import type { OrderScoring } from './compared-scoring.ts';
import type { ModelSession } from './model-session.ts';
import type { RunTools } from './run-tools.ts';

/*
 * Loaded when a lane is first compared, to keep the first load small.
 */

/** Pairs that are scored in one go; the time is looked at in between. */
const pairsAtOnce = 32;

/** Time after which no more pairs are scored, ms; the first go is always made. */
const budgetMs = 10_000;

/**
 * Scores the input's first pairs in a worker that has the model, as many as there is time for. Where
 * activations are quantised over the whole batch, they are scored one by one too, and in batches as given, to
 * tell what the batch itself does.
 *
 * @throws Failure what a pass throws; `stopped`
 */
export async function scoreOrder(
  session: Pick<ModelSession, 'call'>,
  { pairs, batchSize, maxLength, dtype }: OrderScoring,
  clock: RunTools['clock'],
): Promise<QualityRecord> {
  const score = async (most: number, size: number, order: BatchOrder): Promise<number[]> => {
    const startedAtMs = clock.now();
    const scores: number[] = [];
    while (scores.length < most && (scores.length === 0 || clock.now() - startedAtMs < budgetMs)) {
      const chunk = pairs.slice(scores.length, Math.min(most, scores.length + pairsAtOnce));
      const options = { batchSize: size, tokenBudget: null, maxLength, order, paddingMultiple: 1 };
      const scored = await session.call('score', { pairs: chunk, ...options });
      scores.push(...scored.scores);
    }
    return scores;
  };
  const scores = await score(pairs.length, batchSize, 'length');
  if (!dtypeKinds[dtype].quantisesActivations || batchSize === 1) return { batchSize, scores };
  const alone = await score(scores.length, 1, 'length');
  const asGiven = await score(alone.length, batchSize, 'input');
  const batchEffect = orderAgreement(asGiven, alone, queryIndices(pairs));
  return { batchSize, scores, ...(batchEffect !== null && { batchEffect }) };
}

/** The run with each lane's order compared with the others', and with the relevance that documents carry. */
export function judgeQuality(draft: RunDraft): RunDraft {
  const ordered = draft.lanes.flatMap(({ id, device, dtype, scoreCheck, quality }): ScoredLane[] =>
    quality === undefined || dtype === null
      ? []
      : [{ laneId: id, device, dtype, isSound: scoreCheck?.verdict === 'ok', scores: quality.scores }],
  );
  const judged = judgeOrders(ordered, draft.input);
  const lanes = draft.lanes.map((lane) => {
    const { quality } = lane;
    if (quality === undefined) return lane;
    const { batchSize, scores, batchEffect } = quality;
    const own = { batchSize, scores, ...(batchEffect !== undefined && { batchEffect }) };
    return { ...lane, quality: { ...own, ...judged.get(lane.id) } };
  });
  return { ...draft, lanes };
}
