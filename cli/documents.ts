import { readFileSync, type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { type DocumentsFileError, parseDocumentsFile } from '../src/core/input/documents-file.ts';
import { checkInput, type InputProblem, maxTotalCharacters } from '../src/core/input/input-limits.ts';
import { type DocumentEntry, ownQuery, toPairs } from '../src/core/input/pairs.ts';
import { findSampleSet, firstSampleId, sampleSets } from '../src/core/input/sample-sets.ts';
import type { Pair } from '../src/core/rerank/pair.ts';
import { inputProblemMessage, messageText } from '../src/core/texts/message.ts';
import { Problem } from './command-error.ts';
import type { Sentence, Words } from './command-words.ts';
import { systemReason } from './system-reason.ts';

/** What to score: a sample set, or the user's documents. */
export interface InputOptions {
  readonly sample?: string;
  readonly documents?: string;
  readonly query?: string;
}

/** Adds the flags for the user's documents. `--sample` is a setting and is added with the settings. */
export function addInputFlags(command: Command, { say }: Words): Command {
  return command
    .option('--documents <file>', say('help.flag.documents'))
    .option('--query <text>', say('help.flag.query'));
}

/**
 * Reads the user's documents as pairs.
 *
 * @returns `null` if a sample set is scored
 * @throws Problem if flags contradict each other, a sample set is unknown or the file cannot be used
 */
export function readInput({ sample, documents, query }: InputOptions): Pair[] | null {
  if (sample !== undefined && documents !== undefined) {
    throw new Problem(({ say }) => say('problem.input.two'));
  }
  if (query !== undefined && documents === undefined) {
    throw new Problem(({ say }) => say('problem.input.queryAlone'));
  }
  if (sample !== undefined && sample !== '' && findSampleSet(sample) === undefined) {
    const values = { name: sample, names: sampleSets.map(({ id }) => id).join(', ') };
    throw new Problem(({ say }) => say('problem.input.unknownSample', values));
  }
  return documents === undefined ? null : readDocuments(documents, query ?? '');
}

/** The sample set that the page opens with. The user's documents replace it. */
export const sampleOf = ({ sample }: InputOptions): string => (sample ? sample : firstSampleId);

/**
 * Reads a documents file as pairs. A document keeps the query that the file gives it.
 *
 * @param query the query of documents without one; empty if none was given
 * @throws Problem naming the file, the line and what to do
 */
export function readDocuments(path: string, query: string): Pair[] {
  const parsed = parseDocumentsFile(basename(path), readText(path));
  if (parsed.state === 'error') throw inputProblem(path, (words) => fileFaultText(parsed, words));
  const documents = parsed.entries;
  if (query !== '' && documents.every((document) => ownQuery(document) !== undefined)) {
    throw inputProblem(path, ({ say }) => say('problem.input.needlessQuery'));
  }
  const [problem] = checkInput(query, documents);
  if (problem !== undefined) throw inputProblem(path, (words) => inputProblemText(problem, documents, words));
  return toPairs(query, documents);
}

/** A problem with a documents file; its line starts with the file's name. */
export const inputProblem = (file: string, problem: Sentence): Problem =>
  new Problem((words) => words.say('problem.input.ofFile', { file, problem: problem(words) }));

function readText(file: string): string {
  try {
    const stats: Stats = statSync(file);
    if (stats.isDirectory()) throw new Problem(({ say }) => say('problem.input.isFolder', { file }));
    // A character takes at most four bytes in UTF-8.
    if (stats.size > 4 * maxTotalCharacters) {
      throw inputProblem(file, ({ texts }) => texts.t('documentsFile.too-large'));
    }
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Problem(({ say }) => say('problem.file.missing', { file }));
    }
    throw new Problem((words) =>
      words.say('problem.file.unreadable', { file, reason: systemReason(error, words) }),
    );
  }
}

/** The page's sentence and, for a malformed line, how that line begins. */
function fileFaultText({ code, line = 1, detail }: DocumentsFileError, { say, texts }: Words): string {
  const problem = texts.t(`documentsFile.${code}`, { line });
  const quotesLine = code.startsWith('bad-') || code === 'missing-text-column';
  return quotesLine ? say('problem.withDetail', { problem, detail }) : problem;
}

function inputProblemText(
  problem: InputProblem,
  documents: readonly DocumentEntry[],
  { say, texts }: Words,
): string {
  switch (problem.code) {
    case 'no-query':
      return documents.some((document) => ownQuery(document) !== undefined)
        ? say('problem.input.documentWithoutQuery', { place: (problem.document ?? 0) + 1 })
        : say('problem.input.noQuery');
    case 'no-documents':
      return say('problem.input.noDocuments');
    default:
      return messageText(texts, inputProblemMessage(problem));
  }
}
