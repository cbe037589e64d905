import { readFileSync, type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import {
  type DocumentsFileError,
  type DocumentsNote,
  type ReadingOptions,
  readDocumentsFile,
} from '../src/core/input/documents-file.ts';
import { checkInput, type InputProblem, maxFileBytes } from '../src/core/input/input-limits.ts';
import { type DocumentEntry, ownQuery, toPairs } from '../src/core/input/pairs.ts';
import { judgeByFile, qrelsRefusalKey } from '../src/core/input/relevance-judgements.ts';
import { firstSampleId } from '../src/core/input/sample-set-ids.ts';
import { findSampleSet, sampleSets } from '../src/core/input/sample-sets.ts';
import { beginning } from '../src/core/input/text-lines.ts';
import type { Pair } from '../src/core/rerank/pair.ts';
import { documentsNoteMessage, inputProblemMessage, messageText } from '../src/core/texts/message.ts';
import { Problem } from './command-error.ts';
import { choiceOption, type Reader } from './command-line.ts';
import type { Sentence, Words } from './command-words.ts';
import { systemReason } from './system-reason.ts';

/** What to score: a sample set, or the user's documents. */
export interface InputOptions extends ReadingOptions {
  readonly sample?: string;
  readonly documents?: string;
  readonly query?: string;
  readonly qrels?: string;
}

/** Adds the flags for the user's documents. `--sample` is a setting and is added with the settings. */
export function addInputFlags(command: Command, words: Words): Command {
  const { say } = words;
  const titles = {
    description: say('help.flag.titles'),
    choices: ['join', 'ignore'],
    standard: 'join',
  } as const;
  return command
    .option('--documents <file>', say('help.flag.documents'))
    .option('--query <text>', say('help.flag.query'))
    .addOption(choiceOption('--titles <how>', titles, words))
    .option('--encoding <name>', say('help.flag.encoding'))
    .option('--qrels <file>', say('help.flag.qrels'));
}

/**
 * Reads the user's documents as pairs, and tells how they were read.
 *
 * @returns `null` if a sample set is scored
 * @throws Problem if flags contradict each other, a sample set is unknown or the file cannot be used
 */
export function readInput(options: InputOptions, reader: Reader): Pair[] | null {
  const { sample, documents, query } = options;
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
  for (const name of ['encoding', 'qrels'] as const) {
    if (options[name] === undefined || documents !== undefined) continue;
    throw new Problem(({ say }) => say('problem.input.flagAlone', { flag: `--${name}` }));
  }
  return documents === undefined ? null : readDocuments(documents, options, reader);
}

/** The sample set that the page opens with. The user's documents replace it. */
export const sampleOf = ({ sample }: InputOptions): string => (sample ? sample : firstSampleId);

/**
 * Reads a documents file as pairs, and tells how it was read. A document keeps the query that the file gives
 * it. If they all have the same one, `query` replaces it.
 *
 * @throws Problem naming the file, the line and what to do
 */
export function readDocuments(
  path: string,
  { query = '', titles = 'join', encoding, qrels }: InputOptions,
  { terminal, words }: Reader,
): Pair[] {
  const options: ReadingOptions = { titles, ...(encoding !== undefined && { encoding }) };
  const parsed = parsedFile(path, options);
  if (parsed.state === 'error') throw inputProblem(path, (words) => fileFaultText(parsed, words));
  const notes: Sentence[] = parsed.notes.map((note) => (words) => fileNoteText(path, note, words));
  let documents = parsed.entries;
  const own = new Set(documents.map(ownQuery));
  if (query !== '' && !own.has(undefined)) {
    if (own.size > 1) throw inputProblem(path, ({ say }) => say('problem.input.needlessQuery'));
    const [replaced = ''] = own;
    if (replaced !== query) {
      documents = documents.map(({ query: _, queryId: __, relevance: ___, ...document }) => document);
      const values = { query: beginning(replaced) };
      const isJudged = parsed.entries.some(({ relevance }) => relevance !== undefined);
      const key = isJudged ? 'judgedQueryReplaced' : 'queryReplaced';
      notes.push(ofFile(path, ({ say }) => say(`problem.input.${key}`, values)));
    }
  }
  if (qrels !== undefined) {
    const { judged, entries } = judgedBy(qrels, documents);
    documents = entries;
    notes.push(
      ofFile(qrels, ({ texts }) => texts.t('documentsNote.judged', { judged, total: entries.length })),
    );
  }
  const [problem] = checkInput(query, documents);
  if (problem !== undefined) throw inputProblem(path, (words) => inputProblemText(problem, documents, words));
  for (const note of notes) terminal.note(note(words));
  return toPairs(query, documents);
}

function parsedFile(path: string, options: ReadingOptions) {
  const bytes = readBytes(path);
  try {
    return readDocumentsFile(basename(path), bytes, TextDecoder, options);
  } catch (error) {
    const { encoding } = options;
    if (!(error instanceof RangeError) || encoding === undefined) throw error;
    throw new Problem(({ say }) => say('problem.input.unknownEncoding', { encoding }));
  }
}

/** @throws Problem naming the qrels file and what to do */
function judgedBy(path: string, documents: readonly DocumentEntry[]) {
  const judged = judgeByFile(documents, readBytes(path), TextDecoder);
  if (judged.state === 'ok') return { judged: judged.judged, entries: judged.documents };
  const { code, line = 1, detail } = judged;
  throw inputProblem(path, ({ say, texts }) => {
    const problem = texts.t(qrelsRefusalKey(judged), { line, found: detail });
    return code === 'bad-qrels' ? say('problem.withDetail', { problem, detail }) : problem;
  });
}

const ofFile =
  (file: string, sentence: Sentence): Sentence =>
  (words) =>
    words.say('problem.input.ofFile', { file, problem: sentence(words) });

function fileNoteText(file: string, note: DocumentsNote, { say, texts }: Words): string {
  const text = messageText(texts, documentsNoteMessage(note));
  const told =
    note.code === 'titles-joined'
      ? say('problem.input.leaveTitlesOut', { note: text })
      : note.code === 'encoding-guessed'
        ? say('problem.input.nameEncoding', { note: text })
        : text;
  return say('problem.input.ofFile', { file, problem: told });
}

/** A problem with a documents file; its line starts with the file's name. */
export const inputProblem = (file: string, problem: Sentence): Problem => new Problem(ofFile(file, problem));

function readBytes(file: string): Uint8Array {
  try {
    const stats: Stats = statSync(file);
    if (stats.isDirectory()) throw new Problem(({ say }) => say('problem.input.isFolder', { file }));
    if (stats.size > maxFileBytes) {
      throw inputProblem(file, ({ texts }) => texts.t('documentsFile.too-large'));
    }
    return readFileSync(file);
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
  const problem = texts.t(`documentsFile.${code}`, { line, found: detail });
  const quotesLine = code.startsWith('bad-') || code === 'trec-run';
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
