import { fragmentToRun } from '../src/core/document/permalink.ts';
import type { RunFigures } from '../src/core/document/run-figures.ts';
import { Problem } from './problem.ts';
import { readRuns } from './read-runs.ts';

/**
 * The runs that arguments name: files of records or archives, and links that hold `#r=…`.
 *
 * @throws Problem at the first that cannot be read
 */
export async function comparableRuns(names: readonly string[]): Promise<RunFigures[]> {
  const runs: RunFigures[] = [];
  for (const name of names) {
    const place = name.indexOf('#r=');
    if (place >= 0) runs.push(runOfLink(name.slice(place)));
    else runs.push(...(await readRuns(name)));
  }
  return runs;
}

const linkReasons = {
  damaged: 'is damaged; copy the whole link again',
  'newer-version': 'was made by a newer version of Rerank Bench',
  'too-large': 'is longer than any link of Rerank Bench',
  none: 'holds no run',
} as const;

function runOfLink(fragment: string): RunFigures {
  const read = fragmentToRun(fragment);
  if (read.state === 'ok') return read.run;
  const reason = linkReasons[read.state === 'error' ? read.code : 'none'];
  throw new Problem(`The link ${fragment.slice(0, 16)}… ${reason}.`);
}
