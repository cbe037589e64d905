import type { Clock } from './clock.ts';
import type { Dtype } from './devices.ts';
import { parseModelId } from './model-id.ts';
import { probeSetOf } from './probe-set.ts';
import { judgeScores, type ScoreCheck } from './score-check.ts';
import { type PairScorer, scoreRequest } from './score-request.ts';

export interface CheckedScores extends ScoreCheck {
  /** Wall time of the lane's very first pass, one short pair: it compiles what every pass needs, ms. */
  readonly firstRunMs: number;
}

export interface ScoreCheckOrder {
  readonly modelId: string;
  readonly dtype: Dtype;
  /** Most tokens in a pair that the model takes. */
  readonly maxLength: number;
  /** Whether to score them in one padded batch too; not where that ran out of memory before. */
  readonly padded: boolean;
}

/**
 * Scores the model's probe set, each pair alone and then, if asked, all in one padded batch, and judges what came out. A synthetic
 * twin runs it for its first pass alone: its scores mean nothing, whatever they are.
 *
 * @throws whatever the model throws in a pass
 */
export async function checkScores(
  scorer: PairScorer,
  { modelId, dtype, maxLength, padded }: ScoreCheckOrder,
  clock: Clock,
): Promise<CheckedScores> {
  const { pairs, published } = probeSetOf(modelId);
  let firstRunMs: number | null = null;
  const timed: PairScorer = {
    tokenizer: scorer.tokenizer,
    forward: async (batch) => {
      const start = clock.now();
      const logits = await scorer.forward(batch);
      firstRunMs ??= clock.now() - start;
      return logits;
    },
  };
  // In the input's order, so that the first pass is always the same pair's.
  const score = async (batchSize: number) =>
    (
      await scoreRequest(
        timed,
        pairs,
        { batchSize, maxLength, order: 'input', tokenBudget: null, paddingMultiple: 1 },
        clock,
      )
    )?.scores ?? [];
  const alone = await score(1);
  const check = judgeScores({ dtype, alone, padded: padded ? await score(pairs.length) : null, published });
  return { ...(isTwin(modelId) ? meaningless(check) : check), firstRunMs: firstRunMs ?? 0 };
}

const isTwin = (modelId: string): boolean => parseModelId(modelId)?.source === 'twin';

const meaningless = (check: ScoreCheck): ScoreCheck => ({
  ...check,
  verdict: 'not-applicable',
  findings: [],
});
