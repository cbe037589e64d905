import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';
import type { PreTrainedTokenizer } from '@huggingface/transformers';
import { BatchSource, type SourcedBatch } from '../../src/core/rerank/batch-source.ts';
import type { BatchingOptions } from '../../src/core/rerank/batching.ts';
import type { Pair } from '../../src/core/rerank/pair.ts';
import type { TextTokenizer } from '../../src/core/rerank/pair-encoding.ts';
import { pairTokenizer } from '../../src/worker/engine/pair-tokenizer.ts';

/**
 * A repository's tokenizer as the product has it, in Node.
 *
 * @param pathOf the path of one of the repository's files by its name
 */
export async function repositoryTokenizer(pathOf: (name: string) => string): Promise<TextTokenizer> {
  const read = async (name: string) => JSON.parse(await readFile(pathOf(name), 'utf8'));
  const [file, config] = [await read('tokenizer.json'), await read('tokenizer_config.json')];
  const tokenizer = new Tokenizer(file, config);
  // The part of transformers.js's tokenizer that the product's adapter uses. transformers.js wraps this same
  // tokenizer.
  const asked: Pick<PreTrainedTokenizer, 'encode' | 'pad_token_id'> = {
    encode: (text, options) => tokenizer.encode(text, options ?? {}).ids,
    pad_token_id: tokenizer.token_to_id(config.pad_token) ?? 0,
  };
  return pairTokenizer(asked as PreTrainedTokenizer);
}

/**
 * The batches that the product makes of these pairs in a request.
 *
 * @param workers the sessions that share the batches: with several the product reads ahead while they
 * compute, and sorts only what it has read
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
