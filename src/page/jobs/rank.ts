import { checkInput } from '../../core/input/input-limits.ts';
import { ownQuery, toPairs } from '../../core/input/pairs.ts';
import type { CheckedScores } from '../../core/rerank/check-scores.ts';
import { asFailure, type Failure, isOutOfMemory } from '../../core/rerank/failure.ts';
import { memoryOffers, type StepDown, stepAfter, usualBatchSize } from '../../core/rerank/memory-shortage.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import { tellsNothingApart } from '../../core/rerank/score-check.ts';
import { areProbabilities, probabilityOf } from '../../core/rerank/score-request.ts';
import { isTwinId } from '../../core/rerank/twins.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { failureMessage, inputProblemMessage, type Message } from '../../core/texts/message.ts';
import type { EventMap, LoadedModel, ScoreResult } from '../../worker/protocol/messages.ts';
import type { AppState, AppStore } from '../store/app-state.ts';
import { type Ranking, type RankingFinding, type RankOffer, rankingBasis } from '../store/ranking-slice.ts';
import { graphWarnings, mostPairs } from './graph-limits.ts';
import { JobProblem, type Jobs, unlessStopped } from './job.ts';
import { currentModel } from './known-model.ts';
import { limitToContext, type ModelSession, scoreCheckOf } from './model-session.ts';
import type { Workbench } from './workbench.ts';

type Scored = Extract<ScoringOutcome, { state: 'scored' }>;

/** Scores the documents of the moment and puts them in order. */
export class Ranker {
  readonly #store: AppStore;
  readonly #jobs: Jobs;
  readonly #workbench: Workbench;
  readonly #scorer: SteppingScorer;

  constructor(store: AppStore, jobs: Jobs, workbench: Workbench) {
    this.#store = store;
    this.#jobs = jobs;
    this.#workbench = workbench;
    this.#scorer = new SteppingScorer(workbench);
  }

  /**
   * @param batchSize most pairs of a pass to begin with, from 1; without it a usual one
   * @returns the ranking, or `null` when there was none: the store says why.
   */
  rank({ batchSize }: { readonly batchSize?: number } = {}): Promise<Ranking | null> {
    return this.#jobs.rank((signal, takeTurn) => this.#rank(batchSize, signal, takeTurn));
  }

  async #rank(
    batchSize: number | undefined,
    signal: AbortSignal,
    takeTurn: () => Promise<void>,
  ): Promise<Ranking | null> {
    const state = this.#store.getState();
    const { input, settings } = state;
    state.setRankSteps([]);
    const [problem] = checkInput(input.query, input.documents);
    if (problem !== undefined) throw new JobProblem(inputProblemMessage(problem));
    const pairs = toPairs(input.query, input.documents);
    const order = { settings, pairs, batchSize };
    const listener: ScoringListener = {
      onLoading: () => state.setRankJob({ state: 'loading' }),
      onLoaded: (model, maxLength) => {
        for (const { code, message } of graphWarnings(model)) {
          state.addNotice('warning', { key: `warning.${code}`, detail: message });
        }
        if (maxLength < settings.maxLength) {
          const values = { asked: settings.maxLength, context: maxLength };
          state.addNotice('warning', { key: 'notice.maxLengthClamped', values });
        }
        state.setRankJob({ state: 'scoring', pairsDone: 0, pairsTotal: pairs.length });
      },
      onProgress: (progress) => state.setRankJob({ state: 'scoring', ...progress }),
      onScored: (outcome) =>
        this.#store.setState({ ranking: toRanking(state, outcome), rankJob: { state: 'checking' } }),
      onStep: (step) => state.setRankSteps([...this.#store.getState().rankSteps, step]),
    };
    state.setRankJob({ state: 'loading' });
    await takeTurn();
    const outcome: ScoringOutcome = signal.aborted
      ? { state: 'stopped' }
      : await this.#scorer.score(order, listener, signal);
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

  /**
   * Offers what may let the model fit: smaller batches where they are switched off, else what makes one pair
   * smaller.
   */
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

/** Memory that ran out in spite of all steps has words of its own, since smaller batches no longer help. */
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
  {
    model: { deviceUsed, dtype },
    file,
    scored: { scores, cutPairs, cost },
    maxLength,
    batchSize,
    steps,
    check,
  }: Scored,
): Ranking {
  // Of several texts, the check and the documents would say the same.
  const isKnownAsConstant = check?.findings.some(({ code }) => code === 'constant') ?? false;
  const tellsNothing =
    !isKnownAsConstant &&
    !isTwinId(settings.model) &&
    tellsNothingApart(toPairs(input.query, input.documents), scores, settings.maxLength);
  const isProbability =
    check !== null &&
    check.verdict !== 'not-applicable' &&
    [check.scores, Array.from(scores)].every(areProbabilities);
  const rows = input.documents.map((document, place) => {
    const { id, text, ownId, relevance } = document;
    const query = ownQuery(document);
    const score = scores[place] ?? Number.NaN;
    return {
      documentId: id,
      text,
      ...(ownId !== undefined && { id: ownId }),
      ...(relevance !== undefined && { relevance }),
      ...(query !== undefined && { query }),
      score,
      probability: isProbability ? score : probabilityOf(score),
      oldPlace: place + 1,
    };
  });
  // Equal scores keep the input's order, since sorting is stable.
  rows.sort((a, b) => b.score - a.score);
  return {
    query: input.query,
    rows: rows.map((row, place) => ({ ...row, newPlace: place + 1 })),
    latencyMs: cost.latencyMs,
    modelId: settings.model,
    layers: settings.layers,
    deviceUsed,
    dtype,
    ...(file !== undefined && { file }),
    maxLength: settings.maxLength,
    ...(cutPairs > 0 && { cut: { documents: cutPairs, tokens: maxLength } }),
    batchSize,
    steps,
    findings: [
      ...(check?.findings ?? []).map(({ code, message }) => ({ code, message })),
      ...(tellsNothing ? [equalScores(scores)] : []),
    ],
    scoreCheck: check && { verdict: check.verdict, durationMs: check.durationMs },
    basis: rankingBasis(settings),
    inputRevision,
  };
}

const equalScores = ({ length, 0: score }: Float32Array): RankingFinding => ({
  code: 'equal-scores',
  message: `All ${length} documents score ${score}, although their texts differ.`,
});

export interface ScoringOrder {
  readonly settings: Settings;
  readonly pairs: readonly Pair[];
  /** Most pairs of a pass to begin with. Default: as many as usual, or as are known to fit. */
  readonly batchSize?: number | undefined;
}

/** Hears how far scoring is. */
export interface ScoringListener {
  readonly onLoading: () => void;
  readonly onLoaded: (model: LoadedModel, maxLength: number) => void;
  readonly onProgress: (progress: EventMap['scoreProgress']) => void;
  readonly onStep: (step: StepDown) => void;
  /** All pairs are scored, and the model's score check begins. */
  readonly onScored: (scored: Scored) => void;
}

export type ScoringOutcome =
  | {
      readonly state: 'scored';
      readonly scored: ScoreResult;
      readonly model: LoadedModel;
      /** The weights' file name where it is not the dtype's own. */
      readonly file?: string;
      /** In tokens, as it was scored with. */
      readonly maxLength: number;
      /** Most pairs of a pass; all pairs were scored with it. */
      readonly batchSize: number;
      readonly steps: readonly StepDown[];
      /** The score check of the loaded model; `null` where there was none yet. */
      readonly check: CheckedScores | null;
    }
  | { readonly state: 'stopped' }
  | {
      readonly state: 'failed';
      readonly failure: Failure;
      /** In tokens, as it was scored with; `null` where the model could not be loaded. */
      readonly maxLength: number | null;
    };

/**
 * Scores pairs on the workbench, and steps down instead of failing where `stepAfter` says so. A model's next
 * scoring begins with the batch size that worked, for as long as the page lives.
 */
export class SteppingScorer {
  readonly #workbench: Workbench;
  /** Batch sizes that worked after larger ones did not, by what they depend on. */
  readonly #fitting = new Map<string, number>();
  readonly #checks: ScoreChecks;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
    this.#checks = new ScoreChecks(workbench);
  }

  /**
   * Scores, then checks the model's scores unless they have been checked since it was loaded. After anything
   * but `scored` the workbench has no worker.
   *
   * @param signal ends the scoring, whatever attempt it is at
   */
  async score(
    { settings, pairs, batchSize: wanted }: ScoringOrder,
    listener: ScoringListener,
    signal: AbortSignal,
  ): Promise<ScoringOutcome> {
    const steps: StepDown[] = [];
    const settled = this.#workbench.settled();
    if (settled !== null) {
      listener.onLoading();
      await unlessStopped(settled, signal);
      if (signal.aborted) return { state: 'stopped' };
    }
    for (;;) {
      let attempt: { batchSize: number; maxLength: number; hadModelBefore: boolean } | null = null;
      let stop = () => {};
      try {
        listener.onLoading();
        const { session, model, file, hadModelBefore } = await this.#workbench.load(settings, signal);
        stop = () => session.stop();
        signal.addEventListener('abort', stop, { once: true });
        const { maxLength } = limitToContext(model, settings.maxLength);
        const { deviceUsed, dtype, layers } = model;
        const key = JSON.stringify([settings.model, layers, deviceUsed, file ?? dtype, maxLength]);
        const first = wanted ?? this.#firstBatchSize(key, settings.stepDown);
        // A batch size above the number of pairs gives the same pass, and halving it would change nothing.
        const batchSize = steps.at(-1)?.to ?? Math.max(1, Math.min(first, pairs.length, mostPairs(model)));
        attempt = { batchSize, maxLength, hadModelBefore };
        listener.onLoaded(model, maxLength);
        this.#workbench.listenToScoring(listener.onProgress);
        const scored = await session.call('score', {
          pairs,
          batchSize,
          tokenBudget: null,
          maxLength,
          order: settings.order[0] ?? 'length',
          paddingMultiple: settings.paddingMultiples[0] ?? 1,
        });
        if (steps.some(({ reason }) => isOutOfMemory(reason))) this.#fitting.set(key, batchSize);
        const named = file === undefined ? {} : { file };
        const outcome = {
          ...({ state: 'scored', scored, model, maxLength, batchSize, steps, check: null } as const),
          ...named,
        };
        const isShort = this.#fitting.has(key);
        const check = await this.#checks.of({ session, model, modelId: settings.model, file, isShort }, () =>
          listener.onScored(outcome),
        );
        // A stop that came too late still ends the worker it was sent to.
        if (signal.aborted) this.#workbench.end();
        return { ...outcome, check };
      } catch (error) {
        const failure = asFailure(error);
        // What failed once keeps failing in the same worker.
        this.#workbench.end();
        // A pass that failed while it was being stopped counts as stopped.
        if (signal.aborted || failure.code === 'stopped') return { state: 'stopped' };
        const step =
          attempt === null ? null : stepAfter({ ...attempt, failure, maySizeDown: settings.stepDown });
        if (step === null) return { state: 'failed', failure, maxLength: attempt?.maxLength ?? null };
        steps.push(step);
        listener.onStep(step);
      } finally {
        signal.removeEventListener('abort', stop);
      }
    }
  }

  #firstBatchSize(key: string, maySizeDown: boolean): number {
    return (maySizeDown ? this.#fitting.get(key) : undefined) ?? usualBatchSize;
  }
}

interface CheckedModel {
  readonly session: ModelSession;
  readonly model: LoadedModel;
  readonly modelId: string;
  readonly file: string | undefined;
  /** Whether memory has run out for larger batches. */
  readonly isShort: boolean;
}

/** The score checks of the workbench's models, each made once after its model was loaded. */
class ScoreChecks {
  readonly #workbench: Workbench;
  readonly #made = new WeakMap<LoadedModel, CheckedScores>();
  /**
   * How often the check of a model failed: then it goes without the padded batch, and at last there is none.
   */
  readonly #failures = new Map<string, number>();

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /**
   * A check that fails ends the worker, and leaves what was scored as it is.
   *
   * @param onStart called where a check has to be made
   * @returns `null` where there can be none: for a synthetic twin, or where it failed or was stopped
   */
  async of(
    { session, model, modelId, file, isShort }: CheckedModel,
    onStart: () => void,
  ): Promise<CheckedScores | null> {
    const key = JSON.stringify([modelId, model.deviceUsed, file ?? model.dtype]);
    const failures = this.#failures.get(key) ?? 0;
    if (isTwinId(modelId) || failures > 1) return null;
    const made = this.#made.get(model);
    if (made !== undefined) return made;
    onStart();
    try {
      const check = await session.call(
        'checkScores',
        scoreCheckOf(modelId, model, !isShort && failures === 0),
      );
      this.#made.set(model, check);
      return check;
    } catch (error) {
      this.#workbench.end();
      if (asFailure(error).code !== 'stopped') this.#failures.set(key, failures + 1);
      return null;
    }
  }
}
