/**
 * Measures the cost of a request apart from the model: tokenising, putting pairs together, planning batches,
 * padding. A plain implementation, which spreads arrays and makes a BigInt of every id, takes turns with the
 * product's. Both run in one process on 100 documents of mixed length with the built-in model's tokenizer.
 *
 *     npx tsx benchmarks/request-cost.ts [--rounds 21] [--batch-size 8]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { Tokenizer } from '@huggingface/tokenizers';
import { sampleSets } from '../src/core/input/sample-sets.ts';
import { type BatchingOptions, padBatch, planBatches } from '../src/core/rerank/batching.ts';
import { type EncodedPair, pairEncoder, type TextTokenizer } from '../src/core/rerank/pair-encoding.ts';
import { median } from './median.ts';
import { markdownTable } from './support/markdown.ts';
import { type PlainPair, plainBatch, plainEncoder } from './support/plain-request.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '21' }, 'batch-size': { type: 'string', default: '8' } },
});
const maxLength = 512;
const options: BatchingOptions = {
  batchSize: Number(values['batch-size']),
  tokenBudget: null,
  maxLength,
  order: 'length',
  paddingMultiple: 1,
};

const folder = join(import.meta.dirname, '..', 'public', 'models', 'builtin', 'coverage');
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const wordPiece = new Tokenizer(read('tokenizer.json'), read('tokenizer_config.json'));
const encode = (text: string) => wordPiece.encode(text, { add_special_tokens: false }).ids;

/** Documents of 5 to 300 words. */
const set = sampleSets.find(({ id }) => id === 'support-search') ?? sampleSets[0];
const documents = set?.documents ?? [];
const query = set?.query ?? '';
const pairs = Array.from({ length: 100 }, (_, i) => ({
  query,
  document: documents[i % documents.length] ?? '',
}));

const times = new Map<string, number[]>();
function timed<T>(stage: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  times.set(stage, [...(times.get(stage) ?? []), performance.now() - start]);
  return result;
}

/** A tokenizer that remembers texts, so that later stages are timed without it. */
function remembered(): TextTokenizer {
  const known = new Map([query, ...documents].map((text) => [text, encode(text)]));
  return {
    encode: (text) => known.get(text) ?? [],
    template: {
      prefix: [2],
      middle: [3],
      suffix: [3],
      types: { prefix: [0], query: 0, middle: [0], document: 1, suffix: [1] },
    },
    paddingId: 0,
  };
}
const tokenizer = remembered();

const padPlainly = (encoded: readonly PlainPair[], batches: readonly number[][]) =>
  batches.map((places) =>
    plainBatch(
      places.flatMap((place) => encoded[place] ?? []),
      tokenizer.paddingId,
    ),
  );
const pad = (encoded: readonly EncodedPair[], batches: readonly number[][]) =>
  batches.map((places) =>
    padBatch(
      places.flatMap((place) => encoded[place] ?? []),
      tokenizer,
      options,
    ),
  );

let same = true;
let tokens = 0;
for (let round = 0; round < Number(values.rounds); round++) {
  timed('tokenise each document', () => [query, ...pairs.map(({ document }) => document)].map(encode));
  timed('tokenise query with each document', () =>
    pairs.map(({ document }) => wordPiece.encode(query, { text_pair: document }).ids),
  );
  const before = timed('put pairs together, plain', () => pairs.map(plainEncoder(tokenizer, maxLength)));
  const after = timed('put pairs together', () => pairs.map(pairEncoder(tokenizer, maxLength)));
  const lengths = after.map(({ ids }) => ids.length);
  tokens = lengths.reduce((sum, length) => sum + length, 0);
  const batches = timed('plan batches', () => planBatches(lengths, options));
  const plainBatches = timed('pad, plain', () => padPlainly(before, batches));
  const ownBatches = timed('pad', () => pad(after, batches));
  same &&= plainBatches.every((batch, i) =>
    (['inputIds', 'attentionMask', 'tokenTypeIds'] as const).every((name) => {
      const own = ownBatches[i]?.[name];
      return own?.length === batch[name].length && own.every((value, place) => value === batch[name][place]);
    }),
  );
}
if (!same) throw new Error('The two ways make different batches.');

const stages = [...times].map(([stage, ms]) => [
  stage,
  median(ms).toFixed(3),
  Math.min(...ms).toFixed(3),
  (ms[0] ?? 0).toFixed(3),
]);
console.log(
  `${pairs.length} pairs, ${tokens} tokens, batch ${options.batchSize}, ${values.rounds} rounds, Node ${process.version}\n`,
);
console.log(markdownTable(['stage', 'median ms', 'least ms', 'first ms'], stages));
