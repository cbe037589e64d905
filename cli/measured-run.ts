import type { i18n } from 'i18next';
import { parseRecord } from '../src/core/document/parse-record.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import type { Pair } from '../src/core/rerank/pair.ts';
import { defaultSettings } from '../src/core/settings/settings.ts';
import type { PageProgress } from '../src/page/app/page-api-types.ts';
import type { BrowserOptions } from './browser-options.ts';
import { CommandError, type ExitCode, exitCode, Interrupted } from './command-error.ts';
import type { CommandTools } from './command-line.ts';
import type { Words } from './command-words.ts';
import { type InputOptions, sampleOf } from './documents.ts';
import type { DrivenPage, PageAnswer } from './driven-page.ts';
import { failureText } from './failure-text.ts';
import { untilAborted } from './interruption.ts';
import { type FolderOnDisk, localSettings, withLocalModel } from './model-folder.ts';
import { withProgress } from './progress.ts';
import type { Session } from './session.ts';
import type { SettingTexts } from './setting-flags.ts';
import type { Terminal } from './terminal.ts';

/** Runs `work` with a browser of its own and closes the browser afterwards, even after an error. */
export async function inSession<T>(
  options: BrowserOptions,
  folder: FolderOnDisk | null,
  tools: CommandTools,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  // Loaded only now: Playwright takes a while to load, and wrong flags should be reported at once.
  const opening = import('./session.ts').then(({ openSession }) => openSession(options, folder, tools));
  try {
    return await work(await untilAborted(opening, tools.signal));
  } finally {
    // Also if it was interrupted while opening.
    await opening.then(
      (session) => session.close(),
      () => {},
    );
  }
}

export interface MeasuredRun {
  readonly options: BrowserOptions & InputOptions;
  readonly settings: SettingTexts;
  /** The user's documents; `null` for the sample set. */
  readonly pairs: readonly Pair[] | null;
  readonly tools: CommandTools;
  /** Starts what the page should do: a sweep or a load test. */
  readonly start: (page: DrivenPage) => Promise<PageAnswer<unknown>>;
  /** Text before each line of progress. */
  readonly before: string;
}

/** A run's record, and what ended the run early, if anything did. */
export interface MeasuredRecord {
  readonly record: RunRecord;
  /** Lines for the user about why the run ended early, unless the user stopped it and it obeyed. */
  readonly notices: readonly string[];
  /** Exit codes to add to the record's own. Usually empty. */
  readonly exitCodes: readonly ExitCode[];
}

/**
 * Opens a page and measures until the end, until it is stopped, or until the browser dies.
 *
 * @throws CommandError if there is no record
 */
export async function measuredRun(
  session: Session,
  { options, settings, pairs, tools, start, before }: MeasuredRun,
): Promise<MeasuredRecord> {
  const { signal, terminal, words } = tools;
  const { texts } = words;
  const { localModel } = session;
  const page = await untilAborted(session.openPage(sampleOf(options)), signal);
  try {
    await page.configure(localSettings(settings, localModel));
    if (pairs !== null) await page.setInput(pairs);
    if (signal.aborted) throw new Interrupted();
    const { outcome, timedOut, lost } = await measure(
      {
        run: () => start(page),
        stop: () => page.stop(),
        progress: () => page.progress(),
        recordSoFar: () => page.recordSoFar(),
      },
      {
        signal,
        terminal,
        timeoutMs: options.timeout === undefined ? null : options.timeout * 1000,
        before,
        texts,
      },
    );
    if (!outcome.ok) {
      const { key, detail } = outcome;
      throw new CommandError((read) => failureText(key.replace(/^failure\./, ''), detail, read.texts));
    }
    const parsed = parseRecord(outcome.value);
    if (parsed.state !== 'ok') {
      const { where } = parsed;
      throw new CommandError(({ say }) => say('problem.page.otherVersion', { where }));
    }
    const host = settings.host ?? defaultSettings.host;
    const record = localModel === null ? parsed.value : withLocalModel(parsed.value, localModel, host);
    return {
      record,
      notices: [
        ...(timedOut ? [texts.t('terminal.timedOut', { seconds: options.timeout ?? 0 })] : []),
        ...(lost === undefined ? [] : [lostNotice(lost, words)]),
      ],
      exitCodes: [...(timedOut ? [exitCode.noResult] : []), ...(lost === undefined ? [] : [lost.exitCode])],
    };
  } finally {
    await page.close().catch(() => {});
  }
}

function lostNotice(lost: CommandError, words: Words): string {
  const { say, texts } = words;
  const reason = lost instanceof Interrupted ? say('problem.page.notStopped') : lost.sentence(words);
  return texts.t('terminal.keptOfLost', { reason: reason.replace(/[^.!?。！？]$/, '$&.') });
}

/** The parts of the page that measuring needs. */
export interface Measurement {
  /**
   * Starts the run.
   *
   * @returns the run record, even if the run was stopped
   */
  run(): Promise<PageAnswer<unknown>>;
  stop(): Promise<void>;
  progress(): Promise<PageProgress | null>;
  /**
   * What has been measured so far, as the JSON of an interrupted run's record; `null` before the first
   * sample.
   */
  recordSoFar(): Promise<string | null>;
}

export interface Measured {
  /** The run record, or why there is none. */
  readonly outcome: PageAnswer<unknown>;
  readonly timedOut: boolean;
  /** Why the page was lost. The record is then the last one it handed over, in the state `interrupted`. */
  readonly lost?: CommandError;
}

export interface MeasureTools {
  /** Aborted to stop the run. What was measured is kept. */
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
  /** The run is stopped after this time; `null` means no limit. */
  readonly timeoutMs: number | null;
  /** Text before each line of progress. */
  readonly before: string;
  readonly texts?: i18n;
}

/**
 * Longest wait for a stopped run, in ms. The page ends a disobedient worker after a second, so a page that
 * takes longer than this is lost.
 */
const stoppingMs = 15_000;

/**
 * Shortest time between two copies of the record so far, in ms, and the largest share of the time that
 * copying may take. Each copy costs the page a moment.
 */
const takeOverMs = 1000;
const takeOverShare = 1 / 50;

/**
 * Measures until the end, until it is asked to stop or until the time is up. The record so far is copied
 * during the run, so that the results survive a browser that dies.
 *
 * @throws CommandError if the page is lost before its first sample
 */
export async function measure(
  page: Measurement,
  { signal, terminal, timeoutMs, before, texts }: MeasureTools,
): Promise<Measured> {
  let timedOut = false;
  let giveUp: (error: Error) => void = () => {};
  const lost = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  const timers: NodeJS.Timeout[] = [];
  const stop = () => {
    const error = timedOut
      ? new CommandError(({ say }) => say('problem.page.notStoppedInTime'))
      : new Interrupted();
    timers.push(setTimeout(() => giveUp(error), stoppingMs));
    page.stop().catch(giveUp);
  };
  if (timeoutMs !== null) {
    timers.push(
      setTimeout(() => {
        timedOut = true;
        stop();
      }, timeoutMs),
    );
  }
  let taken: string | null = null;
  let nextAt = 0;
  const ask = async () => {
    const begun = performance.now();
    if (begun >= nextAt) {
      const record = await page.recordSoFar();
      const end = performance.now();
      // Before the first sample there was no record to write, so a slow answer only means that the page was
      // busy.
      const rest = record === null ? 0 : (end - begun) / takeOverShare;
      nextAt = end + Math.max(takeOverMs, rest);
      taken = record ?? taken;
    }
    return page.progress();
  };
  const running = Promise.race([page.run(), lost]);
  signal.addEventListener('abort', stop, { once: true });
  try {
    return { outcome: await withProgress(running, ask, terminal, before, texts), timedOut };
  } catch (error) {
    if (taken === null || !(error instanceof CommandError)) throw error;
    return { outcome: { ok: true, value: JSON.parse(taken) }, timedOut, lost: error };
  } finally {
    signal.removeEventListener('abort', stop);
    for (const timer of timers) clearTimeout(timer);
  }
}
