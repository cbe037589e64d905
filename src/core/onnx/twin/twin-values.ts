import { toFloat16 } from '../float16.ts';
import type { TwinBlock } from './twin-blocks.ts';

/**
 * Numbers that are made anew; the rest of a block repeats them. A prime, so that no two of the first million
 * rows of a table are the same whatever its width. Copying is several times as fast as making: the largest
 * block, of 1 GB, has to be there within a second or two.
 */
const period = 1_048_573;

const blockSeed = 0x7715_eed1;
const smallSeed = 0x7715_eed2;

/** Standard deviation of whole numbers spread evenly over −127…127 without 0. */
export const integersDeviation = Math.sqrt((127 * 2 + 1) * 128) / Math.sqrt(6);

/** Standard deviation of nibbles spread evenly over 0…15, that stand for −8…7. */
export const nibblesDeviation = Math.sqrt((16 ** 2 - 1) / 12);

/**
 * Numbers spread evenly about 0 with this standard deviation, the same each time; for tensors too small for a
 * block.
 */
export function noise(count: number, deviation: number): Float32Array {
  return floats(words(count, smallSeed), deviation);
}

/** From −127 to 127 without 0. */
export const randomIntegers = (count: number): Int8Array => integers(words(count, smallSeed));

/** Two nibbles a byte. */
export const randomNibbles = (count: number): Uint8Array => bytes(words(count, smallSeed));

/**
 * A block's content: seeded random values, the same each time, never all zeros.
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

/** xorshift32: Marsaglia, Xorshift RNGs, 2003. */
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
