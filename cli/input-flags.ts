import type { Command } from 'commander';
import { findSampleSet, firstSampleId, sampleSets } from '../src/core/input/sample-sets.ts';
import type { Pair } from '../src/core/rerank/pair.ts';
import { readDocuments } from './documents.ts';
import { Problem } from './problem.ts';

/** What is scored: a sample set, or documents of one's own. */
export interface InputOptions {
  readonly sample?: string;
  readonly documents?: string;
  readonly query?: string;
}

/** `--sample` is a setting and comes with those. */
export function addInputFlags(command: Command): Command {
  return command
    .option(
      '--documents <file>',
      'documents of your own: .jsonl (a string, {"text"} or {"query", "text"} a line), .csv (columns text, query) or .txt (one a line)',
    )
    .option('--query <text>', 'the query for documents that bring none');
}

/**
 * The documents of one's own as pairs; `null` where a sample set is scored.
 *
 * @throws Problem for flags that do not go together, or a file that cannot be used
 */
export function readInput({ sample, documents, query }: InputOptions): Pair[] | null {
  if (sample !== undefined && documents !== undefined) {
    throw new Problem('--sample and --documents are two inputs; leave one of them out.');
  }
  if (query !== undefined && documents === undefined) {
    throw new Problem('--query needs --documents; a sample set has a query of its own.');
  }
  if (sample !== undefined && sample !== '' && findSampleSet(sample) === undefined) {
    throw new Problem(
      `There is no sample set "${sample}"; there are ${sampleSets.map(({ id }) => id).join(', ')}.`,
    );
  }
  return documents === undefined ? null : readDocuments(documents, query ?? '');
}

/** The sample set that the page opens with; documents of one's own take its place. */
export const sampleOf = ({ sample }: InputOptions): string => (sample ? sample : firstSampleId);
