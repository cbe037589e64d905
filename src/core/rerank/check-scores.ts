import { headlineModelId } from './catalogue.ts';
import type { Clock } from './clock.ts';
import type { Dtype } from './devices.ts';
import { Failure } from './failure.ts';
import { parseModelId } from './model-id.ts';
import type { Pair } from './pair.ts';
import { judgeScores, largestDifference, type ScoreCheck } from './score-check.ts';
import { type PairScorer, scoreRequest } from './score-request.ts';

export interface CheckedScores extends ScoreCheck {
  /**
   * Wall time of the lane's very first pass, ms. It scores one short pair and compiles what every pass needs.
   */
  readonly firstRunMs: number;
  /** Wall time of the whole check, ms. */
  readonly durationMs: number;
}

export interface ScoreCheckOrder {
  readonly modelId: string;
  readonly dtype: Dtype;
  /** Most tokens in a pair that the model takes. */
  readonly maxLength: number;
  /** Whether to score the pairs in one padded batch too; `false` where that ran out of memory before. */
  readonly padded: boolean;
}

/**
 * Scores the model's probe set, each pair alone and then, if asked, all in one padded batch, and judges the
 * scores. Where padding moves them further than expected in reduced precision, the same batch with an ignored
 * mask and the same pairs alone once more tell whether that is rounding. A synthetic twin's scores mean nothing, so it runs the set only to
 * time its first pass.
 *
 * @param shouldStop asked before each pass
 * @throws Failure `stopped`; `query-too-long`; whatever the model throws in a pass
 */
export async function checkScores(
  scorer: PairScorer,
  { modelId, dtype, maxLength, padded }: ScoreCheckOrder,
  clock: Clock,
  shouldStop: () => boolean = () => false,
): Promise<CheckedScores> {
  const { pairs, published } = probeSetOf(modelId);
  const startedAtMs = clock.now();
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
  const score = async (batchSize: number, by: PairScorer = timed): Promise<Float32Array> => {
    const options = { batchSize, maxLength, order: 'input', tokenBudget: null, paddingMultiple: 1 } as const;
    const scored = await scoreRequest(by, pairs, options, clock, { shouldStop });
    if (scored === null) throw new Failure('stopped', 'Checking the scores was stopped.');
    return scored.scores;
  };
  const alone = await score(1);
  const probed = { dtype, alone, padded: padded ? await score(pairs.length) : null, published };
  const check = judgeScores(probed);
  const answer = (judged: ScoreCheck) => ({
    ...judged,
    firstRunMs: firstRunMs ?? 0,
    durationMs: clock.now() - startedAtMs,
  });
  if (isTwin(modelId)) return answer(meaningless(check));
  if (dtype === 'fp32' || !check.findings.some(({ code }) => code === 'batch-dependent'))
    return answer(check);
  const unmasked = await score(pairs.length, takingPaddingForText(scorer));
  const ignoredMask = largestDifference(Array.from(alone), unmasked);
  return answer(judgeScores({ ...probed, ignoredMask, again: await score(1) }));
}

const takingPaddingForText = (scorer: PairScorer): PairScorer => ({
  ...scorer,
  forward: (batch) => scorer.forward({ ...batch, attentionMask: batch.attentionMask.map(() => 1n) }),
});

const isTwin = (modelId: string): boolean => parseModelId(modelId)?.source === 'twin';

const meaningless = (check: ScoreCheck): ScoreCheck => ({
  ...check,
  verdict: 'not-applicable',
  findings: [],
});

/** A pair whose score the model's authors published. */
export interface ReferencePair extends Pair {
  readonly score: number;
}

/**
 * The pairs on which every lane's scores are checked, whatever the visitor's own texts are. Their lengths
 * differ, so that most are padded in a common batch; some match and some do not; there are two scripts. One
 * is longer than 32 tokens and one longer than 64, from where on ONNX Runtime may compute attention in
 * another way. The others are short, since all of them run before the first number appears.
 */
const commonPairs: readonly Pair[] = [
  {
    query: 'how do I reset my password',
    document: 'Passwords are reset under Settings, Security, Reset password.',
  },
  { query: 'how do I reset my password', document: 'The ferry leaves at nine.' },
  { query: 'what is panda?', document: 'hi' },
  {
    query: 'capital of France',
    document:
      'Paris, on the river Seine, is the capital and the largest city of France. More than two million people live there, and its kings and parliaments have sat there for centuries.',
  },
  { query: '如何申请退款', document: '点击“申请退款”即可。' },
  {
    query: 'battery life of the small drone',
    document:
      'The small drone flies for 31 minutes on one battery where there is no wind, and for about 24 minutes where there is some. Cold shortens its life: below ten degrees, warm the battery in a pocket before you start, and land as soon as the lamp turns red. A spare battery is charged in an hour with the charger in the box.',
  },
];

/**
 * Scores that model cards publish, as logits. Source: the card of BAAI/bge-reranker-v2-m3, which computed
 * them in half precision.
 */
const references: Readonly<Record<string, readonly ReferencePair[]>> = {
  [headlineModelId]: [
    { query: 'query', document: 'passage', score: -5.652 },
    { query: 'what is panda?', document: 'hi', score: -8.188 },
    {
      query: 'what is panda?',
      document:
        'The giant panda (Ailuropoda melanoleuca), sometimes called a panda bear or simply panda, is a bear species endemic to China.',
      score: 5.262,
    },
  ],
};

export interface ProbeSet {
  readonly pairs: readonly Pair[];
  /** Published scores, as logits, by the index of their pair. */
  readonly published: ReadonlyMap<number, number>;
}

/** The probe set of a model: the common pairs, then those its authors published scores for. */
export function probeSetOf(modelId: string): ProbeSet {
  const known = references[modelId] ?? [];
  return {
    pairs: [...commonPairs, ...known.map(({ query, document }) => ({ query, document }))],
    published: new Map(known.map(({ score }, i) => [commonPairs.length + i, score])),
  };
}
