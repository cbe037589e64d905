import { Failure } from '../rerank/failure.ts';
import { PairEncoder, type TextTokenizer } from '../rerank/pair-encoding.ts';
import type { PassesOrder } from './load-order.ts';
import type { MeasureTools } from './measure-tools.ts';

/** The thread is not kept from its messages for longer than this, ms. */
const mostMsAtOnce = 50;

/** Arrivals are tokenised until so much time, or so many of them. */
const tokenizingRule = { ms: 300, arrivals: 200 } as const;

/**
 * Tokens of each pair, special tokens included, as the model gets them.
 *
 * @throws Failure `query-too-long`; `stopped`
 */
export async function tokenLengths(
  tokenizer: TextTokenizer,
  { pairs, maxLength }: PassesOrder,
  { clock, shouldStop, breathe }: MeasureTools,
): Promise<number[]> {
  const encoder = new PairEncoder(tokenizer, maxLength);
  const lengths: number[] = [];
  let since = clock.now();
  for (const pair of pairs) {
    lengths.push(encoder.encode(pair).ids.length);
    if (clock.now() - since < mostMsAtOnce) continue;
    await breathe();
    if (shouldStop()) throw new Failure('stopped', 'Measuring was stopped.');
    since = clock.now();
  }
  return lengths;
}

/** What an arrival's tokenising takes of the thread, ms a pair: of arrivals of the mean number of pairs, each query read once. */
export async function tokenizeMsPerPair(
  tokenizer: TextTokenizer,
  { pairs, maxLength, pairsPerArrival: [fewest, most] }: PassesOrder,
  { clock, breathe }: MeasureTools,
): Promise<number> {
  const each = Math.max(1, Math.round((fewest + most) / 2));
  let spentMs = 0;
  let arrivals = 0;
  while (spentMs < tokenizingRule.ms && arrivals < tokenizingRule.arrivals) {
    await breathe();
    const start = clock.now();
    const encoder = new PairEncoder(tokenizer, maxLength);
    for (let i = 0; i < each; i++) {
      const pair = pairs[(arrivals * each + i) % pairs.length];
      if (pair !== undefined) encoder.encode(pair);
    }
    spentMs += clock.now() - start;
    arrivals++;
  }
  return spentMs / (arrivals * each);
}
