import type { BertShape } from '../bert/bert-model.ts';
import { toFloat16 } from '../float16.ts';
import type { ModernBertShape } from '../modernbert/modernbert-model.ts';
import {
  bytesPerElement,
  elementCount,
  float16Tensor,
  float32Tensor,
  int8Tensor,
  type Shape,
  type Tensor,
  uint8Tensor,
} from '../tensor.ts';
import {
  blockSize,
  fewestExternalBytes,
  lookUpIntegers,
  multiplyIntegers,
  multiplyNibbles,
  plainFormat,
  type WeightFormat,
} from '../weight-format.ts';
import type { BlockType, Placement } from './twin-blocks.ts';
import { integersDeviation, nibblesDeviation, noise, randomIntegers, randomNibbles } from './twin-values.ts';

/** What a twin's model file is written from. */
export interface TwinSpec {
  readonly architecture: 'bert' | 'xlm-roberta' | 'modernbert';
  /**
   * The sizes by the names of `config.json`, with the layers that the twin is built with. XLM-RoBERTa and
   * ModernBERT read no token types, so their `type_vocab_size` is written to `config.json` only. What is
   * missing of ModernBERT's own is as in ModernBERT-base.
   */
  readonly shape: BertShape & Partial<ModernBertShape>;
  /** By transformers.js's names. */
  readonly dtype: 'fp32' | 'fp16' | 'q8' | 'q4';
  /** Default: `exported`. */
  readonly graph?: 'exported' | 'fused';
}

/**
 * Standard deviation of a twin's floating weights: 1 / √width, which keeps a signal's size through a dense
 * layer. In a four-bit twin they are mostly scales of nibbles, so their product with a nibble has that
 * deviation.
 */
export const floatDeviation = (dtype: TwinSpec['dtype'], width: number): number =>
  1 / Math.sqrt(width) / (dtype === 'q4' ? nibblesDeviation : 1);

/**
 * Stores a twin's weights, whose values do not matter: large tensors are references into blocks that tensors
 * share, small ones are in the model file. The graph's nodes are the same as in the other formats.
 */
export function twinFormat(dtype: TwinSpec['dtype'], placement: Placement, width: number): WeightFormat {
  const isSmall = (type: BlockType, shape: Shape) =>
    elementCount(shape) * bytesPerElement(type) < fewestExternalBytes;

  const single = plainFormat('float32', (shape, values, role) =>
    isSmall('float32', shape) ? float32Tensor(shape, values()) : placement.place('float32', shape, role),
  );

  const integerMatrix = (shape: Shape) => ({
    integers: isSmall('int8', shape)
      ? int8Tensor(shape, randomIntegers(elementCount(shape)))
      : placement.place('int8', shape),
    scale: 1 / Math.sqrt(width) / integersDeviation,
  });

  switch (dtype) {
    case 'fp32':
      return single;
    case 'fp16':
      return plainFormat('float16', (shape, values, role) =>
        isSmall('float16', shape)
          ? float16Tensor(shape, toFloat16(values()))
          : placement.place('float16', shape, role),
      );
    case 'q8':
      return {
        ...single,
        multiply: (graph, name, x, shape) => multiplyIntegers(graph, name, x, integerMatrix(shape)),
        lookUp: (graph, name, indices, shape) => lookUpIntegers(graph, name, indices, integerMatrix(shape)),
      };
    case 'q4':
      return {
        ...single,
        multiply(graph, name, x, [inputs = 0, outputs = 0]) {
          const blocks = Math.ceil(inputs / blockSize);
          const size = [outputs, blocks, blockSize / 2];
          const nibbles: Tensor = isSmall('uint8', size)
            ? uint8Tensor(size, randomNibbles(elementCount(size)))
            : placement.place('uint8', size);
          const count = outputs * blocks;
          const scales = single.store([count], () => noise(count, floatDeviation(dtype, width)));
          return multiplyNibbles(graph, name, x, { inputs, outputs, nibbles, scales });
        },
      };
    default:
      return dtype satisfies never;
  }
}
