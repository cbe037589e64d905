import { Failure } from './failure.ts';
import type { PairTemplate, TextTokenizer } from './pair-encoding.ts';

/**
 * Rows of the tables in which a model looks up ids and token types; `null` where it has none or says none.
 */
export interface TokenTables {
  readonly ids: number | null;
  readonly types: number | null;
}

/**
 * The tokenizer, held against the model's tables, since WebGPU reads past the end of a table without a word.
 * Token types, special tokens and padding are held against them here, once. So is the vocabulary, and only
 * one that is larger than the table, as vocabularies with added tokens are, has each text's ids looked
 * through.
 *
 * @throws Failure `tokenizer-mismatch`; so does `encode` of what it returns
 */
export function tokenizerWithin(tokenizer: TextTokenizer, { ids, types }: TokenTables): TextTokenizer {
  const { template, paddingId, idsEnd = 0 } = tokenizer;
  const largestType = Math.max(...typesOf(template));
  if (types !== null && largestType >= types) {
    throw new Failure(
      'tokenizer-mismatch',
      `The tokenizer gives token type ${largestType}; the model has ${types === 1 ? 'type 0 alone' : `types 0 to ${types - 1}`}.`,
    );
  }
  if (ids === null) return tokenizer;
  const hold = (some: readonly number[]): readonly number[] => {
    for (const id of some) {
      if (id < ids) continue;
      throw new Failure(
        'tokenizer-mismatch',
        `The tokenizer gives a token the id ${id}; the model’s vocabulary ends at ${ids - 1}.`,
      );
    }
    return some;
  };
  hold([...template.prefix, ...template.middle, ...template.suffix, paddingId]);
  return idsEnd <= ids ? tokenizer : { ...tokenizer, encode: (text) => hold(tokenizer.encode(text)) };
}

function typesOf({ types }: PairTemplate): readonly number[] {
  return [...types.prefix, types.query, ...types.middle, types.document, ...types.suffix];
}
