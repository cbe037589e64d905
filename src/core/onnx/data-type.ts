/** The element types this project stores in ONNX tensors, with their code in `TensorProto.DataType` and their size. */
const dataTypes = {
  float32: { code: 1, bytes: 4 },
  uint8: { code: 2, bytes: 1 },
  int8: { code: 3, bytes: 1 },
  int32: { code: 6, bytes: 4 },
  int64: { code: 7, bytes: 8 },
  bool: { code: 9, bytes: 1 },
  float16: { code: 10, bytes: 2 },
} as const;

export type DataType = keyof typeof dataTypes;

/** The type's number in ONNX's `TensorProto.DataType` enum. */
export function dataTypeCode(type: DataType): number {
  return dataTypes[type].code;
}

/** Bytes of one element. */
export function bytesPerElement(type: DataType): number {
  return dataTypes[type].bytes;
}
