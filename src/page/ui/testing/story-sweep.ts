import { withSample } from '../../../core/document/run-draft.ts';
import { seededRandom } from '../../../core/stats/random.ts';
import type { AppStore } from '../../store/app-state.ts';
import { storyDraft, storyLane } from './story-draft.ts';

const updateMs = 50;
const rounds = 30;

/**
 * Fills the store as a real sweep does, with 20 samples a second and without a worker. Returns a function
 * that stops it.
 */
export function playSweep(store: AppStore): () => void {
  const wish = { device: 'wasm', dtype: 'q8', msPerPair: 17, msPerPass: 3, samples: 0, upTo: 99 } as const;
  const { setRun } = store.getState();
  setRun({ runState: 'running', draft: storyDraft([storyLane(wish)], 'running'), record: null });
  const random = seededRandom(3);
  let step = 0;
  const timer = setInterval(() => {
    const draft = store.getState().draft;
    const lane = draft?.lanes[0];
    if (!draft || !lane) return;
    const living = lane.cells.flatMap((cell, place) => (cell.state === 'skipped' ? [] : [place]));
    const place = living[step % living.length] ?? 0;
    const round = 1 + Math.floor(step / living.length);
    step++;
    const cells = lane.cells.map((cell, at) => {
      if (at !== place) return cell;
      const latencyMs = cell.pairCount * (17 + 3 / (cell.batchSize ?? 1)) * (0.9 + 0.2 * random());
      const cost = {
        latencyMs,
        tokenizeMs: 1,
        modelMs: latencyMs,
        tokens: 900,
        tokensComputed: 990,
        squaredTokensComputed: 66_000,
        passes: 4,
      };
      return withSample(cell, { ...cost, round, startedAtMs: step * updateMs });
    });
    setRun({
      draft: { ...draft, lanes: [{ ...lane, cells }] },
      progress: {
        lane: 0,
        phase: 'sampling',
        load: null,
        trying: null,
        files: [],
        cell: place,
        round,
        fraction: Math.min(1, step / (rounds * living.length)),
        remainingMs: Math.max(0, rounds * living.length - step) * updateMs,
      },
    });
  }, updateMs);
  return () => clearInterval(timer);
}
