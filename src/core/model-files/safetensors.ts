import { float16Value } from '../onnx/float16.ts';
import { asciiText } from '../onnx/protobuf.ts';
import { elementCount } from '../onnx/tensor.ts';
import * as z from '../schema/zod.ts';

/** A tensor of a `.safetensors` file, as 32-bit numbers, row by row. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

const size = z.number().int().nonnegative();
const entry = z.object({ dtype: z.string(), shape: z.array(size), data_offsets: z.tuple([size, size]) });

/** A header takes some kB. One that says more is no header. */
const mostHeaderBytes = 100_000_000;

/**
 * Reads a tensor by its name: the header's length in 8 bytes, the header in JSON, then the data
 * (https://huggingface.co/docs/safetensors/index#format).
 *
 * @returns `null` where the file is none, lacks the tensor, or holds it in a type that is not read here
 */
export function readTensor(file: Uint8Array, name: string): StoredTensor | null {
  if (file.length < 8) return null;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > Math.min(mostHeaderBytes, file.length - 8)) return null;
  let header: unknown;
  try {
    header = JSON.parse(asciiText(file.subarray(8, 8 + length)));
  } catch {
    return null;
  }
  if (typeof header !== 'object' || header === null || !Object.hasOwn(header, name)) return null;
  const found = entry.safeParse((header as Record<string, unknown>)[name]);
  if (!found.success) return null;
  const { dtype, shape, data_offsets: offsets } = found.data;
  const [start, end] = offsets.map((offset) => 8 + length + offset) as [number, number];
  const count = elementCount(shape);
  const bytes = bytesOf(dtype);
  if (bytes === null || end > file.length || end - start !== count * bytes) return null;
  const values = Float32Array.from({ length: count }, (_, place) =>
    valueAt(view, dtype, start + place * bytes),
  );
  return { shape, values };
}

const bytesOf = (dtype: string): number | null =>
  dtype === 'F32' ? 4 : dtype === 'F16' || dtype === 'BF16' ? 2 : dtype === 'F64' ? 8 : null;

const scratch = new DataView(new ArrayBuffer(4));

function valueAt(view: DataView, dtype: string, at: number): number {
  switch (dtype) {
    case 'F16':
      return float16Value(view.getUint16(at, true));
    case 'BF16':
      // The upper half of a 32-bit number.
      scratch.setUint32(0, view.getUint16(at, true) * 65_536);
      return scratch.getFloat32(0);
    case 'F64':
      return view.getFloat64(at, true);
    default:
      return view.getFloat32(at, true);
  }
}
