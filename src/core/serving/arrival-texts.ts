import type { Pair } from '../rerank/pair.ts';
import { type EncodedPair, PairEncoder, type TextTokenizer } from '../rerank/pair-encoding.ts';

interface Held {
  readonly places: readonly number[];
  /** `null` until it is asked for. */
  pairs: readonly EncodedPair[] | null;
}

/**
 * The tokenised pairs of the arrivals that have no outcome yet. Each arrival is tokenised by itself, with its
 * query once, as a service would do: no tokens outlive it, and no arrival profits from another. Only lengths
 * are remembered, for arrivals that are never computed.
 */
export class ArrivalTexts {
  readonly #pool: readonly Pair[];
  readonly #tokenizer: TextTokenizer;
  readonly #maxLength: number;
  readonly #held = new Map<number, Held>();
  /** By place in the pool. */
  readonly #lengths = new Map<number, number>();

  constructor(pool: readonly Pair[], tokenizer: TextTokenizer, maxLength: number) {
    this.#pool = pool;
    this.#tokenizer = tokenizer;
    this.#maxLength = maxLength;
  }

  /**
   * Tokenises an arrival.
   *
   * @returns the tokens of each of its pairs
   * @throws Failure `query-too-long`
   */
  take(id: number, places: readonly number[]): number[] {
    const pairs = this.#encode(places);
    this.#held.set(id, { places, pairs });
    return pairs.map(({ ids }) => ids.length);
  }

  /**
   * Holds an arrival whose lengths are known already; it is tokenised when a batch takes the first pair of
   * it.
   */
  expect(id: number, places: readonly number[]): void {
    this.#held.set(id, { places, pairs: null });
  }

  /** Tokens of each pair. It tokenises only pairs that are new. */
  lengths(places: readonly number[]): number[] {
    if (places.some((place) => !this.#lengths.has(place))) this.#encode(places);
    return places.map((place) => this.#lengths.get(place) ?? 0);
  }

  /**
   * @param place among the arrival's pairs
   * @throws RangeError where there is no such pair
   */
  pair(id: number, place: number): EncodedPair {
    const held = this.#held.get(id);
    if (held === undefined) throw new RangeError(`Arrival ${id} is not here.`);
    held.pairs ??= this.#encode(held.places);
    const pair = held.pairs[place];
    if (pair === undefined) throw new RangeError(`Arrival ${id} has no pair ${place}.`);
    return pair;
  }

  forget(id: number): void {
    this.#held.delete(id);
  }

  #encode(places: readonly number[]): EncodedPair[] {
    const encoder = new PairEncoder(this.#tokenizer, this.#maxLength);
    return places.map((place) => {
      const pair = this.#pool[place];
      if (pair === undefined) throw new RangeError(`There is no pair ${place}.`);
      const encoded = encoder.encode(pair);
      this.#lengths.set(place, encoded.ids.length);
      return encoded;
    });
  }
}
