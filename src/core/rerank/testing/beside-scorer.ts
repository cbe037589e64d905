import type { PaddedBatch } from '../batching.ts';
import type { PairScorer } from '../score-request.ts';
import { FakeClock, fakeScorer, wordTokenizer } from './fake-scorer.ts';

export interface BesideScorerOptions {
  readonly passMs: (batch: PaddedBatch) => number;
  /** What tokenising a text costs, ms. */
  readonly textMs?: number;
  readonly parallelPasses?: number;
  /** Called when a pass ends; may throw. */
  readonly onEnd?: (batch: PaddedBatch) => void;
}

/**
 * A scorer whose passes run beside the thread: its clock jumps to the end of the next pass only when the
 * thread has nothing left to do. Scores are `fakeScorer`'s.
 */
export function besideScorer({ passMs, textMs = 0, parallelPasses = 1, onEnd }: BesideScorerOptions) {
  const clock = new FakeClock();
  const underWay: { readonly endsAt: number; readonly end: () => void }[] = [];
  const { forward } = fakeScorer();
  const started: PaddedBatch[] = [];
  let most = 0;
  let isIdling = false;

  const idle = async (): Promise<void> => {
    if (isIdling) return;
    isIdling = true;
    while (underWay.length > 0) {
      // Enough turns for the program to notice that a pass ended and to start the next.
      for (let hop = 0; hop < 30; hop++) await null;
      underWay.sort((a, b) => a.endsAt - b.endsAt);
      const first = underWay.shift();
      clock.advance(Math.max(0, (first?.endsAt ?? 0) - clock.now()));
      first?.end();
    }
    isIdling = false;
  };

  const scorer: PairScorer = {
    tokenizer: {
      ...wordTokenizer,
      encode: (text) => {
        clock.advance(textMs);
        return wordTokenizer.encode(text);
      },
    },
    forward: async (batch) => {
      started.push(batch);
      await new Promise<void>((end) => {
        underWay.push({ endsAt: clock.now() + passMs(batch), end });
        most = Math.max(most, underWay.length);
        void idle();
      });
      onEnd?.(batch);
      return forward(batch);
    },
    parallelPasses,
    tokenizesBeside: true,
  };
  return { scorer, clock, started, mostUnderWay: () => most, underWay: () => underWay.length };
}
