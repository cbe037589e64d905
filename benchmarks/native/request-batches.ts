import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';
import type { PreTrainedTokenizer } from '@huggingface/transformers';
import { BatchSource, type SourcedBatch } from '../../src/core/rerank/batch-source.ts';
import type { BatchingOptions } from '../../src/core/rerank/batching.ts';
import type { Pair } from '../../src/core/rerank/pair.ts';
import type { TextTokenizer } from '../../src/core/rerank/pair-encoding.ts';
import { pairTokenizer } from '../../src/worker/engine/pair-tokenizer.ts';

/**
 * The tokenizer of a repository as the product has it, in Node. @param read the text of one of its files by
 * name
 */
export async function repositoryTokenizer(pathOf: (name: string) => string): Promise<TextTokenizer> {
  const read = async (name: string) => JSON.parse(await readFile(pathOf(name), 'utf8'));
  const [file, config] = [await read('tokenizer.json'), await read('tokenizer_config.json')];
  const tokenizer = new Tokenizer(file, config);
  // What the product's adapter asks of transformers.js's tokenizer, which is this one with more around it.
  const asked: Pick<PreTrainedTokenizer, 'encode' | 'pad_token_id'> = {
    encode: (text, options) => tokenizer.encode(text, options ?? {}).ids,
    pad_token_id: tokenizer.token_to_id(config.pad_token) ?? 0,
  };
  return pairTokenizer(asked as PreTrainedTokenizer);
}

/**
 * The batches that a request of the product makes of these pairs.
 *
 * @param workers sessions that share them: with more than one the product reads ahead while they compute, and
 * sorts what it has read
 */
export function requestBatches(
  pairs: readonly Pair[],
  tokenizer: TextTokenizer,
  options: BatchingOptions,
  workers: number,
): SourcedBatch[] {
  const source = new BatchSource(pairs, tokenizer, options, workers > 1, { now: () => 0 });
  const batches: SourcedBatch[] = [];
  for (let next = source.next(); next !== null; next = source.next()) batches.push(next);
  return batches;
}
