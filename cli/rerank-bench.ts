import packageJson from '../package.json' with { type: 'json' };
import { exitCode } from './command-error.ts';
import { languageOfFlags, wordsOf } from './command-words.ts';
import { type CommandName, commandNames, runProgram } from './run-program.ts';
import { wrapped } from './text-table.ts';

/** `npx rerank-bench <command>`: the commands of the packed package, and a server for its page. */
const program = 'npx rerank-bench';
const [name = '--help', ...args] = process.argv.slice(2);
const { say } = wordsOf(languageOfFlags(args));

const isCommand = (text: string): text is CommandName => commandNames.some((one) => one === text);

function overview(): string {
  const summaries = [
    ...commandNames.map((command) => [command, say(`help.${command}.summary`)] as const),
    ['serve', say('help.program.serve')] as const,
  ];
  const indent = 12;
  const rows = summaries.map(
    ([command, summary]) =>
      `  ${command.padEnd(indent - 2)}${wrapped(summary, 88).replaceAll('\n', `\n${' '.repeat(indent)}`)}`,
  );
  const usage = `${say('help.usage')} ${program} <command> ${say('help.flags')}`;
  const more = say('help.program.more', { calledAs: `${program} <command>` });
  return [usage, '', say('help.program.commands'), ...rows, '', more, ''].join('\n');
}

if (isCommand(name)) {
  await runProgram(name, args, `${program} ${name}`);
} else if (name === 'serve') {
  // The server reads its own flags.
  process.argv.splice(2, 1);
  await import('../server/main.ts');
} else if (name === '--version' || name === '-v') {
  process.stdout.write(`${packageJson.version}\n`);
} else if (name === '--help' || name === '-h') {
  process.stdout.write(overview());
} else {
  const names = [...commandNames, 'serve'].join(', ');
  process.stderr.write(`${say('problem.error', { text: say('problem.noCommand', { name, names }) })}\n`);
  process.exitCode = exitCode.usage;
}
