import { worstOf } from './bench-verdict.ts';
import { checkBrowserOptions } from './browser-options.ts';
import { readCommandLine } from './command-line.ts';
import type { CommandTools } from './command-tools.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { readInput } from './input-flags.ts';
import { checkLoadSettings, type LoadOptions, loadCommandLine } from './load-flags.ts';
import { loadText } from './load-output.ts';
import { exitCodeOfLoad, loadNotices } from './load-verdict.ts';
import { inSession, measuredRun } from './measured-run.ts';
import { modelFolderOf } from './model-flag.ts';
import { outFile, writeOut } from './out-file.ts';
import { settingTexts } from './setting-flags.ts';

/** `load`: runs a live load test, prints what came of it, and says by its exit code whether anything did. */
export async function loadCommand(tools: CommandTools): Promise<ExitCode> {
  const { args, terminal, signal } = tools;
  const command = loadCommandLine(terminal);
  if (!readCommandLine(command, args)) return exitCode.ok;
  const options = command.opts<LoadOptions>();
  checkBrowserOptions(options);
  const { sample: _, ...settings } = settingTexts(command);
  checkLoadSettings(settings);
  const pairs = readInput(options);
  const out = options.out === undefined ? null : outFile(options.out);
  const folder = modelFolderOf(options.model);
  return inSession(options, folder, tools, async (session) => {
    const { record, notices, exitCodes } = await measuredRun(session, {
      options,
      settings,
      pairs,
      tools,
      start: (page) => page.loadTest(),
      before: '',
    });
    terminal.out(loadText(record, options.format));
    if (out !== null) {
      writeOut(out.path, loadText(record, out.format));
      terminal.note(`Written to ${out.path}.`);
    }
    for (const notice of [...loadNotices(record), ...notices]) terminal.note(notice);
    return worstOf([exitCodeOfLoad(record), ...exitCodes, ...(signal.aborted ? [exitCode.interrupted] : [])]);
  });
}
