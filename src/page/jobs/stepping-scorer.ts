import { asFailure, type Failure, isOutOfMemory } from '../../core/rerank/failure.ts';
import type { Pair } from '../../core/rerank/pair.ts';
import { type StepDown, stepAfter, usualBatchSize } from '../../core/rerank/step-down.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { EventMap, LoadedModel, ScoreResult } from '../../worker/protocol/messages.ts';
import { limitToContext } from './context-limit.ts';
import type { Workbench } from './workbench.ts';

export interface ScoringOrder {
  readonly settings: Settings;
  readonly pairs: readonly Pair[];
  /** Most pairs of a pass to begin with; without it what is usual, or what is known to fit. */
  readonly batchSize?: number | undefined;
}

/** What scoring tells while it goes on. */
export interface ScoringListener {
  readonly onLoading: () => void;
  readonly onLoaded: (model: LoadedModel, maxLength: number) => void;
  readonly onProgress: (progress: EventMap['scoreProgress']) => void;
  readonly onStep: (step: StepDown) => void;
}

export type ScoringOutcome =
  | {
      readonly state: 'scored';
      readonly scored: ScoreResult;
      readonly model: LoadedModel;
      /** Most pairs of a pass, for every pair alike. */
      readonly batchSize: number;
      readonly steps: readonly StepDown[];
    }
  | { readonly state: 'stopped' }
  | {
      readonly state: 'failed';
      readonly failure: Failure;
      /** As it was scored with, tokens; `null` where the model could not be loaded. */
      readonly maxLength: number | null;
    };

/**
 * Scores pairs on the workbench, stepping down instead of failing; `stepAfter` says when. What a model's batch had to
 * come down to is where its next scoring begins, for as long as the page lives.
 */
export class SteppingScorer {
  readonly #workbench: Workbench;
  /** Batch sizes that worked after larger ones did not, by what they depend on. */
  readonly #fitting = new Map<string, number>();
  #stopped = false;
  #endWait = () => {};

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Ends the scoring under way, whatever attempt it is at. */
  stop(): void {
    this.#stopped = true;
    this.#endWait();
    this.#workbench.stop();
  }

  /** Never rejects; after anything but `scored` the workbench has no worker. */
  async score(
    { settings, pairs, batchSize: wanted }: ScoringOrder,
    listener: ScoringListener,
  ): Promise<ScoringOutcome> {
    this.#stopped = false;
    const steps: StepDown[] = [];
    const settled = this.#workbench.settled();
    if (settled !== null) {
      listener.onLoading();
      const stopped = new Promise<void>((resolve) => {
        this.#endWait = resolve;
      });
      await Promise.race([settled, stopped]);
      if (this.#stopped) return { state: 'stopped' };
    }
    for (;;) {
      let attempt: { batchSize: number; maxLength: number; hadModelBefore: boolean } | null = null;
      try {
        listener.onLoading();
        const { client, model, hadModelBefore } = await this.#workbench.load(settings);
        const { maxLength } = limitToContext(model, settings.maxLength);
        const { deviceUsed, dtype, layers } = model;
        const key = JSON.stringify([settings.model, layers, deviceUsed, dtype, maxLength]);
        const first = wanted ?? this.#firstBatchSize(key, settings.stepDown);
        // A batch of more pairs than there are would be the same pass; halving it would change nothing.
        const batchSize = steps.at(-1)?.to ?? Math.max(1, Math.min(first, pairs.length));
        attempt = { batchSize, maxLength, hadModelBefore };
        listener.onLoaded(model, maxLength);
        this.#workbench.listenToScoring(listener.onProgress);
        const scored = await client.call('score', {
          pairs,
          batchSize,
          tokenBudget: null,
          maxLength,
          order: settings.order[0] ?? 'length',
          paddingMultiple: settings.paddingMultiples[0] ?? 1,
        });
        if (steps.some(({ reason }) => isOutOfMemory(reason))) this.#fitting.set(key, batchSize);
        // A stop that came too late still ends the worker it was sent to.
        if (this.#stopped) this.#workbench.end();
        return { state: 'scored', scored, model, batchSize, steps };
      } catch (error) {
        const failure = asFailure(error);
        // What failed once keeps failing in the same worker.
        this.#workbench.end();
        // A pass that failed while it was being stopped is no failure either.
        if (this.#stopped || failure.code === 'stopped') return { state: 'stopped' };
        const step =
          attempt === null ? null : stepAfter({ ...attempt, failure, maySizeDown: settings.stepDown });
        if (step === null) return { state: 'failed', failure, maxLength: attempt?.maxLength ?? null };
        steps.push(step);
        listener.onStep(step);
      }
    }
  }

  #firstBatchSize(key: string, maySizeDown: boolean): number {
    return (maySizeDown ? this.#fitting.get(key) : undefined) ?? usualBatchSize;
  }
}
