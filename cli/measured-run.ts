import { parseRecord } from '../src/core/document/parse-record.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import type { Pair } from '../src/core/rerank/pair.ts';
import { defaultSettings } from '../src/core/settings/settings.ts';
import type { BrowserOptions } from './browser-options.ts';
import { CommandError, Interrupted } from './command-error.ts';
import type { CommandTools } from './command-tools.ts';
import type { DrivenPage, Outcome } from './driven-page.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { failureText } from './failure-text.ts';
import { type InputOptions, sampleOf } from './input-flags.ts';
import { localSettings, withLocalModel } from './local-model.ts';
import { measure } from './measure.ts';
import type { ModelFolder } from './model-folder.ts';
import type { Session } from './session.ts';
import type { SettingTexts } from './setting-flags.ts';
import { untilAborted } from './until-aborted.ts';

/** Does the work in a browser of its own, which is closed whatever comes of it. */
export async function inSession<T>(
  options: BrowserOptions,
  folder: ModelFolder | null,
  tools: CommandTools,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  // Only now, since Playwright takes a while to load and what is wrong with flags can be told at once.
  const opening = import('./session.ts').then(({ openSession }) => openSession(options, folder, tools));
  try {
    return await work(await untilAborted(opening, tools.signal));
  } finally {
    // Also when interrupted while it opened.
    await opening.then(
      (session) => session.close(),
      () => {},
    );
  }
}

export interface MeasuredRun {
  readonly options: BrowserOptions & InputOptions;
  readonly settings: SettingTexts;
  /** Documents of one's own; `null` for the sample set. */
  readonly pairs: readonly Pair[] | null;
  readonly tools: CommandTools;
  /** What the page is to do: a sweep, or a load test. */
  readonly start: (page: DrivenPage) => Promise<Outcome<unknown>>;
  /** Stands before each line of progress. */
  readonly before: string;
}

/** A run's record and what ended the run before its end, if anything did. */
export interface MeasuredRecord {
  readonly record: RunRecord;
  /** For whoever watches: why it ended early; empty where it did not, or where that is known. */
  readonly notices: readonly string[];
  /** None where nothing but the record decides how the command ends. */
  readonly exitCodes: readonly ExitCode[];
}

/**
 * Has a page of its own measure, to the end, until it is stopped, or until the browser dies.
 *
 * @throws CommandError where there is no record
 */
export async function measuredRun(
  session: Session,
  { options, settings, pairs, tools, start, before }: MeasuredRun,
): Promise<MeasuredRecord> {
  const { signal, terminal } = tools;
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
      },
    );
    if (!outcome.ok) {
      throw new CommandError(failureText(outcome.key.replace(/^failure\./, ''), outcome.detail));
    }
    const parsed = parseRecord(outcome.value);
    if (parsed.state !== 'ok') {
      throw new CommandError(
        `The page answers a run of another version (at ${parsed.where}). Use its own checkout.`,
      );
    }
    const host = settings.host ?? defaultSettings.host;
    const record = localModel === null ? parsed.value : withLocalModel(parsed.value, localModel, host);
    return {
      record,
      notices: [
        ...(timedOut ? [`Stopped after ${options.timeout} seconds, as --timeout says.`] : []),
        ...(lost === undefined ? [] : [lostNotice(lost)]),
      ],
      exitCodes: [...(timedOut ? [exitCode.noResult] : []), ...(lost === undefined ? [] : [lost.exitCode])],
    };
  } finally {
    await page.close().catch(() => {});
  }
}

const lostNotice = (lost: CommandError): string =>
  `${lost instanceof Interrupted ? 'The page did not stop.' : lost.message.replace(/[^.!?]$/, '$&.')} What it had measured until shortly before is kept, as an interrupted run.`;
