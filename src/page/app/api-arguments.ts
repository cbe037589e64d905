import type { Pair } from '../../core/rerank/pair.ts';
import type { Message } from '../../core/texts/message.ts';

/** An argument from a program that the page cannot use: which value, what it is, and what it should be. */
export interface BadArgument {
  /** The value as a program writes it: `pairs[3].document`. */
  readonly field: string;
  readonly found: 'missing' | 'null' | 'list' | 'object' | 'text' | 'number' | 'other';
  readonly wanted:
    | 'pairs'
    | 'pair'
    | 'text'
    | 'settings'
    | 'files'
    | 'file'
    | 'options'
    | 'batchSize'
    | 'relevance';
}

export const badArgumentMessage = (call: string, { field, found, wanted }: BadArgument): Message => ({
  key: 'pageApi.badArgument',
  values: { call, field, found: `pageApi.found.${found}`, wanted: `pageApi.wanted.${wanted}` },
});

/**
 * The first thing wrong with what should be pairs; `null` if nothing is. A program may pass a value of any
 * type.
 */
export function badPairs(pairs: unknown): BadArgument | null {
  if (!Array.isArray(pairs)) return { field: 'pairs', found: kindOf(pairs), wanted: 'pairs' };
  for (const [i, pair] of (pairs as unknown[]).entries()) {
    const field = `pairs[${i}]`;
    if (!isRecord(pair)) return { field, found: kindOf(pair), wanted: 'pair' };
    for (const name of ['query', 'document'] satisfies (keyof Pair)[]) {
      const text = pair[name];
      if (typeof text !== 'string') return { field: `${field}.${name}`, found: kindOf(text), wanted: 'text' };
    }
    const { id, relevance } = pair;
    if (id !== undefined && typeof id !== 'string') {
      return { field: `${field}.id`, found: kindOf(id), wanted: 'text' };
    }
    if (relevance !== undefined && !(Number.isFinite(relevance) && Number(relevance) >= 0)) {
      return { field: `${field}.relevance`, found: kindOf(relevance), wanted: 'relevance' };
    }
  }
  return null;
}

export function badSettings(partial: unknown): BadArgument | null {
  return isRecord(partial) ? null : { field: 'partial', found: kindOf(partial), wanted: 'settings' };
}

export function badFiles(files: unknown): BadArgument | null {
  if (!Array.isArray(files)) return { field: 'files', found: kindOf(files), wanted: 'files' };
  const at = files.findIndex((file) => !(file instanceof File));
  return at < 0 ? null : { field: `files[${at}]`, found: kindOf(files[at]), wanted: 'file' };
}

export function badRankOptions(options: unknown): BadArgument | null {
  if (options === undefined) return null;
  if (!isRecord(options)) return { field: 'options', found: kindOf(options), wanted: 'options' };
  const { batchSize } = options;
  if (batchSize === undefined || (Number.isSafeInteger(batchSize) && Number(batchSize) >= 1)) return null;
  return { field: 'options.batchSize', found: kindOf(batchSize), wanted: 'batchSize' };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function kindOf(value: unknown): BadArgument['found'] {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'object':
      return 'object';
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    default:
      return 'other';
  }
}
