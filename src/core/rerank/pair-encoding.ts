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

/**
 * What is cut of a pair that is longer than max length, in the words of Hugging Face's tokenizers: the end of
 * the document alone, or the end of whichever text is longer, as sentence-transformers' CrossEncoder does.
 */
export const truncations = ['only-second', 'longest-first'] as const;
export type Truncation = (typeof truncations)[number];

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
  /** `only-second` unless said. */
  readonly truncation?: Truncation;
  /** One more than its largest id; absent where nothing depends on it. */
  readonly idsEnd?: number;
}

/**
 * Tokens next to each other that have the same token type: those from `start` up to, not including, `end`.
 */
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
  /**
   * Number of tokens that max length left no room for: the document's, or both texts' with `longest-first`.
   */
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

/**
 * How many tokens two texts keep within `room` when the longer one is cut first. Where both are cut, the one
 * that was longer, or the second of equals, keeps the odd token. It is what `truncate_encodings` of the
 * tokenizers library does (its src/utils/truncation.rs), on which fast tokenizers in Python rely.
 */
export function longestFirst(first: number, second: number, room: number): readonly [number, number] {
  if (first + second <= room) return [first, second];
  const fewer = Math.min(first, second, Math.floor(room / 2));
  return first <= second ? [fewer, room - fewer] : [room - fewer, fewer];
}

/** A query's part of its pairs, and the room it leaves for a document. */
interface EncodedQuery {
  readonly ids: readonly number[];
  /** Special tokens and the whole query. */
  readonly head: readonly number[];
  /** Tokens left for the document; may be negative. */
  readonly room: number;
}

/**
 * Encodes the pairs of one request. It tokenises a query once, however many documents it is paired with. It
 * is thrown away with the request, so that no token cache outlives one.
 *
 * A pair that is longer than max length loses the end of its document, never any of its query or the closing
 * separator. The document keeps at least one token unless it is empty. With `longest-first` a query that is
 * longer than its document loses its end as well.
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
    const { ids: queryIds, head } = this.#query(query);
    const { template } = this.#tokenizer;
    const documentIds = this.#tokenizer.encode(document);
    const [queryTokens, tokens] = this.#kept(query, documentIds.length);
    const before =
      queryTokens === queryIds.length
        ? head
        : template.prefix.concat(queryIds.slice(0, queryTokens), template.middle);
    const kept = tokens === documentIds.length ? documentIds : documentIds.slice(0, tokens);
    return {
      ids: before.concat(kept, template.suffix),
      typeRuns: typeRuns(template, queryTokens, tokens),
      cutTokens: queryIds.length - queryTokens + documentIds.length - tokens,
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
      if (this.#cutsQueries) this.#kept(pair.query, 0);
      else {
        const { room, ids } = this.#query(pair.query);
        if (room < 0) throw this.#tooLong(ids.length);
        // An empty document needs no room, and only its tokens tell whether it is empty.
        if (room === 0) this.encode(pair);
      }
    }
  }

  get #cutsQueries(): boolean {
    return this.#tokenizer.truncation === 'longest-first';
  }

  /** How many tokens of the query and of its document stay. */
  #kept(query: string, documentTokens: number): readonly [number, number] {
    const { ids, room } = this.#query(query);
    if (this.#cutsQueries) {
      const both = room + ids.length;
      // One token of each text is the least that can be compared.
      if (both < Math.min(1, ids.length) + Math.min(1, documentTokens)) throw this.#tooLong(1);
      return longestFirst(ids.length, documentTokens, both);
    }
    if (room < Math.min(1, documentTokens)) throw this.#tooLong(ids.length);
    return [ids.length, Math.min(documentTokens, room)];
  }

  #query(query: string): EncodedQuery {
    const known = this.#queries.get(query);
    if (known !== undefined) return known;
    const { template } = this.#tokenizer;
    const ids = this.#tokenizer.encode(query);
    const encoded = {
      ids,
      head: template.prefix.concat(ids, template.middle),
      room: this.#maxLength - templateLength(template) - ids.length,
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
    const isQueryCut = tokenizer.truncation === 'longest-first';
    const most = isQueryCut ? queryLength + documentLength : documentLength;
    return { tokens, cutTokens: Math.max(0, Math.min(most, tokens - maxLength)) };
  };
}
