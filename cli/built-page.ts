import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureBuiltPage } from '../scripts/built-page.ts';
import { CommandError, firstLine } from './command-error.ts';
import type { CommandTools } from './command-line.ts';

/**
 * The folder of the built page. The page is built first if it is missing or older than its sources.
 * `RERANK_BENCH_DIST` names a built page to use as it is.
 *
 * @throws CommandError if the page cannot be built, or if the named folder holds none
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
      // If the builder itself failed, it has already printed why.
      const isOfSystem = error instanceof Error && 'code' in error;
      return isOfSystem ? say('problem.withDetail', { problem, detail: firstLine(error) }) : problem;
    });
  }
}
