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
  /** Token types. Special tokens have one each, all tokens of a text share one. */
  readonly types: {
    readonly prefix: readonly number[];
    readonly query: number;
    readonly middle: readonly number[];
    readonly document: number;
    readonly suffix: readonly number[];
  };
}

/** What fills the rest of a row in a batch. */
export interface RowPadding {
  readonly paddingId: number;
  /** Whether the padding stands before the pair instead of after it. */
  readonly padsLeft?: boolean;
}

/** What scoring needs of a tokenizer: the ids of a text without special tokens, and the model's template. */
export interface TextTokenizer extends RowPadding {
  encode(text: string): readonly number[];
  readonly template: PairTemplate;
  /** One more than its largest id; absent where nothing depends on it. */
  readonly idsEnd?: number;
}

/** Tokens next to each other that have the same token type: those from `start` up to, not including, `end`. */
export interface TypeRun {
  readonly type: number;
  readonly start: number;
  readonly end: number;
}

/** A pair as the model takes it. */
export interface EncodedPair {
  readonly ids: readonly number[];
  /** Where token types are not 0, in the order of the tokens. */
  readonly typeRuns: readonly TypeRun[];
  /** Number of the document's tokens that max length left no room for. */
  readonly cutTokens: number;
}

export interface TokenCount {
  /** Tokens of the whole pair, special tokens included, before anything is cut. */
  readonly tokens: number;
  readonly cutTokens: number;
}

/** Number of special tokens in a pair. */
export const templateLength = ({ prefix, middle, suffix }: PairTemplate): number =>
  prefix.length + middle.length + suffix.length;

/** A query's part of its pairs, and the room it leaves for a document. */
interface EncodedQuery {
  readonly head: readonly number[];
  readonly tokens: number;
  /** Tokens left for the document; may be negative. */
  readonly room: number;
}

/**
 * Encodes the pairs of one request. It tokenises a query once, however many documents it is paired with. It
 * is thrown away with the request, so that no token cache outlives one.
 *
 * A pair that is longer than max length loses the end of its document, never any of its query or the closing
 * separator. The document keeps at least one token unless it is empty.
 */
export class PairEncoder {
  readonly #tokenizer: TextTokenizer;
  readonly #maxLength: number;
  readonly #queries = new Map<string, EncodedQuery>();

  /** @param maxLength most tokens in a pair, special tokens included */
  constructor(tokenizer: TextTokenizer, maxLength: number) {
    this.#tokenizer = tokenizer;
    this.#maxLength = maxLength;
  }

  /** @throws Failure `query-too-long`, with the max length that the query would need as its detail */
  encode({ query, document }: Pair): EncodedPair {
    const { head, tokens, room } = this.#query(query);
    const { template } = this.#tokenizer;
    const documentIds = this.#tokenizer.encode(document);
    if (room < Math.min(1, documentIds.length)) throw this.#tooLong(tokens);
    const kept = documentIds.length <= room ? documentIds : documentIds.slice(0, room);
    return {
      ids: head.concat(kept, template.suffix),
      typeRuns: typeRuns(template, tokens, kept.length),
      cutTokens: documentIds.length - kept.length,
    };
  }

  /**
   * Refuses pairs whose query leaves no room for the document. It tokenises a document only where the query
   * alone does not decide.
   *
   * @throws Failure as `encode`
   */
  refuseLongQueries(pairs: readonly Pair[]): void {
    for (const pair of pairs) {
      const { tokens, room } = this.#query(pair.query);
      if (room < 0) throw this.#tooLong(tokens);
      // An empty document needs no room, and only its tokens tell whether it is empty.
      if (room === 0) this.encode(pair);
    }
  }

  #query(query: string): EncodedQuery {
    const known = this.#queries.get(query);
    if (known !== undefined) return known;
    const { prefix, middle } = this.#tokenizer.template;
    const ids = this.#tokenizer.encode(query);
    const encoded = {
      head: prefix.concat(ids, middle),
      tokens: ids.length,
      room: this.#maxLength - templateLength(this.#tokenizer.template) - ids.length,
    };
    this.#queries.set(query, encoded);
    return encoded;
  }

  #tooLong(queryTokens: number): Failure {
    const needed = templateLength(this.#tokenizer.template) + queryTokens + 1;
    return new Failure(
      'query-too-long',
      `The query takes ${queryTokens} tokens; with a document it needs a max length of at least ${needed}, and max length is ${this.#maxLength}.`,
      String(needed),
    );
  }
}

/** Where a pair of so many tokens has token types other than 0. */
function typeRuns({ types }: PairTemplate, queryTokens: number, documentTokens: number): readonly TypeRun[] {
  const runs: TypeRun[] = [];
  let start = 0;
  const add = (type: number, tokens: number) => {
    const end = start + tokens;
    const last = runs.at(-1);
    if (type !== 0 && last?.type === type && last.end === start) {
      runs[runs.length - 1] = { type, start: last.start, end };
    } else if (type !== 0 && tokens > 0) runs.push({ type, start, end });
    start = end;
  };
  for (const type of types.prefix) add(type, 1);
  add(types.query, queryTokens);
  for (const type of types.middle) add(type, 1);
  add(types.document, documentTokens);
  for (const type of types.suffix) add(type, 1);
  return runs;
}

/** `PairEncoder` as a function. */
export function pairEncoder(tokenizer: TextTokenizer, maxLength: number): (pair: Pair) => EncodedPair {
  const encoder = new PairEncoder(tokenizer, maxLength);
  return (pair) => encoder.encode(pair);
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
