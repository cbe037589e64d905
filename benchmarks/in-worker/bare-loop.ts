import type { CellPlan } from '../../src/core/bench/sweep-plan.ts';
import { requestPairs } from '../../src/core/bench/sweep-plan.ts';
import { BatchSource, type SourcedBatch } from '../../src/core/rerank/batch-source.ts';
import type { Clock } from '../../src/core/rerank/clock.ts';
import type { Pair } from '../../src/core/rerank/pair.ts';
import { type PairScorer, preparesBeside } from '../../src/core/rerank/score-request.ts';
import type { CaughtSession } from './session-catch.ts';

export interface BareRun {
  readonly ms: number;
  /** Logits in the input's order. */
  readonly scores: Float32Array;
}

/**
 * The least that any program must do on this session: run the batches of a request, which were padded and
 * wrapped beforehand, one after another and read the logits.
 */
export function bareLoop(
  { Tensor, inputNames, run }: CaughtSession,
  scorer: PairScorer,
  {
    cell,
    pairs,
    maxLength,
    seed,
  }: {
    readonly cell: CellPlan;
    readonly pairs: readonly Pair[];
    readonly maxLength: number;
    readonly seed: number;
  },
  clock: Clock,
): () => Promise<BareRun> {
  const { pairCount, batchSize, tokenBudget } = cell;
  const options = { batchSize, tokenBudget, maxLength, order: 'length', paddingMultiple: 1 } as const;
  const source = new BatchSource(
    requestPairs(pairs, seed)(pairCount),
    scorer.tokenizer,
    options,
    preparesBeside(scorer),
    clock,
  );
  const batches: SourcedBatch[] = [];
  for (let next = source.next(); next !== null; next = source.next()) batches.push(next);
  const names = inputNames();
  const feeds = batches.map(({ batch }) => {
    const dims = [batch.pairs, batch.length];
    const all = {
      input_ids: new Tensor('int64', batch.inputIds, dims),
      attention_mask: new Tensor('int64', batch.attentionMask, dims),
      token_type_ids: new Tensor('int64', batch.tokenTypeIds, dims),
    };
    return Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
  });

  return async () => {
    const answers: Float32Array[] = [];
    const start = clock.now();
    for (const feed of feeds) {
      const { logits } = await run(feed);
      answers.push(logits?.data as Float32Array);
    }
    const ms = clock.now() - start;
    const scores = new Float32Array(pairCount);
    batches.forEach(({ places }, i) => {
      places.forEach((place, row) => {
        scores[place] = answers[i]?.[row] ?? Number.NaN;
      });
    });
    return { ms, scores };
  };
}
