import type { PaddedBatch } from '../batching.ts';
import type { Clock } from '../clock.ts';
import type { TextTokenizer } from '../pair-encoding.ts';
import type { PairScorer } from '../score-request.ts';

/** A clock that moves only when told to. */
export class FakeClock implements Clock {
  #ms = 0;
  now(): number {
    return this.#ms;
  }
  advance(ms: number): void {
    this.#ms += ms;
  }
}

/**
 * One token a word, its id the word's length plus 10; special tokens 1 and 2, padding 0, as BERT places them.
 */
export const wordTokenizer: TextTokenizer = {
  encode: (text) =>
    text
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => word.length + 10),
  template: {
    prefix: [1],
    middle: [2],
    suffix: [2],
    types: { prefix: [0], query: 0, middle: [0], document: 1, suffix: [1] },
  },
  paddingId: 0,
};

export interface FakeScorerOptions {
  readonly clock?: FakeClock;
  /** What a pass costs, ms. */
  readonly passMs?: (batch: PaddedBatch) => number;
  /** Called before each pass; may throw. */
  readonly onPass?: (batch: PaddedBatch) => void;
}

/** Scores a pair by the sum of its token ids, padding left out, so that any mix-up of rows shows. */
export function fakeScorer({ clock, passMs, onPass }: FakeScorerOptions = {}): PairScorer {
  return {
    tokenizer: wordTokenizer,
    forward: async (batch) => {
      onPass?.(batch);
      clock?.advance(passMs?.(batch) ?? 0);
      return Array.from({ length: batch.pairs }, (_, row) => {
        let sum = 0;
        for (let i = row * batch.length; i < (row + 1) * batch.length; i++) {
          sum += Number((batch.inputIds[i] ?? 0n) * (batch.attentionMask[i] ?? 0n));
        }
        return sum;
      });
    },
  };
}
