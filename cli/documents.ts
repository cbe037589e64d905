import { readFileSync, type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { type DocumentsFileError, parseDocumentsFile } from '../src/core/input/documents-file.ts';
import { checkInput, type InputProblem, maxTotalCharacters } from '../src/core/input/input-limits.ts';
import { type DocumentEntry, ownQuery, toPairs } from '../src/core/input/pairs.ts';
import { findSampleSet, firstSampleId, sampleSets } from '../src/core/input/sample-sets.ts';
import type { Pair } from '../src/core/rerank/pair.ts';
import { firstLine, Problem } from './command-error.ts';

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

/**
 * Reads a documents file into pairs. A document keeps the query that its file gives it; `query` is for those without one.
 *
 * @param query empty where none was given
 * @throws Problem naming the file, the line and what to do
 */
export function readDocuments(path: string, query: string): Pair[] {
  const parsed = parseDocumentsFile(basename(path), readText(path));
  if (parsed.state === 'error') throw new Problem(`${path}: ${fileFaultText(parsed)}`);
  const documents = parsed.entries;
  if (query !== '' && documents.every((document) => ownQuery(document) !== undefined)) {
    throw new Problem(
      `${path}: every document brings a query of its own, so --query says nothing. Leave it out.`,
    );
  }
  const [problem] = checkInput(query, documents);
  if (problem !== undefined) throw new Problem(`${path}: ${inputProblemText(problem, documents)}`);
  return toPairs(query, documents);
}

function readText(path: string): string {
  try {
    const stats: Stats = statSync(path);
    if (stats.isDirectory()) throw new Problem(`${path} is a folder; --documents takes a file.`);
    // No UTF-8 text takes more than four bytes a character.
    if (stats.size > 4 * maxTotalCharacters) {
      throw new Problem(`${path}: it is larger than the page can hold. Split it and give a part.`);
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Problem(`There is no file ${path}.`);
    }
    throw new Problem(`${path} cannot be read: ${firstLine(error)}`);
  }
}

function fileFaultText({ code, line, detail }: DocumentsFileError): string {
  switch (code) {
    case 'unknown-extension':
      return 'only .jsonl, .csv and .txt files are read.';
    case 'looks-binary':
      return 'it does not hold text in UTF-8. Save it as UTF-8 text.';
    case 'empty':
      return 'there is no document in it.';
    case 'bad-json':
      return `line ${line} is not JSON: ${detail}`;
    case 'bad-line-shape':
      return `line ${line} is neither a string nor an object with "text": ${detail}`;
    case 'missing-text-column':
      return `line ${line ?? 1} names no column "text": ${detail}`;
    case 'bad-cell-count':
      return `the row at line ${line} has another number of cells than the header (quote texts with commas): ${detail}`;
    case 'bad-quotes':
      return `a quote at line ${line} is not closed, or text follows it: ${detail}`;
    default:
      return code satisfies never;
  }
}

function inputProblemText(problem: InputProblem, documents: readonly DocumentEntry[]): string {
  switch (problem.code) {
    case 'no-query':
      return documents.some((document) => ownQuery(document) !== undefined)
        ? `document ${(problem.document ?? 0) + 1} has no query; give one for such with --query.`
        : 'there is no query; give one with --query.';
    case 'no-documents':
      return 'there is no document with anything in it.';
    case 'too-many-characters':
      return `the documents hold ${problem.actual} characters, and ${problem.limit} is the most.`;
    case 'too-many-documents':
      return `there are ${problem.actual} documents, and ${problem.limit} is the most.`;
    case 'query-too-long':
      return `a query has ${problem.actual} characters, and ${problem.limit} is the most.`;
    default:
      return problem satisfies never;
  }
}
