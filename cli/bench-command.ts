import { type BenchOptions, benchCommandLine } from './bench-flags.ts';
import { streamedText, writeRecord } from './bench-output.ts';
import { exitCodeOfRecord, recordNotices, worstOf } from './bench-verdict.ts';
import { checkBrowserOptions } from './browser-options.ts';
import { readCommandLine } from './command-line.ts';
import type { CommandTools } from './command-tools.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { readInput } from './input-flags.ts';
import { inSession, measuredRun } from './measured-run.ts';
import { modelFolderOf } from './model-flag.ts';
import { type OutFile, outFile } from './out-file.ts';
import type { Session } from './session.ts';
import { type SettingTexts, settingTexts } from './setting-flags.ts';

/** `bench`: measures, prints the run, and says by its exit code what came of it. */
export async function benchCommand(tools: CommandTools): Promise<ExitCode> {
  const { args, terminal } = tools;
  const command = benchCommandLine(terminal);
  if (!readCommandLine(command, args)) return exitCode.ok;
  const options = command.opts<BenchOptions>();
  checkBrowserOptions(options);
  const pairs = readInput(options);
  const out = options.out === undefined ? null : outFile(options.out);
  const folder = modelFolderOf(options.model);
  const { sample: _, ...settings } = settingTexts(command);
  return inSession(options, folder, tools, (session) =>
    runAll(session, { options, settings, pairs, out, tools }),
  );
}

interface Bench {
  readonly options: BenchOptions;
  readonly settings: SettingTexts;
  readonly pairs: ReturnType<typeof readInput>;
  readonly out: OutFile | null;
  readonly tools: CommandTools;
}

async function runAll(session: Session, { options, out, ...bench }: Bench): Promise<ExitCode> {
  const { runs, format } = options;
  const { terminal, signal } = bench.tools;
  const codes: ExitCode[] = [];
  for (let run = 1; run <= runs && !signal.aborted; run += 1) {
    const { record, notices, exitCodes } = await measuredRun(session, {
      ...bench,
      options,
      start: (page) => page.run(),
      before: runs === 1 ? '' : `run ${run} of ${runs} `,
    });
    terminal.out(streamedText(record, format, run, runs));
    if (out !== null) terminal.note(`Written to ${writeRecord(record, out, run, runs)}.`);
    for (const notice of [...recordNotices(record), ...notices]) terminal.note(notice);
    codes.push(exitCodeOfRecord(record), ...exitCodes);
    if (exitCodes.length > 0) break;
  }
  if (signal.aborted) codes.push(exitCode.interrupted);
  return worstOf(codes);
}
