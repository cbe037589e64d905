import { type BatchingOptions, nextBatchSize, type PaddedBatch, padBatch } from './batching.ts';
import type { Clock } from './clock.ts';
import type { Pair } from './pair.ts';
import { type EncodedPair, PairEncoder, type TextTokenizer } from './pair-encoding.ts';

/**
 * How many batches' worth of tokenised pairs order `length` takes the next batch from, where a request is
 * tokenised beside its passes. More would sort better, but the first pass would wait longer. With two, the
 * tokens computed stay within 1 % of the full sort's where all texts are in one language, and within 5 %
 * where languages mix (`batch-source.test.ts`).
 */
const lookAheadBatches = 2;

/** A batch, and the indices of its rows in the input. */
export interface SourcedBatch {
  readonly places: readonly number[];
  readonly batch: PaddedBatch;
  /** What padding took, ms. */
  readonly paddingMs: number;
}

interface WaitingForBatch {
  readonly place: number;
  readonly encoded: EncodedPair;
}

/**
 * Makes a request's batches one after another and tokenises no further ahead than it has to. Which pairs
 * share a batch depends on the pairs and the options alone, never on when the next batch is asked for.
 *
 * A source that reads everything first sorts by the true lengths. One that reads ahead does not know them
 * yet, so it reads the longest texts first, by their UTF-8 bytes: a Latin letter is one byte and a fraction
 * of a token, a Chinese character three bytes and about one token.
 */
export class BatchSource {
  readonly #pairs: readonly Pair[];
  readonly #tokenizer: TextTokenizer;
  readonly #options: BatchingOptions;
  readonly #encoder: PairEncoder;
  readonly #clock: Clock;
  readonly #ahead: number;
  /** Indices of pairs in the order of reading. */
  readonly #unread: readonly number[];
  #read = 0;
  /** Pairs that were read, in the order of batching. Those from `#taken` on are in no batch yet. */
  #waiting: WaitingForBatch[] = [];
  #taken = 0;
  #waitingTokens = 0;
  #tokenizeMs = 0;
  #tokens = 0;
  #cutPairs = 0;

  /**
   * @param readsAhead whether to tokenise a window at a time instead of everything for the first batch
   * @throws Failure `query-too-long`
   */
  constructor(
    pairs: readonly Pair[],
    tokenizer: TextTokenizer,
    options: BatchingOptions,
    readsAhead: boolean,
    clock: Clock,
  ) {
    this.#pairs = pairs;
    this.#tokenizer = tokenizer;
    this.#options = options;
    this.#clock = clock;
    this.#encoder = new PairEncoder(tokenizer, options.maxLength);
    this.#ahead = !readsAhead ? Number.POSITIVE_INFINITY : options.order === 'length' ? lookAheadBatches : 1;
    this.#unread =
      readsAhead && options.order === 'length' ? longestTextFirst(pairs) : pairs.map((_, place) => place);
    if (readsAhead) this.#timed(() => this.#encoder.refuseLongQueries(pairs));
  }

  /** Time spent on tokenising so far, ms. */
  get tokenizeMs(): number {
    return this.#tokenizeMs;
  }

  /** Tokens of the pairs read so far, special tokens included, padding not. */
  get tokens(): number {
    return this.#tokens;
  }

  /** How many of the pairs read so far were longer than max length. */
  get cutPairs(): number {
    return this.#cutPairs;
  }

  /**
   * The next batch, or `null` after the last.
   *
   * @throws Failure `query-too-long`, from the first call only
   */
  next(): SourcedBatch | null {
    this.#readOn();
    const pairs = nextBatchSize(this.#lengthsAhead(), this.#options);
    if (pairs === 0) return null;
    const taken = this.#waiting.slice(this.#taken, this.#taken + pairs);
    this.#taken += pairs;
    const encoded = taken.map((one) => one.encoded);
    for (const { ids } of encoded) this.#waitingTokens -= ids.length;
    const start = this.#clock.now();
    const batch = padBatch(encoded, this.#tokenizer, this.#options);
    return { places: taken.map(({ place }) => place), batch, paddingMs: this.#clock.now() - start };
  }

  /** Tokenises until a window of batches waits, or nothing is left. */
  #readOn(): void {
    if (this.#read === this.#unread.length || this.#isWindowFull()) return;
    this.#waiting = this.#waiting.slice(this.#taken);
    this.#taken = 0;
    this.#timed(() => {
      while (this.#read < this.#unread.length && !this.#isWindowFull()) {
        const place = this.#unread[this.#read++] ?? 0;
        const encoded = this.#encoder.encode(this.#pairs[place] as Pair);
        this.#waiting.push({ place, encoded });
        this.#waitingTokens += encoded.ids.length;
        this.#tokens += encoded.ids.length;
        if (encoded.cutTokens > 0) this.#cutPairs++;
      }
    });
    if (this.#options.order === 'length') {
      this.#waiting.sort((a, b) => b.encoded.ids.length - a.encoded.ids.length || a.place - b.place);
    }
  }

  #isWindowFull(): boolean {
    const { batchSize, tokenBudget } = this.#options;
    if (batchSize !== null && this.#waiting.length - this.#taken < this.#ahead * batchSize) return false;
    // Padding only adds to these tokens, so a batch's worth of them fills a batch.
    return tokenBudget === null || this.#waitingTokens >= this.#ahead * tokenBudget;
  }

  *#lengthsAhead(): Generator<number> {
    for (let at = this.#taken; at < this.#waiting.length; at++) {
      yield this.#waiting[at]?.encoded.ids.length ?? 0;
    }
  }

  #timed(work: () => void): void {
    const start = this.#clock.now();
    work();
    this.#tokenizeMs += this.#clock.now() - start;
  }
}

function longestTextFirst(pairs: readonly Pair[]): number[] {
  const bytes = pairs.map(({ query, document }) => textBytes(query) + textBytes(document));
  return pairs.map((_, place) => place).sort((a, b) => (bytes[b] ?? 0) - (bytes[a] ?? 0) || a - b);
}

/** Bytes of a text in UTF-8; a lone surrogate counts as 2. */
function textBytes(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const isHalf = unit >= 0xd800 && unit < 0xe000;
    bytes += unit < 0x80 ? 1 : unit < 0x800 || isHalf ? 2 : 3;
  }
  return bytes;
}
