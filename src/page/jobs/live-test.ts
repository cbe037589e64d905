import { draftLoadTest } from '../../core/document/load-test-draft.ts';
import { LoadTestFold } from '../../core/document/load-test-fold.ts';
import type { DraftLoadTest } from '../../core/document/run-draft.ts';
import type { FailureData } from '../../core/rerank/failure.ts';
import type { LoadTestPlan, Outcome } from '../../core/serving/arrival.ts';
import type { BatchRule, Policy } from '../../core/serving/batch-rule.ts';
import type { Prediction } from '../../core/serving/capacity.ts';
import type { LoadTestEvent } from '../../core/serving/load-test-order.ts';

export interface LiveTestOrder {
  readonly laneId: string;
  readonly policy: Policy;
  readonly plan: LoadTestPlan;
  readonly rule: BatchRule;
  readonly prediction: Prediction | null;
  /** When the run began, ms since the epoch. */
  readonly runStartedAtMs: number;
}

/** How a load test ended. */
export type LiveTestEnd =
  | { readonly state: 'done' | 'cancelled' | 'overloaded' }
  | { readonly state: 'failed'; readonly failure: FailureData };

/**
 * One policy's load test while it runs, through as many workers as it takes. It gathers what the record
 * keeps.
 */
export class LiveTest {
  readonly order: LiveTestOrder;
  readonly fold: LoadTestFold;
  #end: LiveTestEnd | null = null;
  #events: DraftLoadTest['events'] = [];

  constructor(order: LiveTestOrder) {
    this.order = order;
    this.fold = new LoadTestFold(order.rule.maxBatch);
  }

  get state(): DraftLoadTest['state'] {
    return this.#end?.state ?? 'running';
  }

  take(event: LoadTestEvent): void {
    this.fold.take(event);
    if (event.type === 'hidden') {
      this.note(
        event.atMs,
        'hidden-tab',
        'The tab was hidden: nothing arrives, and what was open is cancelled.',
      );
    }
    if (event.type === 'shown') {
      this.note(event.atMs, 'shown-tab', 'The tab is back in sight: the schedule goes on where it stopped.');
    }
  }

  /** @param atMs since the test began */
  note(atMs: number, kind: string, message: string): void {
    this.#events = [...this.#events, { atMs: Math.max(0, atMs), kind, message }];
  }

  /** Ends the test. Arrivals that still wait fail with it, or are cancelled. */
  close(end: LiveTestEnd, nowMs: number): void {
    const outcome: Outcome = end.state === 'failed' ? 'failed' : 'cancelled';
    const atMs = this.fold.timeAt(nowMs);
    this.fold.closeAll(outcome, atMs);
    if (end.state === 'overloaded') {
      this.note(atMs, 'overloaded', 'The queue was growing without bound, so the test ended itself.');
    }
    this.#end = end;
  }

  /** @param nowMs the page's clock, for a test that no worker has reported on yet */
  draft(nowMs: number): DraftLoadTest {
    const { runStartedAtMs, ...head } = this.order;
    const end = this.#end;
    const startedAtMs = (this.fold.startedAtMs ?? nowMs) - runStartedAtMs;
    return draftLoadTest(
      {
        ...head,
        state: this.state,
        startedAtMs,
        events: this.#events,
        ...(end?.state === 'failed' && { error: issueOf(end.failure) }),
      },
      this.fold,
    );
  }
}

const issueOf = ({ code, message, detail }: FailureData) => ({ code, message, detail });
