import { checkInput } from '../../core/input/input-limits.ts';
import { toPairs } from '../../core/input/pairs.ts';
import { asFailure } from '../../core/rerank/failure.ts';
import { probabilityOf } from '../../core/rerank/probability.ts';
import type { LoadedModel, ScoreResult } from '../../protocol/messages.ts';
import { inputProblemMessage } from '../i18n/problem-message.ts';
import type { AppState, AppStore } from '../store/app-state.ts';
import { failureMessage } from '../store/message.ts';
import { isRankUnderWay, type Ranking } from '../store/ranking-slice.ts';
import { isRunUnderWay } from '../store/run-slice.ts';
import type { Workbench } from './workbench.ts';

/** Pairs a pass when ranking: the memory of a moderate batch, whatever the model. */
const rankBatchSize = 8;

/** Scores the documents of the moment and puts them in order. */
export class Ranker {
  readonly #store: AppStore;
  readonly #workbench: Workbench;

  constructor(store: AppStore, workbench: Workbench) {
    this.#store = store;
    this.#workbench = workbench;
  }

  cancel(): void {
    this.#workbench.stop();
  }

  /** @returns the ranking, or `null` when there was none: the store says why. */
  async rank(): Promise<Ranking | null> {
    const state = this.#store.getState();
    const { input, inputRevision, settings, rankJob, runState } = state;
    if (isRankUnderWay(rankJob) || isRunUnderWay(runState)) return null;
    const [problem] = checkInput(input.query, input.documents);
    if (problem !== undefined) {
      state.setRankJob({ state: 'failed', message: inputProblemMessage(problem) });
      return null;
    }
    state.setRankJob({ state: 'loading' });
    try {
      const { client, model } = await this.#workbench.load(settings);
      const maxLength = Math.min(settings.maxLength, model.contextTokens ?? settings.maxLength);
      if (maxLength < settings.maxLength) {
        const values = { asked: settings.maxLength, context: maxLength };
        state.addNotice('warning', { key: 'notice.maxLengthClamped', values });
      }
      const pairs = toPairs(input.query, input.documents);
      state.setRankJob({ state: 'scoring', pairsDone: 0, pairsTotal: pairs.length });
      this.#workbench.listenToScoring((progress) => state.setRankJob({ state: 'scoring', ...progress }));
      const scored = await client.call('score', {
        pairs,
        batchSize: rankBatchSize,
        maxLength,
        order: settings.order[0] ?? 'length',
      });
      const ranking = toRanking({ input, inputRevision, settings }, model, scored);
      this.#store.setState({ ranking, rankJob: { state: 'idle' } });
      return ranking;
    } catch (error) {
      const failure = asFailure(error);
      // What failed once keeps failing in the same worker.
      this.#workbench.end();
      state.setRankJob(
        failure.code === 'stopped'
          ? { state: 'idle' }
          : { state: 'failed', message: failureMessage(failure) },
      );
      return null;
    }
  }
}

function toRanking(
  { input, inputRevision, settings }: Pick<AppState, 'input' | 'inputRevision' | 'settings'>,
  { deviceUsed, dtype }: LoadedModel,
  { scores, cost }: ScoreResult,
): Ranking {
  const rows = input.documents.map(({ id, text }, place) => {
    const score = scores[place] ?? Number.NaN;
    return { documentId: id, text, score, probability: probabilityOf(score), oldPlace: place + 1 };
  });
  // Equals keep the input's order, since sorting is stable.
  rows.sort((a, b) => b.score - a.score);
  return {
    query: input.query,
    rows: rows.map((row, place) => ({ ...row, newPlace: place + 1 })),
    latencyMs: cost.latencyMs,
    modelId: settings.model,
    deviceUsed,
    dtype,
    maxLength: settings.maxLength,
    inputRevision,
  };
}
