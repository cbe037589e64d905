/** An item of a queue. It may be taken out of the middle, or given up while it waits. */
export interface Waiting {
  /** Set by the queue when the item is taken out. */
  isTaken: boolean;
  /** Whether it was given up. */
  readonly isGivenUp: boolean;
}

/** How many dead items at the head are dropped at one time. */
const compactFrom = 1024;

/**
 * A queue in the order of arrival. Items that were taken or given up are passed over, and dropped once they
 * come to the head.
 */
export class PairQueue<Item extends Waiting> {
  #items: Item[] = [];
  #start = 0;
  #size = 0;

  /** Items that wait. */
  get size(): number {
    return this.#size;
  }

  push(item: Item): void {
    this.#items.push(item);
    this.#size++;
  }

  /** The oldest that waits. */
  first(): Item | null {
    this.#dropDead();
    return this.#items[this.#start] ?? null;
  }

  /** The oldest that wait, as many as there are up to `count`. */
  head(count: number): Item[] {
    this.#dropDead();
    const items: Item[] = [];
    for (let at = this.#start; at < this.#items.length && items.length < count; at++) {
      const item = this.#items[at];
      if (item !== undefined && isWaiting(item)) items.push(item);
    }
    return items;
  }

  /** Takes these out, each of which waits. */
  take(items: readonly Item[]): void {
    for (const item of items) item.isTaken = true;
    this.#size -= items.length;
  }

  /** Takes note that so many waiting items were given up. */
  forget(count: number): void {
    this.#size -= count;
  }

  #dropDead(): void {
    for (let item = this.#items[this.#start]; item !== undefined && !isWaiting(item); ) {
      this.#start++;
      item = this.#items[this.#start];
    }
    if (this.#start >= compactFrom && this.#start * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#start);
      this.#start = 0;
    }
  }
}

const isWaiting = (item: Waiting): boolean => !item.isTaken && !item.isGivenUp;
