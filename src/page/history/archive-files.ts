import {
  type ArchivedRun,
  archiveOf,
  maxArchivedRuns,
  maxFileCharacters,
} from '../../core/document/import-record.ts';

/** What the file's own frame may add to the runs, as a share of the file. */
const allowance = 0.05;

/**
 * Runs as files that an import takes again: one, unless they are too many or too large for that. A run is never split.
 *
 * @param exportedAt ISO 8601, UTC
 */
export function archiveFiles(runs: readonly ArchivedRun[], exportedAt: string): string[] {
  const room = maxFileCharacters * (1 - allowance);
  const files: ArchivedRun[][] = [];
  let characters = Infinity;
  for (const run of runs) {
    const size = JSON.stringify(run).length;
    const last = files.at(-1);
    if (last === undefined || last.length >= maxArchivedRuns || characters + size > room) {
      files.push([run]);
      characters = size;
    } else {
      last.push(run);
      characters += size;
    }
  }
  return files.map((some) => archiveOf(some, exportedAt));
}
