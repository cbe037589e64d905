import type { Random } from '../random.ts';

/** A source of standard normal numbers (Box & Muller 1958). */
export function normalRandom(random: Random): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
