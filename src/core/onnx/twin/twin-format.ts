import type { BertShape } from '../bert/bert-model.ts';
import { toFloat16 } from '../float16.ts';
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

/**
 * The sizes of a twin's model under the names of its `config.json`; the layers are those the twin is built
 * with.
 */
export interface TwinSpec {
  readonly architecture: 'bert' | 'xlm-roberta';
  /** XLM-RoBERTa reads no token types: its `type_vocab_size` is only written down. */
  readonly shape: BertShape;
  /** By the names that transformers.js gives them. */
  readonly dtype: 'fp32' | 'fp16' | 'q8' | 'q4';
}

/**
 * Standard deviation of a twin's floating weights: 1 / √width, which keeps a signal's size through a dense
 * layer. Most of a four-bit twin's are scales of nibbles, so it is theirs.
 */
export const floatDeviation = (dtype: TwinSpec['dtype'], width: number): number =>
  1 / Math.sqrt(width) / (dtype === 'q4' ? nibblesDeviation : 1);

/**
 * Weights that nobody asks the values of: large tensors are references into blocks that tensors share, small
 * ones lie in the model file. What the graph does with them is what the other formats' graphs do.
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
