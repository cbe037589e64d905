import type { RunDraft } from '../../core/document/run-draft.ts';
import type { Issue, RunRecord } from '../../core/document/run-record.ts';
import { asFailure, Failure } from '../../core/rerank/failure.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { failureMessage, type Message } from '../../core/texts/message.ts';
import type { RunProgress, RunSlice } from '../store/run-slice.ts';
import type { RunTools } from './run-tools.ts';
import { type TabLock, takeTabTurn } from './tab-lock.ts';

/** Jobs that leave a run record behind. */
export type RunKind = 'sweep' | 'more-rounds' | 'load-test' | 'profile';

/** Everything that computes. Calibration, the search for the peak and the planner are steps of a run. */
export type JobKind = 'rank' | RunKind;

/**
 * The rule for two jobs in one tab. A run ends a ranking under way, and begins once that has ended. Any other
 * job is refused while one is under way.
 */
const endsJobUnderWay = (wanted: JobKind, underWay: JobKind): boolean =>
  wanted !== 'rank' && underWay === 'rank';

/** The warning of a run that did not wait for another tab. */
const besideOtherTab: Issue = {
  code: 'other-tab-measuring',
  message: 'Another tab of the page was measuring when the run began, so both shared the device.',
};

/** Why a job cannot begin, as the visitor is told. */
export class JobProblem extends Error {
  override readonly name = 'JobProblem';
  readonly shown: Message;

  constructor(shown: Message) {
    super(shown.key);
    this.shown = shown;
  }
}

/** What the visitor is told about something that was thrown. */
const shownMessage = (error: unknown): Message =>
  error instanceof JobProblem ? error.shown : failureMessage(asFailure(error));

/** Waits for it, or until the signal is aborted. */
export const unlessStopped = (awaited: Promise<unknown>, signal: AbortSignal): Promise<unknown> =>
  Promise.race([
    awaited,
    new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
  ]);

/** How a run ended, for the page. */
export interface RunEnd
  extends Pick<RunSlice, 'runState' | 'draft' | 'record' | 'runFailure' | 'canAddRounds'> {
  /** What the caller gets: the record, unless there is none. */
  readonly answer: RunRecord | null;
}

/** How a run stands at the moment. */
export interface RunView {
  readonly draft: RunDraft;
  readonly isLoading: boolean;
  readonly progress: RunProgress;
}

interface HeldLock {
  readonly kind: JobKind;
  readonly stopping: AbortController;
  /** Aborted when the visitor will not wait for another tab. */
  readonly goingOn: AbortController;
  /** Resolves once the job has ended, however it ended. */
  readonly over: Promise<void>;
}

export interface JobsTools extends Pick<RunTools, 'store' | 'after' | 'keepAwake'> {
  /** Ends the worker that stays while the visitor edits. It would compete with what is measured. */
  readonly endWorkbench?: () => void;
  /** Tells of other tabs that compute; `null` where nothing does. */
  readonly tabLock?: TabLock | null;
  /**
   * Resolves once the page has opened: the editor is filled, and the machine has been asked what it can do. `null`
   * from then on. Default: it has.
   */
  readonly opening?: () => Promise<unknown> | null;
}

/**
 * The one lock that everything that computes holds, the one way to stop it, and the one place where whatever
 * is thrown becomes a failure that the visitor sees. Jobs own the run state: a run begins, shows itself and
 * ends through its `RunJob`.
 */
export class Jobs {
  readonly #tools: JobsTools;
  #held: HeldLock | null = null;

  constructor(tools: JobsTools) {
    this.#tools = tools;
  }

  /**
   * Ends the job under way: between passes, or by force after a second. What was measured stays.
   *
   * @param only stops a job of this kind alone, since a run may have followed the ranking that was to be
   * stopped
   */
  stop(only?: JobKind): void {
    if (only === undefined || this.#held?.kind === only) this.#held?.stopping.abort();
  }

  /** Computes beside another tab, which the job under way waits for. A run's record says so. */
  measureAnyway(): void {
    this.#held?.goingOn.abort();
  }

  /**
   * Runs a ranking, once the page has opened. Never rejects.
   *
   * @param work waits at `takeTurn` until no other tab computes, or until it is stopped
   * @returns what `work` answers; `null` where it was refused or threw: the store says why
   */
  rank<T>(
    work: (signal: AbortSignal, takeTurn: () => Promise<void>) => Promise<T | null>,
  ): Promise<T | null> {
    return this.#hold('rank', async ({ stopping, goingOn }) => {
      const { setRankJob } = this.#tools.store.getState();
      const signals = { stopping: stopping.signal, goingOn: goingOn.signal };
      let leaveTabLock = () => {};
      const takeTurn = async () => {
        const { leave } = await takeTabTurn(this.#tools.tabLock ?? null, signals, () =>
          setRankJob({ state: 'waiting-for-tab' }),
        );
        leaveTabLock = leave;
      };
      try {
        const opening = this.#tools.opening?.() ?? null;
        if (opening !== null) {
          setRankJob({ state: 'loading' });
          await unlessStopped(opening, stopping.signal);
          if (stopping.signal.aborted) {
            setRankJob({ state: 'idle' });
            return null;
          }
        }
        return await work(stopping.signal, takeTurn);
      } catch (error) {
        setRankJob({ state: 'failed', message: shownMessage(error) });
        return null;
      } finally {
        leaveTabLock();
      }
    });
  }

  /**
   * Does a run, once the page has opened. Never rejects. Whatever is thrown, in any line, the run state becomes
   * `failed`, the message is on the page, what was measured stays, and the next job can begin.
   *
   * @returns the run's answer; `null` where it was refused or threw: the store says why
   */
  run(kind: RunKind, work: (job: RunJob) => Promise<RunEnd>): Promise<RunRecord | null> {
    return this.#hold(kind, async (held, endOther) => {
      const job = new RunJob(held, this.#tools, endOther);
      const { setRun } = this.#tools.store.getState();
      try {
        const opening = this.#tools.opening?.() ?? null;
        if (opening !== null) await job.waitFor(opening);
        const { answer, ...end } = await work(job);
        job.letGo();
        setRun({ ...end, progress: null });
        return answer;
      } catch (error) {
        job.letGo();
        setRun({ ...job.salvaged(error), ...job.failure(error), progress: null, asked: null });
        return null;
      }
    });
  }

  /** Does something under the lock, or refuses it with a notice. */
  async #hold<T>(
    kind: JobKind,
    work: (mine: HeldLock, endOther: () => Promise<void>) => Promise<T | null>,
  ): Promise<T | null> {
    const other = this.#held;
    if (other !== null && !endsJobUnderWay(kind, other.kind)) {
      const key = other.kind === 'rank' ? 'notice.jobRefused.rank' : 'notice.jobRefused.run';
      this.#tools.store.getState().addNotice('info', { key });
      return null;
    }
    let end = () => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    let isOtherOver = other === null;
    void other?.over.then(() => {
      isOtherOver = true;
    });
    const mine = { kind, stopping: new AbortController(), goingOn: new AbortController(), over };
    this.#held = mine;
    try {
      return await work(mine, async () => {
        other?.stopping.abort();
        this.#tools.endWorkbench?.();
        await other?.over;
      });
    } finally {
      end();
      // A run that could not begin does not touch the ranking that it would have ended.
      if (this.#held === mine) this.#held = isOtherOver ? null : other;
      this.#forgetRefusals();
    }
  }

  /** Takes back the notices that another job is under way. */
  #forgetRefusals(): void {
    const { notices, dismissNotice } = this.#tools.store.getState();
    for (const { id, message } of notices) {
      if (message.key.startsWith('notice.jobRefused.')) dismissNotice(id);
    }
  }
}

const waitingForTab: RunProgress = {
  ...{ lane: 0, phase: 'waiting-for-tab', load: null, trying: null, files: [] },
  ...{ cell: null, round: 0, fraction: 0, remainingMs: null },
};

/** A run while it holds the lock. Through this it shows itself, and learns that it is to stop. */
export class RunJob {
  /** Aborted when the run is to stop; every step of the run obeys it. */
  readonly signal: AbortSignal;
  readonly #task: RunSlice['task'];
  readonly #tools: JobsTools;
  readonly #endOther: () => Promise<void>;
  readonly #signals: Parameters<typeof takeTabTurn>[1];
  #letSleep = () => {};
  #leaveTabLock = () => {};
  #view: () => RunView | null = () => null;
  #everyMs = 0;
  #cancelShow: (() => void) | null = null;
  /** What was on show before the run began. It is shown again if the run fails before it has a draft. */
  #before: Partial<Pick<RunSlice, 'record' | 'canAddRounds'>> = {};
  #salvage: (error: unknown) => Pick<RunEnd, 'draft' | 'record'> | null = () => null;

  constructor({ kind, stopping, goingOn }: HeldLock, tools: JobsTools, endOther: () => Promise<void>) {
    this.#task = kind === 'load-test' ? 'load-test' : 'sweep';
    this.signal = stopping.signal;
    this.#signals = { stopping: stopping.signal, goingOn: goingOn.signal };
    this.#tools = tools;
    this.#endOther = endOther;
  }

  /**
   * Shows that the run has been asked for while the page opens.
   *
   * @throws Failure where it is stopped meanwhile
   */
  async waitFor(opening: Promise<unknown>): Promise<void> {
    this.#tools.store.getState().setRun({ task: this.#task, runState: 'loading', runFailure: null });
    await unlessStopped(opening, this.signal);
    if (this.signal.aborted) throw new Failure('stopped', 'The run was stopped while the page opened.');
  }

  /**
   * Begins the run: takes what was on show off the page, ends whatever else computes in this tab, and waits
   * for another tab that computes.
   *
   * @param asked what is to be measured, for a run that shows its plan later
   * @returns what makes the run's numbers doubtful from the start
   */
  async begin(asked: Settings | null = null): Promise<readonly Issue[]> {
    const { record, canAddRounds, setRun } = this.#tools.store.getState();
    this.#before = { record, canAddRounds };
    setRun({
      task: this.#task,
      runState: 'loading',
      record: null,
      runFailure: null,
      progress: null,
      asked,
      canAddRounds: false,
    });
    await this.#endOther();
    const { isBeside, leave } = await takeTabTurn(this.#tools.tabLock ?? null, this.#signals, () =>
      setRun({ progress: waitingForTab }),
    );
    this.#leaveTabLock = leave;
    setRun({ progress: null });
    this.#letSleep = this.#tools.keepAwake();
    return isBeside ? [besideOtherTab] : [];
  }

  /**
   * Says how the run is shown from now on, and what is kept of it if something throws.
   *
   * @param everyMs how often `showSoon` brings the page up to date at most
   */
  follow(
    view: () => RunView | null,
    everyMs: number,
    salvage: (error: unknown) => Pick<RunEnd, 'draft' | 'record'>,
  ): void {
    this.#before = { canAddRounds: false };
    this.#view = view;
    this.#everyMs = everyMs;
    this.#salvage = salvage;
  }

  /** Shows what the run is going to measure, while the device is timed and the first worker starts. */
  showPlan(draft: RunDraft): void {
    this.#tools.store.getState().setRun({ draft, asked: null });
  }

  /** Brings the page up to date soon, but not at once: a fast model gives hundreds of samples a second. */
  showSoon(): void {
    this.#cancelShow ??= this.#tools.after(this.#everyMs, () => this.show());
  }

  /** Brings the page up to date. */
  show(): void {
    this.#cancelShow?.();
    this.#cancelShow = null;
    const view = this.#view();
    if (view === null) return;
    const { isLoading, ...rest } = view;
    this.#tools.store.getState().setRun({ ...rest, runState: isLoading ? 'loading' : 'running' });
  }

  /** The run is over: nothing more is shown of it, and the screen may sleep. */
  letGo(): void {
    this.#cancelShow?.();
    this.#cancelShow = null;
    this.#view = () => null;
    this.#leaveTabLock();
    this.#leaveTabLock = () => {};
    this.#letSleep();
    this.#letSleep = () => {};
  }

  /** What was measured before something threw; nothing if putting that together throws as well. */
  salvaged(error: unknown): Partial<Pick<RunSlice, 'draft' | 'record' | 'canAddRounds'>> {
    try {
      return { ...this.#before, ...this.#salvage(error) };
    } catch {
      return this.#before;
    }
  }

  /** How the page shows what was thrown. A stop is no failure. */
  failure(error: unknown): Pick<RunSlice, 'task' | 'runState' | 'runFailure'> {
    const isStop = this.signal.aborted && asFailure(error).code === 'stopped';
    return isStop
      ? { task: this.#task, runState: 'cancelled', runFailure: null }
      : { task: this.#task, runState: 'failed', runFailure: shownMessage(error) };
  }
}
