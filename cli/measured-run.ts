import { parseRecord } from '../src/core/document/parse-record.ts';
import type { RunRecord } from '../src/core/document/run-record.ts';
import type { Pair } from '../src/core/rerank/pair.ts';
import { defaultSettings } from '../src/core/settings/settings.ts';
import type { BrowserOptions } from './browser-options.ts';
import { CommandError, Interrupted } from './command-error.ts';
import type { CommandTools } from './command-tools.ts';
import type { DrivenPage, Outcome } from './driven-page.ts';
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

/**
 * Has a page of its own measure, to the end or until it is stopped.
 *
 * @returns the run record, and whether it ended because its time was up
 * @throws CommandError where there is none
 */
export async function measuredRun(
  session: Session,
  { options, settings, pairs, tools, start, before }: MeasuredRun,
): Promise<{ readonly record: RunRecord; readonly timedOut: boolean }> {
  const { signal, terminal } = tools;
  const { localModel } = session;
  const page = await untilAborted(session.openPage(sampleOf(options)), signal);
  try {
    await page.configure(localSettings(settings, localModel));
    if (pairs !== null) await page.setInput(pairs);
    if (signal.aborted) throw new Interrupted();
    const { outcome, timedOut } = await measure(
      { run: () => start(page), stop: () => page.stop(), progress: () => page.progress() },
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
    return { record, timedOut };
  } finally {
    await page.close().catch(() => {});
  }
}

/** What is told where `--timeout` ended a run. */
export const timedOutNotice = ({ timeout }: BrowserOptions): string =>
  `Stopped after ${timeout} seconds, as --timeout says.`;
