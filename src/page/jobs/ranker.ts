import { checkInput } from '../../core/input/input-limits.ts';
import { toPairs } from '../../core/input/pairs.ts';
import { type Failure, isOutOfMemory } from '../../core/rerank/failure.ts';
import { memoryOffers } from '../../core/rerank/memory-offers.ts';
import { probabilityOf } from '../../core/rerank/probability.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { failureMessage, inputProblemMessage, type Message } from '../../core/texts/message.ts';
import type { AppState, AppStore } from '../store/app-state.ts';
import { isRankUnderWay, type Ranking, type RankOffer, rankingBasis } from '../store/ranking-slice.ts';
import { isRunUnderWay } from '../store/run-slice.ts';
import { currentModel } from './known-model.ts';
import { type ScoringOutcome, SteppingScorer } from './stepping-scorer.ts';
import type { Workbench } from './workbench.ts';

type Scored = Extract<ScoringOutcome, { state: 'scored' }>;

/** Scores the documents of the moment and puts them in order. */
export class Ranker {
  readonly #store: AppStore;
  readonly #workbench: Workbench;
  readonly #scorer: SteppingScorer;

  constructor(store: AppStore, workbench: Workbench) {
    this.#store = store;
    this.#workbench = workbench;
    this.#scorer = new SteppingScorer(workbench);
  }

  cancel(): void {
    this.#scorer.stop();
  }

  /**
   * @param batchSize most pairs of a pass to begin with, from 1; without it a usual one
   * @returns the ranking, or `null` when there was none: the store says why.
   */
  async rank({ batchSize }: { readonly batchSize?: number } = {}): Promise<Ranking | null> {
    const state = this.#store.getState();
    const { input, settings, rankJob, runState } = state;
    if (isRankUnderWay(rankJob) || isRunUnderWay(runState)) return null;
    state.setRankSteps([]);
    const [problem] = checkInput(input.query, input.documents);
    if (problem !== undefined) {
      state.setRankJob({ state: 'failed', message: inputProblemMessage(problem) });
      return null;
    }
    const pairs = toPairs(input.query, input.documents);
    const order = { settings, pairs, batchSize };
    const outcome = await this.#scorer.score(order, {
      onLoading: () => state.setRankJob({ state: 'loading' }),
      onLoaded: (_model, maxLength) => {
        if (maxLength < settings.maxLength) {
          const values = { asked: settings.maxLength, context: maxLength };
          state.addNotice('warning', { key: 'notice.maxLengthClamped', values });
        }
        state.setRankJob({ state: 'scoring', pairsDone: 0, pairsTotal: pairs.length });
      },
      onProgress: (progress) => state.setRankJob({ state: 'scoring', ...progress }),
      onStep: (step) => state.setRankSteps([...this.#store.getState().rankSteps, step]),
    });
    switch (outcome.state) {
      case 'scored': {
        const ranking = toRanking(state, outcome);
        this.#store.setState({ ranking, rankJob: { state: 'idle' } });
        return ranking;
      }
      case 'stopped':
        state.setRankSteps([]);
        state.setRankJob({ state: 'idle' });
        return null;
      case 'failed': {
        const { failure, maxLength } = outcome;
        state.setRankJob({
          state: 'failed',
          code: failure.code,
          message: scoringFailureMessage(failure, maxLength, settings),
          offers: isOutOfMemory(failure.code) ? this.#offers(settings, maxLength) : [],
        });
        return null;
      }
      default:
        return outcome satisfies never;
    }
  }

  /** What may let the model fit: smaller batches where they are switched off, else what makes one pair smaller. */
  #offers(settings: Settings, maxLength: number | null): readonly RankOffer[] {
    if (maxLength !== null && !settings.stepDown) return [{ kind: 'step-down' }];
    const { machine, modelFacts } = this.#store.getState();
    const weights = currentModel({ settings, modelFacts })?.weights?.flatMap(({ dtype, bytes }) =>
      bytes === null ? [] : [{ dtype, approximateBytes: bytes }],
    );
    const adapter = machine.state === 'known' ? machine.probe.adapter : null;
    const { device, dtype } = this.#workbench.modelRequest(settings);
    return memoryOffers({
      device,
      dtype,
      maxLength,
      weights: weights ?? null,
      hasHalfPrecision: adapter?.features.includes('shader-f16') ?? false,
    });
  }
}

/** Memory that ran out in spite of all steps has words of its own: smaller batches are no advice any more. */
function scoringFailureMessage(failure: Failure, maxLength: number | null, settings: Settings): Message {
  const told = failureMessage(failure);
  if (!isOutOfMemory(failure.code)) return told;
  if (maxLength === null) return { ...told, key: `stepDown.loading.${failure.code}` };
  if (!settings.stepDown) return told;
  const values = { ...told.values, maxLength };
  return { ...told, key: `stepDown.onePair.${failure.code}`, values };
}

function toRanking(
  { input, inputRevision, settings }: Pick<AppState, 'input' | 'inputRevision' | 'settings'>,
  { model: { deviceUsed, dtype }, scored: { scores, cost }, batchSize, steps }: Scored,
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
    layers: settings.layers,
    deviceUsed,
    dtype,
    maxLength: settings.maxLength,
    batchSize,
    steps,
    basis: rankingBasis(settings),
    inputRevision,
  };
}
