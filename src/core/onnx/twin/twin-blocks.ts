import { bytesPerElement, type ExternalTensor, elementCount, externalTensor, type Shape } from '../tensor.ts';
import type { VectorRole } from '../weight-format.ts';

/**
 * The element types of large tensors. Each type has a file of its own, since the same bytes are other numbers
 * in another type.
 */
export type BlockType = 'float32' | 'float16' | 'int8' | 'uint8';

/** A file of external data that all large tensors of one element type share. */
export interface TwinBlock {
  /** Relative to the model file; ONNX Runtime Web matches it with `externalData[].path`. */
  readonly path: string;
  readonly type: BlockType;
  /** Number of elements, as many as the largest tensor has. */
  readonly elements: number;
  readonly bytes: number;
  /** How many of the last elements are near 1: as many as the longest normalisation scale has. */
  readonly gains: number;
  /** Standard deviation of the other elements, in blocks of a floating-point type. */
  readonly deviation: number;
}

/** Gives each large tensor its place in a block. */
export interface Placement {
  place(type: BlockType, shape: Shape, role?: VectorRole): ExternalTensor;
}

interface Extent {
  elements: number;
  gains: number;
}

/** A placement that only measures how large the blocks have to be. */
export class BlockTally implements Placement {
  readonly #extents = new Map<BlockType, Extent>();

  place(type: BlockType, shape: Shape, role?: VectorRole): ExternalTensor {
    const count = elementCount(shape);
    const extent = this.#extents.get(type) ?? { elements: 0, gains: 0 };
    extent.elements = Math.max(extent.elements, count);
    if (role === 'gain') extent.gains = Math.max(extent.gains, count);
    this.#extents.set(type, extent);
    return placed(type, shape, 0);
  }

  /** @param deviation of the floating blocks' elements */
  blocks(deviation: number): TwinBlock[] {
    return Array.from(this.#extents, ([type, extent]) => ({
      path: pathOf(type),
      type,
      ...extent,
      bytes: extent.elements * bytesPerElement(type),
      deviation,
    }));
  }
}

/** Tensors begin at multiples of this many elements, as allocators do. */
const alignment = 64;
/** A prime, so that many tensors of the same shape fit before two get the same place. */
const stride = 7919;

/**
 * Places tensors in the blocks. Normalisation scales are at the end, where the values are near 1. All others
 * get different places before it, as far as there is room, so that tensors of the same shape have different
 * numbers and the runtime finds nothing to merge.
 */
export function placementIn(blocks: readonly TwinBlock[]): Placement {
  const placedSoFar = new Map<BlockType, number>();
  return {
    place(type, shape, role) {
      const block = blocks.find((one) => one.type === type);
      if (block === undefined) throw new RangeError(`There is no block of ${type}.`);
      const count = elementCount(shape);
      if (role === 'gain') return placed(type, shape, block.elements - count);
      const before = placedSoFar.get(type) ?? 0;
      placedSoFar.set(type, before + 1);
      const room = Math.max(0, block.elements - block.gains - count);
      return placed(type, shape, ((before * stride) % (Math.floor(room / alignment) + 1)) * alignment);
    },
  };
}

const pathOf = (type: BlockType): string => `weights.${type}`;

function placed(type: BlockType, shape: Shape, firstElement: number): ExternalTensor {
  const size = bytesPerElement(type);
  const [offset, length] = [firstElement * size, elementCount(shape) * size];
  return externalTensor(type, shape, { location: pathOf(type), offset, length });
}
