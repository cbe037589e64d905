import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureBuiltPage } from '../scripts/built-page.ts';
import { CommandError, firstLine } from './command-error.ts';
import type { CommandTools } from './command-line.ts';

/**
 * The folder of the built page; it is built where it is missing or older than what it is made of.
 * `RERANK_BENCH_DIST` names one that is used as it is.
 *
 * @throws CommandError where it cannot be built
 */
export async function builtPage({ root, env, terminal, words }: CommandTools): Promise<string> {
  const given = env.RERANK_BENCH_DIST;
  if (given !== undefined && given !== '') {
    if (existsSync(join(root, given, 'index.html')) || existsSync(join(resolve(given), 'index.html'))) {
      return resolve(root, given);
    }
    throw new CommandError(({ say }) => say('problem.page.noneBuilt', { folder: given }));
  }
  try {
    return await ensureBuiltPage(root, () => terminal.note(words.texts.t('terminal.building')));
  } catch (error) {
    throw new CommandError(({ say }) => {
      const problem = say('problem.page.notBuilt');
      // Where the builder itself failed, it has said why.
      const isOfSystem = error instanceof Error && 'code' in error;
      return isOfSystem ? say('problem.withDetail', { problem, detail: firstLine(error) }) : problem;
    });
  }
}
