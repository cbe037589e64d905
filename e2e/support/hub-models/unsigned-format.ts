import { uint8Tensor } from '../../../src/core/onnx/tensor.ts';
import {
  multiplyIntegers,
  quantized,
  quantizedFormat,
  type WeightFormat,
} from '../../../src/core/onnx/weight-format.ts';

/**
 * The weights of `quantizedFormat` with 128 added, and a zero point of 128: the same numbers in unsigned bytes.
 *
 * On processors without VNNI, native ONNX Runtime cuts the sums of products of unsigned with signed bytes off
 * at 16 bits, and not those of unsigned ones (its document on quantisation). The option that mends the former
 * cannot be given from Node.
 */
export const unsignedFormat: WeightFormat = {
  ...quantizedFormat,
  multiply(graph, name, x, shape, values) {
    const { elements, scale } = quantized(values());
    const integers = uint8Tensor(
      shape,
      Uint8Array.from(elements, (element) => element + 128),
    );
    const zero = uint8Tensor([], Uint8Array.of(128));
    return multiplyIntegers(graph, name, x, { integers, scale, zero });
  },
};
