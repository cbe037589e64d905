import { toFloat16 } from '../float16.ts';
import type { TwinBlock } from './twin-blocks.ts';

/**
 * How many numbers of a block are generated; the rest of it repeats them. Copying is several times as fast,
 * and the largest block, of 1 GB, has to be ready within a second or two. The number is a prime, so that no
 * two of a table's first million rows are the same, whatever its width.
 */
const period = 1_048_573;

const blockSeed = 0x7715_eed1;
const smallSeed = 0x7715_eed2;

/** Standard deviation of whole numbers spread evenly over −127…127 without 0. */
export const integersDeviation = Math.sqrt((127 * 2 + 1) * 128) / Math.sqrt(6);

/** Standard deviation of nibbles spread evenly over 0…15, which stand for −8…7. */
export const nibblesDeviation = Math.sqrt((16 ** 2 - 1) / 12);

/**
 * Numbers spread evenly about 0 with this standard deviation, the same each time. They are for tensors too
 * small for a block, as those of `randomIntegers` and `randomNibbles` are.
 */
export function noise(count: number, deviation: number): Float32Array {
  return floats(words(count, smallSeed), deviation);
}

/** Whole numbers spread evenly over −127…127 without 0. */
export const randomIntegers = (count: number): Int8Array => integers(words(count, smallSeed));

/** Bytes of two random nibbles each. */
export const randomNibbles = (count: number): Uint8Array => bytes(words(count, smallSeed));

/**
 * A block's content: seeded random values, the same each time.
 *
 * @throws RangeError where the browser has no room for it
 */
export function fillBlock({ type, elements, gains, deviation }: TwinBlock): Uint8Array<ArrayBuffer> {
  const made = words(Math.min(elements, period), blockSeed);
  const near1 = () => noise(gains, 0.05).map((value) => 1 + value);
  const viewed = (
    block:
      | Float32Array<ArrayBuffer>
      | Uint16Array<ArrayBuffer>
      | Int8Array<ArrayBuffer>
      | Uint8Array<ArrayBuffer>,
    pattern: ArrayLike<number>,
    ends: ArrayLike<number> | null,
  ) => {
    block.set(pattern);
    for (let done = pattern.length; done < elements; done *= 2) block.copyWithin(done, 0, done);
    if (ends !== null) block.set(ends, elements - gains);
    return new Uint8Array(block.buffer);
  };
  switch (type) {
    case 'float32':
      return viewed(new Float32Array(elements), floats(made, deviation), near1());
    case 'float16':
      return viewed(new Uint16Array(elements), toFloat16(floats(made, deviation)), toFloat16(near1()));
    case 'int8':
      return viewed(new Int8Array(elements), integers(made), null);
    case 'uint8':
      return viewed(new Uint8Array(elements), bytes(made), null);
    default:
      return type satisfies never;
  }
}

const floats = (random: Uint32Array, deviation: number): Float32Array => {
  const bound = Math.sqrt(3) * deviation;
  return Float32Array.from(random, (word) => ((2 * word) / 2 ** 32 - 1) * bound);
};

const integers = (random: Uint32Array): Int8Array =>
  Int8Array.from(random, (word) => (1 + ((word >>> 8) % 127)) * (word & 1 ? 1 : -1));

const bytes = (random: Uint32Array): Uint8Array => Uint8Array.from(random, (word) => word >>> 24);

/** Random 32-bit words by xorshift32. Source: Marsaglia, Xorshift RNGs, 2003. */
function words(count: number, seed: number): Uint32Array {
  const made = new Uint32Array(count);
  let state = seed;
  for (let place = 0; place < count; place += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    made[place] = state;
  }
  return made;
}
