import type { Batch } from './batcher.ts';

interface PassEnd {
  readonly atMs: number;
  readonly batch: Batch;
}

/** Passes under way by when they end: a binary heap (Williams 1964), since a simulation may have thousands of them. */
export class PassEnds {
  readonly #heap: PassEnd[] = [];

  get size(): number {
    return this.#heap.length;
  }

  /** When the first of them ends; `Infinity` where none is under way. */
  nextAtMs(): number {
    return this.#heap[0]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  push(end: PassEnd): void {
    const heap = this.#heap;
    let place = heap.push(end) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (parent === undefined || parent.atMs <= end.atMs) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = end;
  }

  /** Takes out the one that ends first. */
  pop(): Batch | null {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined) return null;
    if (heap.length === 0) return first.batch;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      const right = heap[below + 1];
      let child = heap[below];
      if (child === undefined) break;
      if (right !== undefined && right.atMs < child.atMs) {
        child = right;
        below++;
      }
      if (child.atMs >= last.atMs) break;
      heap[place] = child;
      place = below;
    }
    heap[place] = last;
    return first.batch;
  }
}
