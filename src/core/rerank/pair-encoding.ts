import { Failure } from './failure.ts';
import type { Pair } from './pair.ts';

/**
 * The special tokens a model puts around a pair: `prefix` query `middle` document `suffix`.
 * BERT: `[CLS]`, `[SEP]`, `[SEP]`; XLM-RoBERTa: `<s>`, `</s></s>`, `</s>`.
 */
export interface PairTemplate {
  readonly prefix: readonly number[];
  readonly middle: readonly number[];
  readonly suffix: readonly number[];
}

/** What scoring needs of a tokenizer: the ids of a text without special tokens, and the model's template. */
export interface TextTokenizer {
  encode(text: string): readonly number[];
  readonly template: PairTemplate;
  readonly paddingId: number;
}

/** A pair as the model takes it. */
export interface EncodedPair {
  readonly ids: readonly number[];
  /** Place of the document's first token: token type 0 before it, 1 from it on. */
  readonly documentStart: number;
  /** The document's tokens that max length left no room for. */
  readonly cutTokens: number;
}

export interface TokenCount {
  /** Tokens of the whole pair, special tokens included, before anything is cut. */
  readonly tokens: number;
  readonly cutTokens: number;
}

/** Special tokens of a pair. */
export const templateLength = ({ prefix, middle, suffix }: PairTemplate): number =>
  prefix.length + middle.length + suffix.length;

/**
 * Makes an encoder for the pairs of one request. It tokenises a query once, however many documents it stands with,
 * and is thrown away with the request: no token cache outlives one.
 *
 * Of a pair longer than `maxLength` the document is cut, never the query or the closing separator, and the document
 * keeps at least one token unless it is empty.
 *
 * @param maxLength most tokens in a pair, special tokens included
 * @throws Failure `query-too-long`, with the length the query would need as its detail
 */
export function pairEncoder(tokenizer: TextTokenizer, maxLength: number): (pair: Pair) => EncodedPair {
  const { prefix, middle, suffix } = tokenizer.template;
  const special = templateLength(tokenizer.template);
  const queries = new Map<string, readonly number[]>();

  return ({ query, document }) => {
    let queryIds = queries.get(query);
    if (queryIds === undefined) {
      queryIds = tokenizer.encode(query);
      queries.set(query, queryIds);
    }
    const documentIds = tokenizer.encode(document);
    const room = maxLength - special - queryIds.length;
    const least = Math.min(1, documentIds.length);
    if (room < least) {
      const needed = special + queryIds.length + 1;
      throw new Failure(
        'query-too-long',
        `The query takes ${queryIds.length} tokens; with a document it needs a max length of at least ${needed}, and max length is ${maxLength}.`,
        String(needed),
      );
    }
    const kept = documentIds.length <= room ? documentIds : documentIds.slice(0, room);
    return {
      ids: [...prefix, ...queryIds, ...middle, ...kept, ...suffix],
      documentStart: prefix.length + queryIds.length + middle.length,
      cutTokens: documentIds.length - kept.length,
    };
  };
}

/** Counts a pair's tokens without refusing any: what does not fit is counted as cut. */
export function tokenCounter(tokenizer: TextTokenizer, maxLength: number): (pair: Pair) => TokenCount {
  const special = templateLength(tokenizer.template);
  const queryLengths = new Map<string, number>();
  return ({ query, document }) => {
    let queryLength = queryLengths.get(query);
    if (queryLength === undefined) {
      queryLength = tokenizer.encode(query).length;
      queryLengths.set(query, queryLength);
    }
    const documentLength = tokenizer.encode(document).length;
    const tokens = special + queryLength + documentLength;
    return { tokens, cutTokens: Math.max(0, Math.min(documentLength, tokens - maxLength)) };
  };
}
