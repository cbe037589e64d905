import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomWeights } from '../../e2e/support/hub-models/random-weights.ts';
import { writeRepository } from './repository.ts';

export const miniLmRepository = 'benchmarks/minilm-shape';

/** The vocabulary size of ms-marco-MiniLM-L-6-v2. */
const vocabularySize = 30_522;

/**
 * Writes a model of MiniLM's sizes (6 layers, 384 wide, 12 heads, 1536 feed-forward, 30,522 pieces) with
 * made-up weights in fp32. Its graph is XLM-RoBERTa's, which computes the same except for a table of token
 * types. Its WordPiece tokenizer is the built-in model's, filled up to MiniLM's number of pieces with pieces
 * that no text contains.
 */
export async function writeMiniLmShape(folder: string): Promise<void> {
  const builtIn = join(import.meta.dirname, '..', '..', 'public', 'models', 'builtin', 'coverage');
  const read = async (name: string) => JSON.parse(await readFile(join(builtIn, name), 'utf8'));
  const tokenizer = await read('tokenizer.json');
  const vocabulary: Record<string, number> = tokenizer.model.vocab;
  for (let id = Object.keys(vocabulary).length; id < vocabularySize; id += 1)
    vocabulary[`[unused${id}]`] = id;
  await writeRepository(folder, {
    repository: miniLmRepository,
    shape: {
      vocab_size: vocabularySize,
      hidden_size: 384,
      num_hidden_layers: 6,
      num_attention_heads: 12,
      intermediate_size: 1536,
      max_position_embeddings: 514,
    },
    weights: randomWeights(6),
    dtypes: ['fp32'],
    tokenizer: { tokenizer, config: await read('tokenizer_config.json') },
  });
}
