import { parseRecord } from '../src/core/record/parse-record.ts';
import type { RunRecord } from '../src/core/record/run-record.ts';
import { defaultSettings } from '../src/core/settings/settings.ts';
import { type BenchOptions, benchCommandLine, checkBenchOptions, sampleOf } from './bench-flags.ts';
import { type OutFile, outFile, streamedText, writeRecord } from './bench-output.ts';
import { exitCodeOfRecord, recordNotices, worstOf } from './bench-verdict.ts';
import { checkBrowserOptions } from './browser-options.ts';
import { CommandError, Interrupted } from './command-error.ts';
import { readCommandLine } from './command-line.ts';
import type { CommandTools } from './command-tools.ts';
import { readDocuments } from './documents.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { failureText } from './failure-text.ts';
import { localSettings, withLocalModel } from './local-model.ts';
import { measure } from './measure.ts';
import { modelFolderOf } from './model-flag.ts';
import type { Session } from './session.ts';
import { type SettingTexts, settingTexts } from './setting-flags.ts';
import { untilAborted } from './until-aborted.ts';

/** `bench`: measures, prints the run, and says by its exit code what came of it. */
export async function benchCommand(tools: CommandTools): Promise<ExitCode> {
  const { args, terminal } = tools;
  const command = benchCommandLine(terminal);
  if (!readCommandLine(command, args)) return exitCode.ok;
  const options = command.opts<BenchOptions>();
  checkBrowserOptions(options);
  checkBenchOptions(options);
  const out = options.out === undefined ? null : outFile(options.out);
  const pairs =
    options.documents === undefined ? null : readDocuments(options.documents, options.query ?? '');
  const folder = modelFolderOf(options.model);
  const { sample: _, ...settings } = settingTexts(command);

  // Only now, since Playwright takes a while to load and what is wrong with flags can be told at once.
  const opening = import('./session.ts').then(({ openSession }) => openSession(options, folder, tools));
  try {
    const session = await untilAborted(opening, tools.signal);
    return await runAll({ options, settings, pairs, out, session, tools });
  } finally {
    // Also when interrupted while it opened.
    await opening.then(
      (session) => session.close(),
      () => {},
    );
  }
}

interface Bench {
  readonly options: BenchOptions;
  readonly settings: SettingTexts;
  readonly pairs: ReturnType<typeof readDocuments> | null;
  readonly out: OutFile | null;
  readonly session: Session;
  readonly tools: CommandTools;
}

async function runAll(bench: Bench): Promise<ExitCode> {
  const { options, out, tools } = bench;
  const { runs, format } = options;
  const { terminal, signal } = tools;
  const codes: ExitCode[] = [];
  for (let run = 1; run <= runs && !signal.aborted; run += 1) {
    const { record, timedOut } = await runOnce(bench, run);
    terminal.out(streamedText(record, format, run, runs));
    if (out !== null) terminal.note(`Written to ${writeRecord(record, out, run, runs)}.`);
    for (const notice of recordNotices(record)) terminal.note(notice);
    codes.push(exitCodeOfRecord(record));
    if (timedOut) {
      terminal.note(`Stopped after ${options.timeout} seconds, as --timeout says.`);
      codes.push(exitCode.noResult);
      break;
    }
  }
  if (signal.aborted) codes.push(exitCode.interrupted);
  return worstOf(codes);
}

async function runOnce(
  { options, settings, pairs, session, tools }: Bench,
  run: number,
): Promise<{ readonly record: RunRecord; readonly timedOut: boolean }> {
  const { signal, terminal } = tools;
  const { localModel } = session;
  const page = await untilAborted(session.openPage(sampleOf(options)), signal);
  try {
    await page.configure(localSettings(settings, localModel));
    if (pairs !== null) await page.setInput(pairs);
    if (signal.aborted) throw new Interrupted();
    const { outcome, timedOut } = await measure(page, {
      signal,
      terminal,
      timeoutMs: options.timeout === undefined ? null : options.timeout * 1000,
      before: options.runs === 1 ? '' : `run ${run} of ${options.runs} `,
    });
    if (!outcome.ok)
      throw new CommandError(failureText(outcome.key.replace(/^failure\./, ''), outcome.detail));
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
